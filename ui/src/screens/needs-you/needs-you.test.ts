import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../backend'
import { show } from '../../app/router.svelte'
import { openApp, openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { later } from '../../test/leaving'
import { createWork, finds, looked, needsYou, updateWork } from '../../test/needs-you'
import { openCreate, openUpdate } from '../../test/open-sample'
import { createReview, halden, organization, saved, unknownCreate } from '../../test/sample'

const create = openCreate
const update = openUpdate

describe('what needs you', () => {
  it('is in the sidebar only where something is not settled', async () => {
    const { fake } = await openConnected()
    await waitFor(() => expect(fake.asked('operations_open')).toContain(halden.id))
    expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull()
  })

  it('says what was sent, and what waits for it', async () => {
    await needsYou(create)
    expect(screen.getByText(/Whether the portal created it is not known/)).toBeVisible()
    expect(
      screen.getByText(
        '1 detail to be saved: “Look, and save the details” does that once it is known which one it is.',
      ),
    ).toBeVisible()
    await expectNoAxeFindings()
  })

  it('is looked for on the portal, and what was typed is there again', async () => {
    const { fake, user } = await needsYou(create, (fake) => fake.on('create_look_again', () => unknownCreate))
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
    expect(fake.asked('create_look_again')).toEqual([{ connection: halden.id, review: create.review }])
    expect(fake.asked('create_send')).toEqual([])
  })

  it('is read back where it is an update', async () => {
    const { fake, user } = await needsYou(update, (fake) =>
      fake.on('update_look_again', () => ({ ...saved, answer_lost: true })),
    )
    await user.click(screen.getByRole('button', { name: 'Look at the portal: Kestrel Freight' }))
    expect(await screen.findByText(/reading back showed that it was saved/)).toBeVisible()
    expect(fake.asked('update_send')).toEqual([])
  })

  it('says that details wait to be saved where the organization is known', async () => {
    const { id } = organization()
    await needsYou({
      ...create,
      work: { ...createWork, details_waiting: 2, was_created: true, id },
    })
    expect(screen.getByRole('button', { name: 'Save the details: Bath' })).toBeVisible()
    expect(screen.getByText(/nothing of anybody else’s is written over/)).toBeVisible()
  })

  it('says of one that cannot be read where it can be gone on with, and lets it be settled', async () => {
    const { fake, user } = await needsYou({ ...create, work: { kind: 'unread' } })
    expect(screen.getByText(/Begun by another version of Orgdesk/)).toBeVisible()
    expect(screen.getByText(/gone on with in the Orgdesk that began it/)).toBeVisible()
    const buttons = screen.getAllByRole('button', { name: /: Bath$/ })
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['It is settled'])
    await expectNoAxeFindings()
    fake.on('operations_open', () => [])
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    await user.click(screen.getByRole('button', { name: 'It is settled' }))
    await waitFor(() =>
      expect(fake.asked('operation_leave')).toEqual([{ connection: halden.id, review: create.review }]),
    )
  })

  it('stays where the look fails, and says why', async () => {
    const { user } = await needsYou(create, (fake) =>
      fake.on('create_look_again', () => {
        throw { kind: 'not_sent', reason: 'no_connection', host: 'scan.halden.example' }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    expect(await screen.findByText('No connection to the portal')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Look, and save the details: Bath' })).toBeEnabled()
  })

  it('holds the rest back while something is going on, and says why', async () => {
    const other = { ...create, review: '22222222-2222-4333-8444-555555555555', name: 'Wells' }
    let answer: () => void = () => undefined
    const { user } = await openConnected((fake) => {
      fake.on('operations_open', () => [create, other])
      fake.on('create_look_again', () => new Promise((resolve) => (answer = () => resolve(unknownCreate))))
    })
    show({ name: 'needs-you' })
    const settle = await screen.findByRole('button', { name: 'It is settled: Wells' })
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    expect(screen.getByRole('button', { name: 'Looking…: Bath' })).toHaveAttribute('aria-busy', 'true')
    expect(settle).toHaveAccessibleDescription('Something else here is still going on.')
    expect(settle).toHaveAttribute('title', 'Something else here is still going on.')
    await user.click(settle)
    expect(screen.queryByRole('dialog')).toBeNull()
    answer()
    await screen.findByRole('button', { name: 'Back to the form' })
  })

  it('stays where everybody sees it while it is being looked for, and is left alone until that is over', async () => {
    const now = { ...create, being_looked_for: true, made_as: halden.identity }
    await needsYou(now)
    const words = 'It is being looked for on the portal.'
    expect(screen.getByText(words, { selector: 'p' })).toBeVisible()
    for (const name of ['It is settled: Bath', 'Look, and save the details: Bath'])
      expect(screen.getByRole('button', { name })).toHaveAccessibleDescription(words)
    await expectNoAxeFindings()
  })

  it('says of no details where there are none', async () => {
    const work = { ...createWork, id: organization().id, details_waiting: 0 }
    await needsYou({ ...create, being_looked_for: true, work })
    expect(screen.getByText('It is being looked at on the portal.', { selector: 'p' })).toBeVisible()
    expect(screen.queryByText(/details are not saved/)).toBeNull()
  })

  it('is not held up by a look that nobody asked for', async () => {
    await needsYou({ ...create, being_looked_for: true }, (fake) =>
      fake.on('operations_look', () => new Promise(() => undefined)),
    )
    expect(screen.getByText('It is being looked for on the portal.')).toBeVisible()
    const settle = screen.getByRole('button', { name: 'It is settled: Bath' })
    expect(settle).not.toHaveAccessibleDescription()
  })

  it('waits at the top with its review where something else is in front by then', async () => {
    const again = { ...create, work: { ...createWork, can_be_created_again: true } }
    const review = later<typeof createReview>()
    const { user } = await needsYou(again, (fake) => fake.on('create_review', () => review.asked))
    await user.click(screen.getByRole('button', { name: /^It was not created: create it again/ }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    review.answer(createReview)
    await user.click(await screen.findByRole('button', { name: 'Go on with it: Bath' }))
    expect(await screen.findByRole('button', { name: 'Create organization' })).toBeVisible()
  })

  it('holds everything else while it is being settled', async () => {
    const leaving = later<null>()
    const { user } = await needsYou(create, (fake) => fake.on('operation_leave', () => leaving.asked))
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    const look = await screen.findByRole('button', { name: 'Look, and save the details: Bath' })
    expect(look).toHaveAccessibleDescription('Something else here is still going on.')
    leaving.answer(null)
    await waitFor(() => expect(look).not.toHaveAccessibleDescription())
  })

  it('leaves no result of it waiting once it is settled', async () => {
    let answer: () => void = () => undefined
    const { user, fake } = await needsYou(create, (fake) =>
      fake.on('create_look_again', () => new Promise((resolve) => (answer = () => resolve(found)))),
    )
    const found = { ...unknownCreate, review: create.review }
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    answer()
    await screen.findByRole('button', { name: 'Show Bath' })
    await user.click(screen.getByRole('link', { name: 'Needs you, 1 not settled' }))
    await user.click(await screen.findByRole('button', { name: 'It is settled: Bath' }))
    fake.on('operations_open', () => [])
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    expect(await screen.findByText('Nothing needs you')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull()
  })

  it('is tried again where the look fails, and as somebody else once that is confirmed', async () => {
    const now = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou(create, (fake) =>
      fake.on('create_look_again', () => {
        throw { kind: 'not_sent', reason: 'no_connection', host: 'scan.halden.example' }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    fake.on('create_look_again', () => {
      throw { kind: 'identity_changed', before: halden.identity, now }
    })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    fake.on('create_look_again', () => unknownCreate)
    await user.click(await screen.findByRole('button', { name: 'Go on as a.other' }))
    expect(await screen.findByRole('button', { name: 'Back to the form' })).toBeVisible()
    expect(fake.asked('connection_confirm_identity')).toEqual([{ connection: halden.id, identity: now }])
    expect(fake.asked('create_look_again')).toHaveLength(3)
  })

  it('leads to a new sign-in where that is what is wrong', async () => {
    const { user } = await needsYou(create, (fake) =>
      fake.on('create_look_again', () => {
        throw { kind: 'sign_in_needed', connection: halden.id }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Look, and save the details: Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    expect(await screen.findByRole('heading', { name: 'Replace the sign-in' })).toBeVisible()
  })

  it('is told before its connection is removed', async () => {
    const { user } = await needsYou(create, (fake) =>
      fake.on('connection_remove_check', () => ({ open_operations: 1, drafts: 0 })),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Remove Halden Secure' }))
    expect(await screen.findByRole('dialog')).toHaveTextContent('1 write to it is not settled')
  })

  it('is settled by the user after a question, and nothing is sent', async () => {
    const { fake, user } = await needsYou(create)
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    await screen.findByRole('dialog', { name: 'Is Bath settled?' })
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Keep it here' }))
    expect(fake.asked('operation_leave')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    fake.on('operations_open', () => [])
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    expect(await screen.findByText('Nothing needs you')).toBeVisible()
    expect(fake.asked('operation_leave')).toEqual([{ connection: halden.id, review: create.review }])
  })

  it('is looked at by itself once its connection is open, and says what the portal holds', async () => {
    const found = looked({ kind: 'several', ids: ['1', '2'] })
    const { fake } = await needsYou(create, (fake) =>
      fake.on('operations_look', () => ({ open: finds(fake, found), settled: [] })),
    )
    expect(await screen.findByText(/2 of this name are there that may be it/)).toBeVisible()
    expect(fake.asked('operations_look')).toEqual([halden.id])
    await expectNoAxeFindings()
  })

  it('is asked for once more where it was being looked for as well while all was looked at', async () => {
    const found = looked({ kind: 'several', ids: ['1', '2'] })
    let answer: () => void = () => undefined
    const lookedOver = { open: [{ ...create, being_looked_for: true }], settled: [] }
    const { fake } = await needsYou(create, (fake) =>
      fake.on('operations_look', () => new Promise((resolve) => (answer = () => resolve(lookedOver)))),
    )
    finds(fake, found)
    answer()
    expect(await screen.findByText(/2 of this name are there that may be it/)).toBeVisible()
  })

  it('is told where it turned out to be done, with the way to what became of it', async () => {
    const { user } = await openConnected((fake) => {
      fake.on('operations_open', () => [create])
      fake.on('operations_look', () => {
        fake.on('operations_open', () => [])
        return { open: [], settled: [{ review: create.review, name: 'Bath', created: true, differs: false }] }
      })
    })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      /Bath.* was created: the portal holds it/,
    )
    await user.click(screen.getByRole('button', { name: 'Show in History' }))
    expect(await screen.findByRole('heading', { name: 'History', level: 1 })).toBeVisible()
  })

  it('is told where it holds something else than was sent', async () => {
    await openConnected((fake) => {
      fake.on('operations_open', () => [create])
      fake.on('operations_look', () => {
        fake.on('operations_open', () => [])
        const bath = { review: create.review, name: 'Bath', created: true, differs: true }
        return { open: [], settled: [{ ...bath, review: 'another', name: 'Wells', differs: false }, bath] }
      })
    })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      /Bath.* was created: the portal holds something else than was sent, as the history shows, and it is settled\. 1 other write is settled too\./,
    )
  })

  it('is not said to be nothing before it is known', async () => {
    await openConnected((fake) => fake.on('operations_open', () => new Promise(() => undefined)))
    show({ name: 'needs-you' })
    await screen.findByRole('heading', { name: 'Needs you', level: 1 })
    expect(screen.queryByText(/What became of everything that was sent/)).toBeNull()
  })

  it('is created again after a review where it is not there, and only by the user', async () => {
    const { fake, user } = await needsYou(looked({ kind: 'none_new' }, { can_be_created_again: true }))
    await user.click(screen.getByRole('button', { name: 'It was not created: create it again: Bath' }))
    expect(await screen.findByText('This is sent in place of one you sent before')).toBeVisible()
    expect(fake.asked('create_review')).toEqual([
      { connection: halden.id, form: createWork.form, instead_of: create.review, draft: null },
    ])
    await expectNoAxeFindings()
    expect(fake.asked('create_send')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(fake.asked('create_send')).toEqual([{ connection: halden.id, review: createReview.review }])
  })

  it('is not offered to be created again where the portal said that it was, or cannot be read', async () => {
    await needsYou(looked({ kind: 'none_new' }, { was_created: true }))
    expect(screen.queryByRole('button', { name: /create it again/ })).toBeNull()
  })

  it.each([
    ['the portal did not list everything', 'not_all_listed', /It did not list everything/],
    ['another user sent it', 'listed_to_another', /It may list more to who sent it/],
  ] as const)('is not said to be missing where %s', async (_, reason, words) => {
    const error = { kind: 'unclear', reason, status: null, said: { message: null, raw: null } } as const
    await needsYou(looked({ kind: 'not_read', error }, {}))
    expect(await screen.findByText(words)).toBeVisible()
    expect(screen.queryByText(/could not be read/)).toBeNull()
  })

  it('takes changes that did not arrive over to the form, where they are reviewed again', async () => {
    const { fake, user } = await needsYou({
      ...update,
      looked: { at: '2026-08-27T14:32:30Z', found: { kind: 'as_before' } },
      work: { ...updateWork, unread: ['website'], can_be_saved_again: true, saves_details_of: 'a-create' },
    })
    await user.click(screen.getByRole('button', { name: 'Go on with my changes: Kestrel Freight' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
    expect(fake.asked('update_carry_over')).toMatchObject([
      { unread: ['website'], saves_details_of: 'a-create' },
    ])
  })

  it('takes changes that somebody else sent over as such', async () => {
    const { fake, user } = await needsYou({
      ...update,
      work: { ...updateWork, can_be_saved_again: true, loaded_by: 'another', undoes: 'an-update' },
    })
    await user.click(screen.getByRole('button', { name: 'Go on with my changes: Kestrel Freight' }))
    await waitFor(() =>
      expect(fake.asked('update_carry_over')[0]).toMatchObject({
        loaded_by: 'another',
        undoes: 'an-update',
      }),
    )
  })

  it('does not offer to save changes again which may not be saved again', async () => {
    await needsYou({
      ...update,
      looked: { at: '2026-08-27T14:32:30Z', found: { kind: 'otherwise', differs: [], is_neither: true } },
    })
    expect(screen.queryByRole('button', { name: /Go on with my changes/ })).toBeNull()
  })

  it('can only be settled where its connection leads elsewhere now', async () => {
    await needsYou({ ...create, made_at: 'scan.old.example' })
    expect(screen.getByText(/It was sent to scan\.old\.example/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'It is settled: Bath' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /Look/ })).toBeNull()
  })
})

describe('another identity than before', () => {
  const now = { ...halden.identity, username: 'a.other' }
  const changed: AppError = { kind: 'identity_changed', before: halden.identity, now }

  it('is confirmed by the user before its connection opens', async () => {
    const { fake, user } = await openApp((fake) => {
      fake.on('start', () => ({
        connections: { connections: [halden], last_opened: halden.id, unread: 0, open_operations: [] },
        trouble: null,
        version: '0.1.0',
      }))
      fake.on('connection_open', () => {
        throw changed
      })
    })
    await user.click(await screen.findByRole('button', { name: 'Go on as a.other' }))
    await screen.findByRole('button', { name: 'New organization' })
    expect(fake.asked('connection_confirm_identity')).toEqual([{ connection: halden.id, identity: now }])
  })

  it('stops a create, which is reviewed again once it is confirmed', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('create_send', () => {
        throw changed
      }),
    )
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'Bath')
    await user.click(screen.getByRole('button', { name: /^Review/ }))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    await user.click(await screen.findByRole('button', { name: 'Go on as a.other' }))
    await waitFor(() => expect(fake.asked('create_review')).toHaveLength(2))
    expect(await screen.findByRole('button', { name: 'Create organization' })).toBeVisible()
    expect(fake.asked('create_send')).toHaveLength(1)
  })
})
