import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppError, BesideRow, CreateResultView } from '../../backend'
import { expectNoAxeFindings } from '../../test/axe'
import { openReview } from '../../test/create'
import type { FakeBackend } from '../../test/fake-backend'
import { openCreate } from '../../test/open-sample'
import { refused } from '../../test/leaving'
import { created, organization, rowAt, unknownCreate } from '../../test/sample'
import { shortId } from '../../words'

const timeout: AppError = {
  kind: 'unclear',
  reason: 'timeout',
  status: null,
  said: { message: null, raw: null },
}

describe('the result of a new organization', () => {
  async function openResult(prepare?: (fake: FakeBackend) => void) {
    const app = await openReview(prepare)
    await app.user.click(screen.getByRole('button', { name: 'Create organization' }))
    await screen.findByRole('heading', { name: 'What happened' })
    return app
  }

  it('shows what the portal holds, what differs first, and opens the organization', async () => {
    const { fake, user } = await openResult()
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Created and read back' })).toHaveFocus())
    const rows = within(screen.getByRole('table', { name: 'What the portal holds now' })).getAllByRole('row')
    expect(rows[1]).toHaveTextContent('Differs')
    expect(rows[1]).toHaveTextContent('None')
    expect(screen.getByText(`1 found that was not there before: ${shortId(rowAt(1).id)}`)).toBeVisible()
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Open organization' }))
    await waitFor(() => expect(fake.asked('organization_get').at(-1)?.id).toBe(created.id))
  })

  it('says that an outcome is not known, sends nothing, and goes on with the one that is chosen', async () => {
    const { fake, user } = await openResult((fake) => fake.on('create_send', () => unknownCreate))
    expect(
      screen.getByRole('heading', { name: 'We don’t know yet which one the portal created' }),
    ).toBeVisible()
    expect(screen.getByText('The portal is asked once more for this name. Nothing is sent.')).toBeVisible()
    for (const answer of ['Look again', 'It is this one', 'Leave it', 'Back to the form'])
      expect(screen.getByText(answer, { selector: 'dt' })).toBeVisible()
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
    const [first] = await screen.findAllByRole('button', { name: /It is this one/ })
    if (first) await user.click(first)
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(fake.asked('create_resolve')[0]?.id).toBe(unknownCreate.candidates[0]?.id)
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('shows candidates beside what was sent, field by field, and opens one without losing the result', async () => {
    const alike = { name: 'Brightwater', changed: '2026-01-05T10:00:00Z' }
    const candidates = [
      { ...rowAt(1), ...alike },
      { ...rowAt(9), ...alike },
    ]
    const same = { value: 'Brightwater', likeness: 'same' } as const
    const candidates_beside: BesideRow[] = [
      { label: 'Organization name', new: 'Brightwater', others: [same, same] },
      {
        label: 'Description',
        new: '',
        others: [
          { value: 'A second surgery', likeness: 'other' },
          { value: '', likeness: 'not_known' },
        ],
      },
    ]
    const { fake, user } = await openResult((fake) =>
      fake
        .on('create_send', () => ({ ...unknownCreate, candidates, candidates_beside }))
        .on('operations_open', () => [{ ...openCreate, review: unknownCreate.review }]),
    )
    const rows = within(screen.getByRole('table', { name: 'Found, and may be it' })).getAllByRole('row')
    const cells = rows.map((row) => Array.from(row.children, (cell) => cell.textContent.trim()))
    expect(cells[0]).toEqual([
      'Field',
      'You sent',
      ...candidates.map(({ id }) => `On the portal, ${shortId(id)}`),
    ])
    expect(cells[1]?.map((cell) => cell.replace(/\s+/g, ' '))).toEqual([
      'Organization name',
      'Brightwater',
      'Brightwater Same',
      'Brightwater Same',
    ])
    expect(cells[2]).toEqual(['Description', '(not sent)', 'A second surgery', 'Not known'])
    expect(cells[3]?.[0]).toBe('Changed')
    await user.click(screen.getByRole('button', { name: `Open ${shortId(rowAt(9).id)}` }))
    await waitFor(() => expect(fake.asked('organization_get').at(-1)?.id).toBe(rowAt(9).id))
    await user.click(screen.getByRole('button', { name: /^Show / }))
    fake.on('create_resolve', () => new Promise(() => undefined))
    await user.click(await screen.findByRole('button', { name: `It is this one: ${shortId(rowAt(9).id)}` }))
    await waitFor(() => expect(fake.asked('create_resolve')[0]?.id).toBe(rowAt(9).id))
    // The one that was picked, and not the other.
    expect(screen.getAllByText('Going on…')).toHaveLength(1)
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('shows three candidates in a table at most', async () => {
    const candidates = [1, 2, 3, 4].map(rowAt)
    const others = candidates.map(({ name }) => ({ value: name, likeness: 'other' as const }))
    const candidates_beside = [{ label: 'Organization name', new: 'Brightwater', others }]
    await openResult((fake) =>
      fake.on('create_send', () => ({ ...unknownCreate, candidates, candidates_beside })),
    )
    const heads = (name: string) => within(screen.getByRole('table', { name })).getAllByRole('columnheader')
    expect(heads('Found, and may be it, 1 to 3 of 4')).toHaveLength(5)
    expect(heads('Found, and may be it, 4 of 4')).toHaveLength(3)
    expect(screen.getByText(candidates[3]?.name ?? '')).toBeVisible()
  })

  it('goes on looking for one that was created and is not listed yet, and says that its details wait', async () => {
    const { fake, user } = await openResult((fake) =>
      fake.on('create_send', () => ({
        ...created,
        outcome: 'not_listed',
        id: null,
        comparison: [],
        notices: [],
        details_waiting: 11,
      })),
    )
    expect(
      screen.getByRole('heading', { name: 'The portal created it, and does not list it yet' }),
    ).toBeVisible()
    expect(screen.getByText(/11 details are not saved yet; looking again saves them once/)).toBeVisible()
    expect(screen.getByText(/asked once more for this name\. .* its details are saved to it/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Look again, and save the details' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('says of what another user began that its details are saved in the form', async () => {
    await openResult((fake) =>
      fake.on('create_send', () => ({
        ...unknownCreate,
        details_waiting: 11,
        of_another_user: true,
      })),
    )
    expect(screen.getByText(/11 details are not saved yet; you save them in the form once/)).toBeVisible()
    expect(screen.getByText(/Nothing is sent: .* its details can be saved in the form/)).toBeVisible()
    expect(screen.getByText(/still to be saved can be saved in the form\.$/)).toBeVisible()
    expect(screen.queryByText(/looking again saves|are saved to it/)).toBeNull()
  })

  it('does not call it read back where not all is shown and it stays open', async () => {
    const city = { label: 'City', sent: 'Bath', held: null, state: 'not_read' as const }
    const { fake, user } = await openResult((fake) =>
      fake.on('create_send', () => ({ ...created, comparison: [city], notices: [], stays_open: true })),
    )
    expect(screen.getByRole('heading', { name: 'Created, and read back in part' })).toBeVisible()
    expect(screen.getByText(/It waits under “Needs you” to be looked at again\.$/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
  })

  it('says of details that were said no to what became of them all the same', async () => {
    const said = { message: null, raw: null }
    const error = { kind: 'unclear', reason: 'taken_in_part', status: 422, said } as const
    const left = {
      fields: organization().fields,
      error,
      can_be_saved_as_they_are: false,
      is_in_part: true,
      others_are_there: false,
    }
    const outcome = 'details_not_saved' as const
    await openResult((fake) =>
      fake.on('create_send', () => ({ ...created, outcome, stays_open: true, details_left: left })),
    )
    expect(
      screen.getByRole('heading', { name: 'Created, but not all of the details are as you asked' }),
    ).toBeVisible()
    expect(screen.getByText('The portal said no, and took a part of it')).toBeVisible()
    expect(screen.queryByText(/details are not saved|nobody knows|not known whether/i)).toBeNull()
    expect(screen.getByRole('button', { name: 'Change the details' })).toBeVisible()
    await expectNoAxeFindings()
  })

  it('says where no yes came to details that the portal holds all of', async () => {
    await openResult((fake) => fake.on('create_send', () => ({ ...created, details_found: true })))
    expect(screen.getByText(/No yes came to its details; reading back showed/)).toBeVisible()
  })

  it('says of details that are held in the portal’s own way that they are there', async () => {
    const left = {
      fields: organization().fields,
      error: timeout,
      can_be_saved_as_they_are: true,
      is_in_part: false,
      others_are_there: true,
    }
    await openResult((fake) =>
      fake.on('create_send', () => ({
        ...created,
        outcome: 'details_unclear',
        stays_open: true,
        details_left: left,
      })),
    )
    expect(screen.getByText(/the portal does not hold all of them as they were sent/)).toBeVisible()
  })

  it('can be looked at again where it stays open, though it is created', async () => {
    const unread = { ...created, outcome: 'not_read_back' as const, comparison: [], not_read: refused }
    const { fake, user } = await openResult((fake) =>
      fake.on('create_send', () => ({ ...unread, stays_open: true })).on('create_look_again', () => unread),
    )
    expect(screen.getByText(/waits under “Needs you” to be looked at again/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Look again' })).toBeVisible()
    // Not before it has been there for a moment.
    await waitFor(async () => {
      await user.keyboard('{Control>}{Enter}{/Control}')
      expect(fake.asked('create_look_again')).toHaveLength(1)
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull())
    expect(screen.queryByText(/Needs you/, { selector: 'p' })).toBeNull()
  })

  it('is not looked at again by itself: that was done as it was sent', async () => {
    const { fake } = await openResult((fake) =>
      fake.on('create_send', () => {
        fake.on('operations_open', () => [{ ...openCreate, review: unknownCreate.review }])
        return unknownCreate
      }),
    )
    await screen.findByRole('link', { name: 'Needs you, 1 not settled' })
    expect(fake.asked('operations_look')).toEqual([])
  })

  it('says "once" only where it was counted', async () => {
    await openResult((fake) => fake.on('create_send', () => ({ ...created, of_this_name: 2 })))
    expect(screen.queryByText(/, once\./)).not.toBeInTheDocument()
    expect(screen.getByText(/2 organizations of this name are there now/)).toBeVisible()
  })

  it('says that it is not known whether details were saved, where it is not', async () => {
    await openResult((fake) =>
      fake.on('create_send', () => ({
        ...created,
        outcome: 'details_unclear',
        stays_open: true,
        details_left: {
          fields: organization().fields,
          error: timeout,
          can_be_saved_as_they_are: true,
          is_in_part: false,
          others_are_there: false,
        },
      })),
    )
    expect(
      screen.getByRole('heading', { name: 'Created, but nobody knows whether the details are saved' }),
    ).toBeVisible()
    expect(screen.queryByText(/details are not saved/)).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Save the details' })).toBeVisible()
    await expectNoAxeFindings()
  })

  const revoked: AppError = {
    kind: 'rejected',
    status: 401,
    said: { message: 'Token revoked', raw: null },
    problems: [],
    redirect_to: null,
  }
  const notFound: CreateResultView = {
    ...unknownCreate,
    outcome: 'cannot_look',
    candidates: [],
    not_read: revoked,
  }
  const notReadBack: CreateResultView = {
    ...created,
    outcome: 'not_read_back',
    stays_open: true,
    not_read: revoked,
  }

  it.each([
    ['could not look', notFound],
    ['could not read one back that was created, and stays open', notReadBack],
  ])('says why it %s, in the portal’s words, and is taken up after a new sign-in', async (_, result) => {
    const { user } = await openResult((fake) =>
      fake.on('create_send', () => result).on('create_look_again', () => created),
    )
    expect(screen.getByText(/Token revoked/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Sign in again' }))
    await user.type(await screen.findByLabelText('User token'), 'new')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await user.click(await screen.findByRole('button', { name: 'Save connection' }))
    await user.click(await screen.findByRole('button', { name: 'New organization' }))
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    expect(await screen.findByRole('heading', { name: 'Created and read back' })).toBeVisible()
  })

  it.each([
    ['not_all_listed', /The portal did not list everything, and what it listed holds none/],
    ['listed_to_another', /Another user sent it, and the portal lists none by this name to you/],
  ] as const)('says why looking says nothing, and not that none is there: %s', async (reason, words) => {
    const not_read: AppError = {
      kind: 'unclear',
      reason,
      status: null,
      said: { message: null, raw: null },
    }
    await openResult((fake) =>
      fake.on('create_send', () => ({ ...unknownCreate, outcome: 'cannot_look', candidates: [], not_read })),
    )
    expect(screen.getByText(words)).toBeVisible()
    expect(screen.queryByText(/found none by this name/)).toBeNull()
    expect(screen.queryByText(/cannot be read now/)).toBeNull()
  })

  it('carries details that were not saved over into the edit form', async () => {
    const fields = { ...organization().fields, city: 'Bath' }
    const { user } = await openResult((fake) =>
      fake.on('create_send', () => ({
        ...created,
        outcome: 'details_not_saved',
        stays_open: true,
        details_left: {
          can_be_saved_as_they_are: false,
          is_in_part: false,
          others_are_there: false,
          fields,
          error: {
            kind: 'refused',
            status: 429,
            retry_after_seconds: 30,
            said: { message: null, raw: null },
          },
        },
      })),
    )
    await user.click(screen.getByRole('button', { name: 'Change the details' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Bath')
  })

  it('saves details that could only not be saved just then by one press', async () => {
    const { fake, user } = await openResult((fake) =>
      fake
        .on('create_send', () => ({
          ...created,
          outcome: 'details_not_saved',
          stays_open: true,
          details_left: {
            can_be_saved_as_they_are: true,
            is_in_part: false,
            others_are_there: false,
            fields: organization().fields,
            error: { kind: 'not_sent', reason: 'no_connection', host: 'scan.halden.example' },
          },
        }))
        .on('create_look_again', () => created),
    )
    await user.click(screen.getByRole('button', { name: 'Save the details' }))
    expect(await screen.findByRole('heading', { name: 'Created and read back' })).toBeVisible()
    expect(fake.asked('create_look_again')).toHaveLength(1)
  })

  it('is created again after a review, where the user says that it was not created', async () => {
    const { fake, user } = await openResult((fake) =>
      fake.on('create_send', () => ({ ...unknownCreate, outcome: 'not_found', candidates: [] })),
    )
    await user.click(screen.getByRole('button', { name: 'It was not created: create it again' }))
    expect(await screen.findByText('This is sent in place of one you sent before')).toBeVisible()
    expect(fake.asked('create_review').at(-1)?.instead_of).toBe(unknownCreate.review)
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('is not created again where the portal said that it was', async () => {
    await openResult((fake) =>
      fake.on('create_send', () => ({
        ...unknownCreate,
        outcome: 'not_listed',
        answer_lost: false,
        can_be_created_again: false,
        candidates: [],
      })),
    )
    expect(screen.queryByRole('button', { name: /create it again/ })).toBeNull()
  })
})
