/* What stands around every screen but the first, loaded together with the first screen that needs it. */
export { default as LeftWrites } from '../components/LeftWrites.svelte'
export { default as LocalDataStrip } from '../components/LocalDataStrip.svelte'
export { default as PracticeBanner } from '../components/PracticeBanner.svelte'
export { default as Sidebar } from '../components/Sidebar.svelte'
export { default as Strip } from '../components/Strip.svelte'
export { default as Told } from '../components/Told.svelte'
