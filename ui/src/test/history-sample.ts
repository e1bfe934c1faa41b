/* An invented history, in the shapes of the contract. */
import type {
  HistoryConnectionView,
  HistoryOperationView,
  HistoryPageView,
  HistoryRowView,
  ReviewId,
  UndoView,
} from '../backend'
import { halden, organization, saved } from './sample'

const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString()
const id = (n: number) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A row; an update of Kestrel Freight where nothing else is said. */
export function row(n: number, of: Partial<HistoryRowView> = {}): HistoryRowView {
  return {
    id: id(n),
    kind: 'update',
    outcome: 'done',
    name: 'Kestrel Freight',
    organization: organization().id,
    began: hours(n),
    connection: halden.id,
    connection_name: halden.name,
    changed: ['zipcode', 'country', 'website', 'contact_phone', 'state'],
    differing: [],
    puts_back: [],
    has_put_back: false,
    details: 0,
    plans: [],
    error: null,
    undone: false,
    ...of,
  }
}

const forbidden = {
  kind: 'rejected',
  status: 403,
  said: { message: 'you may not change this organization', raw: null },
  problems: [],
  redirect_to: null,
} as const

/** The first page. */
export const page: HistoryPageView = {
  rows: [
    row(0),
    row(1, {
      kind: 'create',
      outcome: 'not_known',
      name: 'Brightwater Dental Bath',
      organization: null,
      changed: [],
    }),
    row(2, { name: 'Brightwater Dental', outcome: 'differs', differing: ['description'] }),
    row(3, { kind: 'create', name: 'Nordhavn Apotek', changed: [], details: 11, plans: ['pci-basic'] }),
    row(4, { name: 'Sokolí Logistika', outcome: 'rejected', error: { ...forbidden, problems: [] } }),
    row(5, {
      name: 'Grünfeld Optik',
      kind: 'undo',
      changed: ['phone'],
      puts_back: ['phone'],
      has_put_back: true,
    }),
    row(6, { name: 'Grünfeld Optik', changed: ['phone'], undone: true }),
    row(30, { kind: 'create', name: 'Osteria Bellarosa', changed: [], details: 13, plans: ['pci-open'] }),
  ],
  next: null,
  total: 8,
  counted: true,
  unread: 0,
}

/** The connection all of it was written to. */
export const haldenKnown: HistoryConnectionView = { id: halden.id, name: halden.name, host: halden.host }

/** An operation as it is opened. */
export function opened(operation: ReviewId, of: Partial<HistoryOperationView> = {}): HistoryOperationView {
  const request = saved.state === 'saved' ? saved.request : null
  return {
    row: page.rows.find((one) => one.id === operation) ?? row(0),
    host: halden.host,
    identity: halden.identity,
    practice: false,
    ended: hours(0),
    took_ms: 1_240,
    fields: [
      {
        field: 'country',
        label: 'Country',
        before: 'Netherlands',
        sent: 'The Netherlands',
        after: 'The Netherlands',
        state: 'same',
        changed: true,
      },
      {
        field: 'state',
        label: 'State',
        before: 'Zuid-Holland',
        sent: '',
        after: '',
        state: 'same',
        changed: true,
      },
      {
        field: 'city',
        label: 'City',
        before: 'Rotterdam',
        sent: 'Rotterdam',
        after: 'Rotterdam',
        state: 'same',
        changed: false,
      },
    ],
    steps: saved.state === 'saved' ? saved.steps : [],
    requests: request ? [request] : [],
    error: null,
    undoes: null,
    undone_by: null,
    undo: 'possible',
    ...of,
  }
}

const { fields } = organization()

/** What undoing it would do. */
export const undo: UndoView = {
  organization: organization().id,
  base: fields,
  unread: [],
  mine: { ...fields, country: 'Netherlands', state: 'Zuid-Holland' },
  merged: {
    theirs: organization(),
    merged: { ...fields, country: 'Netherlands', state: 'Zuid-Holland' },
    collisions: [],
    no_choice: [],
  },
  puts_back: ['state', 'country'],
  stays: [],
  loaded_by: 'oneself',
  not_known: [],
}
