/* Which component shows a screen. All but the first are loaded when they are needed. */
import type { Component } from 'svelte'
import Welcome from '../screens/Welcome.svelte'
import type { Route } from './router.svelte'

/** A screen that is there, with what it is given. */
export interface LoadedScreen {
  // Each screen has its own props; they are matched below.
  component: Component<Record<string, unknown>>
  props: Record<string, unknown>
  visit: number
}

/** Loads the screen of a route. */
export async function screenOf(route: Route, visit: number): Promise<LoadedScreen> {
  const { name, ...props } = route
  return { component: (await load(name)) as LoadedScreen['component'], props, visit }
}

async function load(name: Route['name']): Promise<unknown> {
  switch (name) {
    case 'welcome':
      return Welcome
    case 'connect':
      return (await import('../screens/connect/Connect.svelte')).default
    case 'connections':
      return (await import('../screens/connections/Connections.svelte')).default
    case 'drafts':
      return (await import('../screens/drafts/Drafts.svelte')).default
    case 'needs-you':
      return (await import('../screens/needs-you/NeedsYou.svelte')).default
    case 'history':
      return (await import('../screens/history/History.svelte')).default
    case 'organizations':
      return (await import('../screens/organizations/Organizations.svelte')).default
    case 'new-organization':
      return (await import('../screens/create/NewOrganization.svelte')).default
    case 'edit':
      return (await import('../screens/update/EditOrganization.svelte')).default
  }
}
