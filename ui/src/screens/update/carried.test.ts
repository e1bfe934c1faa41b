import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { formInFront } from '../../app/aside'
import { router, show } from '../../app/router.svelte'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { draftRow, leftChanges, typedElsewhere } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { organization } from '../../test/sample'

const { id, fields } = organization()
const city = () => screen.findByRole('textbox', { name: 'City' })
/** The details of a create, to be saved. */
const details = { base: null, mine: { ...fields, city: 'York' }, detailsOf: 'the-create' }
const row = draftRow({ id: leftChanges.id, organization: id, name: 'Kestrel Freight' })

/** The form of what is carried over, beside drafts of the same organization. */
async function carried(drafts: ReturnType<typeof draftRow>[], prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('drafts', () => ({ drafts, discarded: [] })).on('draft_open', () => leftChanges)
    prepare?.(fake)
  })
  show({ name: 'edit', id, carried: details })
  await waitFor(async () => expect(await city()).toHaveValue('York'))
  return app
}

describe('what is carried over to an organization that has a draft', () => {
  it('is in the form, and the draft stays as it is and is offered', async () => {
    const { fake, user } = await carried([row])
    expect(screen.getByRole('heading', { name: 'Other changes to it are kept as a draft' })).toBeVisible()
    expect(screen.getByText(/^Left 12 Mar, 18:04\. They are not part of what is in this form/)).toBeVisible()
    expect(fake.asked('draft_open')).toEqual([])
    expect(fake.asked('draft_discard')).toEqual([])
    await expectNoAxeFindings()

    await user.click(screen.getByRole('button', { name: 'Open draft' }))
    await waitFor(async () => expect(await city()).toHaveValue('Hull'))
    const kept = fake.asked('draft_keep').filter(({ form }) => form !== null)
    expect(kept.at(-1)).toMatchObject({
      id: null,
      form: { mine: details.mine, saves_details_of: 'the-create' },
    })
  })

  it('is in the form also where the draft waits for its sign-in', async () => {
    const { user } = await openConnected((fake) =>
      fake
        .on('drafts', () => ({ drafts: [row], discarded: [] }))
        .on('draft_open', () => leftChanges)
        .on('update_review', () => {
          throw {
            kind: 'rejected',
            status: 401,
            said: { message: null, raw: null },
            problems: [],
            redirect_to: null,
          }
        }),
    )
    show({ name: 'edit', id })
    await waitFor(async () => expect(await city()).toHaveValue('Hull'))
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })

    show({ name: 'edit', id, carried: details })
    await waitFor(async () => expect(await city()).toHaveValue('York'))
    await user.click(await screen.findByRole('button', { name: 'Open draft' }))
    await waitFor(async () => expect(await city()).toHaveValue('Hull'))
  })

  it('is there with what was typed over it where its screen begins anew', async () => {
    const { user } = await carried([])
    const before = await city()
    await user.type(before, ' now')
    formInFront()?.keep()
    // The boundary around a screen that broke draws it once more, with the same props.
    router.visit += 1
    await waitFor(() => expect(before).not.toBeInTheDocument())
    await waitFor(async () => expect(await city()).toHaveValue('York now'))
  })

  it('leads to the drafts where there are several, or where one was typed by somebody else', async () => {
    const { user } = await carried([{ ...typedElsewhere, organization: id }])
    await user.click(screen.getByRole('button', { name: 'Show drafts' }))
    expect(await screen.findByRole('heading', { name: 'Drafts', level: 1 })).toBeVisible()
  })

  it('says how many there are', async () => {
    await carried([row, { ...row, id: 'draft-6', left_at: '2026-03-11T18:04:00Z' }])
    expect(screen.getByRole('heading', { name: 'Other changes to it are kept as drafts' })).toBeVisible()
    expect(screen.getByText(/^2 of them, the newest left 12 Mar, 18:04/)).toBeVisible()
  })
})

describe('a draft that is in the form', () => {
  it('is not offered beside itself', async () => {
    await openConnected((fake) =>
      fake.on('drafts', () => ({ drafts: [row], discarded: [] })).on('draft_open', () => leftChanges),
    )
    show({ name: 'edit', id })
    await waitFor(async () => expect(await city()).toHaveValue('Hull'))
    expect(screen.queryByText(/Other changes to it/)).toBeNull()
  })
})
