import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { expectNoAxeFindings } from '../../test/axe'
import { keepsNothing } from '../../test/drafts'
import { openForm, openReview } from '../../test/create'
import { fakeBackend } from '../../test/fake-backend'
import { createReview, created, halden, rowAt } from '../../test/sample'
import { CreateFlow } from './create-flow.svelte'
import { createOutcomeWords } from './outcome-words'

describe('the review of a new organization', () => {
  it('says where it will be written, in words and to the letter', async () => {
    await openReview()
    expect(screen.getByText('scan.halden.example, as m.keller of Halden Secure GmbH')).toBeVisible()
    expect(screen.getByText('Subscribe it to 2 plans')).toBeVisible()
    expect(
      screen.getByText(
        /^Nothing by this name is on the portal, and nothing like it was found\. Looked at \d\d:31\.$/,
      ),
    ).toBeVisible()
    expect(screen.getByText('$ORGDESK_USER_TOKEN')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('warns of one of this name that was sent before and is not resolved', async () => {
    await openReview((fake) => fake.on('create_review', () => ({ ...createReview, unresolved: true })))
    expect(screen.getByRole('alert')).toHaveTextContent('You sent one of this name before')
    await expectNoAxeFindings()
  })

  it('leads from a warning to the field it is about', async () => {
    const message = 'It looks odd.'
    const plan = { field: 'plans.0', message }
    const company = { field: 'details.email', message }
    const contact = { field: 'details.contact_email', message }
    const { user } = await openForm((fake) =>
      fake.on('create_review', () => ({
        ...createReview,
        steps: [
          { title: 'Subscribe it', text: null, facts: [], warnings: [plan] },
          { title: 'Save 1 detail', text: null, facts: [], warnings: [company, contact] },
        ],
      })),
    )
    await user.click(screen.getByRole('button', { name: 'Add plan' }))
    await user.click(screen.getByRole('button', { name: /Company, address and contact/ }))
    await user.type(screen.getByRole('textbox', { name: 'Contact email' }), 'a@b')

    await user.click(screen.getByRole('button', { name: 'Review' }))
    const [, ofContact] = await screen.findAllByRole('button', { name: 'Change details' })
    if (ofContact) await user.click(ofContact)
    expect(await screen.findByRole('textbox', { name: 'Contact email' })).toHaveFocus()

    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('button', { name: 'Change plans' }))
    expect(await screen.findByRole('group', { name: 'Plan 1' })).toHaveFocus()
  })

  it('sends once, however often the button is pressed, and the button keeps its focus', async () => {
    let answer: (() => void) | undefined
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => new Promise((resolve) => (answer = () => resolve(created)))),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    const busy = await screen.findByRole('button', { name: 'Creating…' })
    await user.click(busy)
    await user.keyboard('{Enter}')
    expect(busy).toHaveFocus()
    answer?.()
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('sends once even when it is asked twice before the first answer', async () => {
    const fake = fakeBackend()
    const flow = new CreateFlow(halden.id)
    await flow.toReview()
    await Promise.all([flow.send(), flow.send()])
    expect(fake.asked('create_send')).toHaveLength(1)
    expect(flow.step).toBe('result')
  })

  it('does not take the key that asked for the review for the one that sends', async () => {
    const { fake, user } = await openForm()
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'x')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('heading', { name: 'Review', level: 1 })
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(fake.asked('create_send')).toEqual([])
  })

  it('does not send by the key what has to be reviewed again, and begins the half second anew after that', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw { kind: 'name_appeared', found: [rowAt(0)], sent_before: false }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await screen.findByText('An organization of this name has appeared')
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600)
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(fake.asked('create_send')).toHaveLength(1)

    fake.on('create_review', () => ({ ...createReview, review: 'review-2' }))
    await user.click(screen.getByRole('button', { name: 'Review again' }))
    await waitFor(() => expect(screen.queryByText('An organization of this name has appeared')).toBeNull())
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(fake.asked('create_send')).toHaveLength(1)
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600)
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(fake.asked('create_send')).toHaveLength(2))
    vi.restoreAllMocks()
  })

  it('says that a refusal could not be noted on this computer, which no result says', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        fake.emit('operation_progress', { review: 'review-1', steps: [], unnoted: true })
        throw { kind: 'refused', status: 429, retry_after_seconds: null, said: { message: null, raw: null } }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(await screen.findByText('The portal asks to wait')).toBeVisible()
    expect(screen.getByText(/could not be noted on this computer/, { selector: 'span' })).toBeVisible()
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('shows the steps as they happen', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => new Promise(() => undefined)),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await waitFor(() => {
      fake.emit('operation_progress', {
        review: 'review-1',
        steps: [{ title: 'Looked for the name', detail: null, state: 'now', took_ms: null, at: null }],
        unnoted: false,
      })
      expect(screen.getByText(/Looked for the name/)).toBeVisible()
    })
    expect(screen.queryByText(/could not be noted/)).toBeNull()
  })

  it('goes back to the form with a problem of a field, and keeps what was typed', async () => {
    const { user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw {
          kind: 'rejected',
          status: 422,
          said: { message: null, raw: null },
          problems: [{ field: 'name', message: 'The portal says: “Name has already been taken”' }],
          redirect_to: null,
        }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    const name = await screen.findByRole('textbox', { name: 'Organization name' })
    expect(name).toHaveValue('Brightwater Dental Bath')
    expect(name).toHaveAccessibleDescription(expect.stringContaining('Name has already been taken'))
    expect(screen.getByText(/The organization was not created/)).toBeVisible()
    expect(screen.queryByText(/Nothing has been sent/)).toBeNull()
  })

  it('does not say that nothing was created when Orgdesk broke in the middle, and sends nothing again', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw { kind: 'went_wrong', may_have_written: true }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(await screen.findByText(/It is not known whether the portal was written to/)).toBeVisible()
    expect(screen.queryByText(/was not created/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(fake.asked('create_send')).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Review again' }))
    await waitFor(() => expect(fake.asked('create_review')).toHaveLength(2))
  })

  it('goes on saying so when the next review fails, over the form, and when it is left', async () => {
    const { fake, user } = await openReview((fake) =>
      keepsNothing(fake).on('create_send', () => {
        throw { kind: 'went_wrong', may_have_written: true }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    fake.on('create_review', () => {
      throw { kind: 'not_sent', reason: 'no_connection', host: halden.host }
    })
    await user.click(await screen.findByRole('button', { name: 'Review again' }))
    await screen.findByText('No connection to the portal')
    expect(screen.queryByText(/was not created/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    await screen.findByRole('textbox', { name: 'Organization name' })
    expect(screen.queryByText(/was not created/)).toBeNull()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    const dialog = await screen.findByRole('dialog', {
      name: 'What became of Brightwater Dental Bath is not known',
    })
    expect(dialog).not.toHaveTextContent('Nothing has been sent')
  })

  it('says that nothing was created where the portal could not be looked at first', async () => {
    const said = { message: null, raw: null }
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw { kind: 'unclear', reason: 'timeout', status: null, said }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(await screen.findByText(/The organization was not created/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await waitFor(() => expect(fake.asked('create_send')).toHaveLength(2))
  })

  it('is not said to hold all of what could not be read back', () => {
    const comparison = [
      { label: 'Plan', sent: 'Default subscription', held: null, state: 'not_read' as const },
    ]
    const { text } = createOutcomeWords({ ...created, notices: [], comparison }, halden.name)
    expect(text).not.toContain('holds what you sent')
    expect(text).toContain('Not all of it could be read back.')
  })

  it('is on its way from the moment it is sent, and cannot be typed over then', async () => {
    const fake = fakeBackend()
    fake.listen = () => new Promise(() => undefined)
    const flow = new CreateFlow(halden.id)
    await flow.toReview()
    void flow.send()
    expect(flow.sending).toBe(true)
    flow.toForm()
    expect(flow.step).toBe('review')
  })

  it('shows what the portal says of the whole beside what it says of a field', async () => {
    const { user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw {
          kind: 'rejected',
          status: 422,
          said: { message: 'Your contract has ended', raw: null },
          problems: [{ field: 'name', message: 'The portal says: “Name has already been taken”' }],
          redirect_to: null,
        }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Your contract has ended')
  })

  it('stays and asks for another review when the name has appeared since', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw { kind: 'name_appeared', found: [rowAt(1)], sent_before: false }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await user.click(await screen.findByRole('button', { name: 'Review again' }))
    await waitFor(() => expect(fake.asked('create_review')).toHaveLength(2))
    expect(fake.asked('create_send')).toHaveLength(1)
  })
})
