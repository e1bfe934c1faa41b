import type { AppError, DraftRowView, DraftView, LocalDataProblem } from '../backend'
import type { FakeBackend } from './fake-backend'
import { halden, organization } from './sample'

/** This computer's disk takes nothing, or the local data cannot be written for another reason. */
export function keepsNothing(fake: FakeBackend, problem: LocalDataProblem = 'not_writable'): FakeBackend {
  return fake.on('draft_keep', () => {
    throw { kind: 'local_data', during: 'writing', problem }
  })
}

/** A new organization that was left. */
export const leftNew: DraftView = {
  id: 'draft-7',
  left_at: '2026-03-12T18:04:00Z',
  form: {
    kind: 'create',
    form: {
      name: 'Bath',
      description: ' half',
      parent_organization: 'Bright',
      skip_default_subscription: false,
      plans: [],
      details: {},
    },
    parent_text: 'Bright',
  },
}

/** Changes that were left, on what the portal held then. */
export const leftChanges: DraftView = {
  id: 'draft-8',
  left_at: '2026-03-12T18:04:00Z',
  form: {
    kind: 'update',
    id: organization().id,
    base: { ...organization().fields, city: 'Delft' },
    unread: [],
    mine: { ...organization().fields, city: 'Hull' },
    saves_details_of: null,
    loaded_by: 'oneself',
    undoes: null,
    chosen: [],
  },
}

/** A draft in the list. */
export function draftRow(row: Partial<DraftRowView> = {}): DraftRowView {
  return {
    id: leftNew.id,
    name: 'Bath',
    organization: null,
    undoes: null,
    left_at: leftNew.left_at,
    elsewhere: null,
    ...row,
  }
}

/** A draft that was typed by somebody else. */
export const typedElsewhere = draftRow({
  id: 'draft-9',
  name: 'Wells',
  elsewhere: {
    identity: { ...halden.identity, id: '99', username: 'a.other', partner: 'Another Partner' },
    host: 'old.halden.example',
  },
})

/** Why a list of this computer's is not there. */
export const unreadable: AppError = { kind: 'local_data', during: 'reading', problem: 'failed' }
