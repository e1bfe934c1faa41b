import { render } from 'svelte/server'
import FirstScreen from '../src/screens/FirstScreen.svelte'

/** The first screen as it is before any script runs. */
export const html = render(FirstScreen).body
