/* An invented review of something that is likely there already. */
import type { CreateReviewView } from '../backend'
import { createReview, rowAt } from './sample'

/** A review of something that is there already, likely: once on the portal, once among what was sent. */
export const likelyReview: CreateReviewView = {
  ...createReview,
  name: 'Kestrel Freight Ltd',
  alike: {
    found: [
      {
        place: { kind: 'on_the_portal', id: rowAt(0).id, changed: null, seen_before: null },
        name: 'Kestrel Freight',
        reasons: [{ kind: 'same_core_name' }, { kind: 'same_website', domain: 'kestrel.example' }],
      },
      {
        place: { kind: 'not_settled', review: 'review-0', underway: false },
        name: 'Kestrel Fright B.V.',
        reasons: [{ kind: 'alike_name', percent: 92 }],
      },
    ],
    more: 0,
    beside: [
      {
        label: 'Organization name',
        new: 'Kestrel Freight Ltd',
        others: [
          { value: 'Kestrel Freight', likeness: 'alike' },
          { value: 'Kestrel Fright B.V.', likeness: 'alike' },
        ],
      },
      {
        label: 'Website',
        new: 'www.kestrel.example',
        others: [
          { value: 'https://kestrel.example/nl', likeness: 'alike' },
          { value: '', likeness: 'not_known' },
        ],
      },
      {
        label: 'City',
        new: 'Rotterdam',
        others: [
          { value: 'Rotterdam', likeness: 'same' },
          { value: '', likeness: 'other' },
        ],
      },
    ],
    not_looked_at: [],
  },
}
