import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CreateReviewView } from '../../backend'
import { guard, leaveAll } from '../../app/guard.svelte'
import { giveResultsUp, leaveBehind } from '../../app/left.svelte'
import { expectNoAxeFindings } from '../../test/axe'
import { openReview } from '../../test/create'
import { keepsNothing } from '../../test/drafts'
import { halden, rowAt, unknownCreate } from '../../test/sample'
import { likelyReview } from '../../test/sample-alike'
import { CreateFlow } from './create-flow.svelte'

const open = (review: CreateReviewView = likelyReview) =>
  openReview((fake) => fake.on('create_review', () => review))

/** The cells of a row of the table, without its head. */
function cells(field: string) {
  const head = screen.getByRole('rowheader', { name: field })
  const row = head.closest('tr')
  return row ? within(row).getAllByRole('cell') : []
}

const many = (count: number): CreateReviewView => {
  const [first] = likelyReview.alike.found
  const found = Array.from({ length: count }, () => first).filter((one) => one !== undefined)
  const beside = likelyReview.alike.beside.map((row) => ({
    ...row,
    others: Array.from({ length: count }, () => ({ value: 'x', likeness: 'other' as const })),
  }))
  return { ...likelyReview, alike: { ...likelyReview.alike, found, beside, more: 5 } }
}

describe('likely duplicates of a new organization', () => {
  it('stand side by side with it, with the reasons in words', async () => {
    await open()
    expect(screen.getByRole('alert')).toHaveTextContent('2 likely duplicates')
    const table = screen.getByRole('table', { name: 'Side by side' })
    const heads = within(table).getAllByRole('columnheader')
    expect(heads.map((head) => head.textContent)).toEqual([
      'Field',
      'The new one',
      'On the portal, 7f3a…0000',
      'Sent, not settled',
    ])
    const [, onThePortal, notSettled] = cells('May be the same')
    expect(onThePortal).toHaveTextContent('The same name but for spelling or legal form')
    expect(onThePortal).toHaveTextContent('The same website: kestrel.example')
    expect(notSettled).toHaveTextContent('A name 92 % alike')
    expect(notSettled).toHaveTextContent('Under “Needs you”.')
    await expectNoAxeFindings()
  })

  it('have what is the same and what is alike marked, and what is not known said', async () => {
    await open()
    const texts = (field: string) => cells(field).map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())
    expect(texts('City')).toEqual(['Rotterdam', 'Rotterdam Same', '(empty)'])
    expect(texts('Website')).toEqual(['www.kestrel.example', 'https://kestrel.example/nl Alike', 'Not known'])
  })

  it('are no obstacle: it is created all the same, by the one button that says so', async () => {
    const { fake, user } = await open()
    expect(screen.queryByRole('button', { name: 'Create organization' })).toBeNull()
    expect(screen.getAllByText(/Looked at/)).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Create all the same' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('are opened without losing what was typed, and the review is gone back to as it was', async () => {
    const { fake, user } = await open()
    await user.click(screen.getByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' }))
    await screen.findByRole('button', { name: 'Edit' })
    expect(fake.asked('organization_get')).toEqual([expect.objectContaining({ id: rowAt(0).id })])
    expect(
      screen.getByText(/What you typed for Brightwater Dental Bath in Halden Secure waits/),
    ).toBeVisible()
    await expectNoAxeFindings()

    await user.click(screen.getByRole('button', { name: 'Go on with it: Brightwater Dental Bath' }))
    await screen.findByRole('button', { name: 'Create all the same' })
    expect(fake.asked('create_review')).toHaveLength(1)
    expect(screen.queryByText(/What you typed for/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue(
      'Brightwater Dental Bath',
    )
  })

  it('are opened from one that was to be sent again, which gives way with the one it was to be sent in place of', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => ({ ...unknownCreate, outcome: 'not_found', candidates: [] })),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    fake.on('create_review', () => likelyReview)
    await user.click(await screen.findByRole('button', { name: 'It was not created: create it again' }))
    await user.click(await screen.findByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' }))
    await screen.findByText(/What you typed for Brightwater Dental Bath in Halden Secure waits/)
    giveResultsUp(unknownCreate.review)
    await waitFor(() => expect(screen.queryByText(/What you typed for/)).toBeNull())
  })

  it('that are not settled are opened where they wait', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Open Kestrel Fright B.V., not settled' }))
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Go on with it: Brightwater Dental Bath' })).toBeVisible()
  })

  it('cannot be opened while the new one is sent', async () => {
    const { fake, user } = await open()
    fake.on('create_send', () => new Promise(() => undefined))
    await user.click(screen.getByRole('button', { name: 'Create all the same' }))
    await user.click(screen.getByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' }))
    expect(screen.getByRole('heading', { name: 'Review', level: 1 })).toBeVisible()
  })

  it('leave a question before the window closes over what was typed and cannot be kept', async () => {
    const { user } = await openReview((fake) => keepsNothing(fake).on('create_review', () => likelyReview))
    await user.click(screen.getByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' }))
    await waitFor(() =>
      expect(guard.elsewhere.left?.title).toBe('What you typed for Brightwater Dental Bath waits'),
    )
    leaveAll(() => undefined)
    expect(guard.asked?.text).toContain('If Orgdesk closes now, it is given up.')
  })

  it('leave what cannot be kept in the question also where a result waits that nobody has seen', async () => {
    const { user } = await openReview((fake) => keepsNothing(fake).on('create_review', () => likelyReview))
    leaveBehind({
      connection: halden,
      name: 'Bath',
      key: 'create',
      route: { name: 'new-organization' },
      form: new CreateFlow(halden.id),
    })
    await user.click(screen.getByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' }))
    const question = guard.elsewhere.left
    expect(question?.title).toBe('You have not seen yet what became of Bath')
    expect(question?.text).toContain('What you typed for Brightwater Dental Bath is given up.')
  })

  it('of the very name are said to be there', async () => {
    await open({ ...likelyReview, same_name: [rowAt(1)] })
    expect(screen.getByRole('alert')).toHaveTextContent(
      'An organization of this name is on the portal already',
    )
  })

  it('that are many are shown three by three, and those not shown are counted', async () => {
    await open(many(7))
    expect(screen.getByRole('alert')).toHaveTextContent('12 likely duplicates')
    expect(screen.getByRole('alert')).toHaveTextContent('5 more are not shown.')
    const tables = screen.getAllByRole('table', { name: /^Side by side, / })
    expect(tables.map((table) => table.getAttribute('aria-label'))).toEqual([
      'Side by side, 1 to 3 of 7',
      'Side by side, 4 to 6 of 7',
      'Side by side, 7 of 7',
    ])
    expect(screen.getAllByRole('button', { name: 'Open Kestrel Freight 7f3a…0000' })).toHaveLength(7)
    await expectNoAxeFindings()
  })

  it('say what could not be looked at, and as of when one is known', async () => {
    const { alike } = likelyReview
    const [first] = alike.found
    const found = first
      ? [{ ...first, place: { ...first.place, seen_before: '2026-11-21T14:02:00Z' } as typeof first.place }]
      : []
    const beside = alike.beside.map((row) => ({ ...row, others: row.others.slice(0, 1) }))
    const not_looked_at = ['The portal could not be searched by website.']
    await open({ ...likelyReview, alike: { ...alike, found, beside, not_looked_at } })
    expect(screen.getByRole('alert')).toHaveTextContent('The portal could not be searched by website.')
    expect(screen.getByText(/^As it was at \d\d:02\.$/)).toBeVisible()
  })

  it('on its way just now are not opened', async () => {
    const { alike } = likelyReview
    const found = alike.found.map((one) => ({
      ...one,
      place: { kind: 'not_settled' as const, review: 'review-0', underway: true },
    }))
    await open({ ...likelyReview, alike: { ...alike, found } })
    expect(screen.getAllByText('On its way just now')).toHaveLength(2)
    expect(screen.queryByRole('button', { name: /^Open/ })).toBeNull()
  })
})
