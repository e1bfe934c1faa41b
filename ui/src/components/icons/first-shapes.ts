/* The shapes of the first screen, apart so that it loads no others. Whose they are, see shapes.ts. */
export const firstShapes = {
  'chevron-right': 'M9 18l6-6-6-6',
  'flask-conical':
    'M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2M6.453 15h11.094M8.5 2h7',
  lock: 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM7 11V7a5 5 0 0 1 10 0v4',
  mark: 'M9.25 6.5a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0 -5.5 0M3.5 13h17M6.5 13v7M17.5 13v7',
  plug: 'M12 22v-5M15 8V2M17 8a1 1 0 0 1 1 1v4a4 4 0 0 1-4 4h-4a4 4 0 0 1-4-4V9a1 1 0 0 1 1-1zM9 8V2',
} as const
