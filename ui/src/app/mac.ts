/** True on macOS, where ⌘ takes the place of Ctrl. */
export const mac = navigator.userAgent.includes('Mac')
