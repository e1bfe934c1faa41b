/* The ways through the window that begin outside a screen: sidebar, banner and keys. */
import type { ConnectionView } from '../backend'
import type { FirstChoice } from './first-choice'
import { leave, waitingFor } from './guard.svelte'
import { go, router, show, type Route } from './router.svelte'
import { closeSession, enterPractice, openConnection, session } from './session.svelte'

/** The rooms of the sidebar. */
export type Room = 'organizations' | 'history' | 'connections' | 'drafts' | 'needs-you'

/** Those that have a number, in the order of the sidebar. */
export const numbered: readonly Room[] = ['organizations', 'history', 'connections']

/** The room a screen belongs to. */
export function roomOf(screen: Route['name']): Room {
  switch (screen) {
    case 'connections':
    case 'connect':
      return 'connections'
    case 'drafts':
    case 'needs-you':
    case 'history':
      return screen
    default:
      return 'organizations'
  }
}

/** Opens a room of the sidebar. */
export function openRoom(room: Room): void {
  go({ name: room })
}

/** Opens the room with this number, from 1. */
export function openNumbered(number: number): void {
  const room = numbered[number - 1]
  if (room) openRoom(room)
}

/** Puts another connection in front, in this room, or tries again to open this one. A form that waits for it stays in front. */
export function switchTo(connection: ConnectionView, room: Room = 'organizations'): void {
  if (waitingFor(connection.id)) {
    void openConnection(connection)
    return
  }
  leave(() => {
    show({ name: room })
    void openConnection(connection)
  })
}

/** Enters the practice portal. */
export function practise(): void {
  leave(() => {
    show({ name: 'organizations' })
    void enterPractice()
  })
}

/** Leaves the practice portal. Its data stays for as long as Orgdesk runs. */
export function leavePractice(): void {
  leave(() => {
    closeSession()
    show({ name: session.connections.length > 0 ? 'connections' : 'welcome' })
  })
}

/** Begins a new connection. */
export function connect(): void {
  go({ name: 'connect' })
}

/** Begins a new organization, where there is a portal to create it in and none is begun already. */
export function createOrganization(): void {
  if (session.state === 'open' && router.route.name !== 'new-organization') go({ name: 'new-organization' })
}

/** What the first screen offers. */
export const firstChoices: Record<FirstChoice, () => void> = { connect, practise }
