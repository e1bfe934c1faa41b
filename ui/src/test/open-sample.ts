/* Invented writes that are not settled. */
import type { OpenOperationView } from '../backend'
import { organization } from './sample'

/** A create of which nobody knows what became. */
export const openCreate: OpenOperationView = {
  review: '11111111-2222-4333-8444-555555555555',
  name: 'Bath',
  sent_at: '2026-08-27T14:31:58Z',
  made_as: null,
  made_at: null,
  being_looked_for: false,
  looked: null,
  work: {
    kind: 'create',
    form: {
      name: 'Bath',
      description: '',
      parent_organization: '',
      skip_default_subscription: false,
      plans: [],
      details: { city: 'Bath' },
    },
    details_waiting: 1,
    details: 'not_saved',
    details_to_change: null,
    details_are_changed_first: false,
    was_created: false,
    can_be_created_again: false,
    id: null,
  },
}

/** An update of which nobody knows what became. */
export const openUpdate: OpenOperationView = {
  ...openCreate,
  name: 'Kestrel Freight',
  work: {
    kind: 'update',
    id: organization().id,
    base: organization().fields,
    unread: [],
    mine: { ...organization().fields, city: 'Hull' },
    was_saved: false,
    is_in_part: false,
    can_be_saved_again: false,
    undoes: null,
    saves_details_of: null,
    loaded_by: 'oneself',
  },
}
