import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { fakeBackend, type FakeBackend } from '../../test/fake-backend'
import { createReview, created, halden, rowAt, unknownCreate, organization } from '../../test/sample'
import { shortId } from '../../words'
import { CreateFlow } from './create-flow.svelte'

async function openForm(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await screen.findByRole('textbox', { name: 'Organization name' })
  return app
}

async function openReview(prepare?: (fake: FakeBackend) => void) {
  const app = await openForm(prepare)
  await app.user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'Brightwater Dental Bath')
  await app.user.click(screen.getByRole('button', { name: 'Review' }))
  await screen.findByRole('heading', { name: 'Review', level: 1 })
  return app
}

describe('a new organization', () => {
  it('sends the form as it was typed: plans, dates and only the details that are filled in', async () => {
    const { fake, user } = await openForm()
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'Brightwater Dental Bath')
    await user.click(screen.getByRole('switch', { name: 'Skip default subscription' }))
    await user.type(screen.getByRole('combobox', { name: 'Plan code' }), 'pci-basic')
    await user.click(screen.getByRole('radio', { name: 'Yearly' }))
    await user.type(screen.getByRole('textbox', { name: 'Start date' }), '2026-09-01')
    await user.type(screen.getByRole('textbox', { name: 'End date' }), '1/9/2027')
    await user.click(
      screen.getByRole('button', {
        name: 'Company, address and contact for PCI reports; saved in a second step',
      }),
    )
    await user.type(screen.getByRole('textbox', { name: 'ZIP code' }), 'BA1 2PH')
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await screen.findByRole('heading', { name: 'Review', level: 1 })

    expect(fake.asked('create_review')[0]?.form).toEqual({
      name: 'Brightwater Dental Bath',
      description: '',
      parent_organization: '',
      skip_default_subscription: true,
      plans: [
        {
          plan: 'pci-basic',
          interval: 'yearly',
          start_date: '2026-09-01',
          end_date: '1/9/2027',
          partner: null,
        },
      ],
      details: { zipcode: 'BA1 2PH' },
    })
  })

  it('says "Partner plan" only once it was touched', async () => {
    const { fake, user } = await openForm()
    await user.click(screen.getByRole('button', { name: 'Add plan' }))
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.click(screen.getByRole('switch', { name: 'Partner plan' }))
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await waitFor(() => expect(fake.asked('create_review')[0]?.form.plans[0]?.partner).toBe(true))
  })

  it('shows no problem while one types, only warnings, and problems once a review is asked for', async () => {
    const problem = { field: 'name', message: 'Enter the organization name.' }
    const { user } = await openForm((fake) =>
      fake
        .on('create_check', () => ({
          problems: [problem],
          warnings: [{ field: 'details.email', message: 'No ending such as .com. Sent as it is.' }],
          plan_ends: [],
          details_filled: 0,
        }))
        .on('create_review', () => {
          throw { kind: 'invalid', problems: [problem] }
        }),
    )
    await user.type(screen.getByRole('textbox', { name: 'Description' }), 'x')
    await user.tab()
    expect(await screen.findByText('1 warning')).toBeVisible()
    expect(screen.queryByText(problem.message)).not.toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: 'Review' }))
    await waitFor(() => expect(screen.getByRole('alert', { name: 'There is a problem' })).toHaveFocus())
    expect(screen.getByRole('textbox', { name: 'Organization name' })).toHaveAccessibleDescription(
      expect.stringContaining(problem.message),
    )
    expect(screen.getByRole('textbox', { name: 'Description' })).toHaveValue('x')
    await expectNoAxeFindings()
  })

  it('opens the details when a problem is in them', async () => {
    const { user } = await openForm((fake) =>
      fake.on('create_review', () => {
        throw {
          kind: 'invalid',
          problems: [{ field: 'details.company_name', message: 'Enter the company name.' }],
        }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Review' }))
    const link = await screen.findByRole('link', { name: 'Enter the company name.' })
    await user.click(link)
    expect(screen.getByRole('textbox', { name: 'Company name' })).toHaveFocus()
  })

  it('offers the plan codes used before, chosen with the keys', async () => {
    const { user } = await openForm()
    await user.click(screen.getByRole('button', { name: 'Add plan' }))
    const code = screen.getByRole('combobox', { name: 'Plan code' })
    await user.click(code)
    await user.keyboard('pci')
    await screen.findByRole('option', { name: 'pci-plus' })
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(code).toHaveValue('pci-plus')
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
  })

  it('finds the parent by its name and sends its id', async () => {
    const { fake, user } = await openForm()
    const parent = screen.getByRole('combobox', { name: 'Parent organization' })
    await user.type(parent, 'kestrel')
    await user.click(await screen.findByRole('option', { name: /^Kestrel Freight Rotterdam/ }))
    expect(parent).toHaveValue('Kestrel Freight')
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await waitFor(() => expect(fake.asked('create_review')[0]?.form.parent_organization).toBe(rowAt(0).id))
  })

  it('moves on with Enter and sends nothing', async () => {
    const { fake, user } = await openForm()
    await user.click(screen.getByRole('textbox', { name: 'Organization name' }))
    await user.keyboard('{Enter}')
    expect(screen.getByRole('combobox', { name: 'Parent organization' })).toHaveFocus()
    expect(fake.asked('create_review')).toEqual([])
  })
})

describe('a sign-in that is refused in between', () => {
  it('can be replaced, and what was typed is there again', async () => {
    const { user } = await openForm((fake) =>
      fake.on('create_review', () => {
        throw {
          kind: 'rejected',
          status: 401,
          said: { message: null, raw: null },
          problems: [],
          redirect_to: null,
        }
      }),
    )
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'Brightwater Dental Bath')
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await user.type(await screen.findByLabelText('User token'), 'new')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await user.click(await screen.findByRole('button', { name: 'Save connection' }))
    await user.click(await screen.findByRole('button', { name: 'New organization' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue(
      'Brightwater Dental Bath',
    )
  })
})

describe('the review of a new organization', () => {
  it('says where it will be written, in words and to the letter', async () => {
    await openReview()
    expect(screen.getByText('scan.halden.example, as m.keller of Halden Secure GmbH')).toBeVisible()
    expect(screen.getByText('Subscribe it to 2 plans')).toBeVisible()
    expect(screen.getByText('$ORGDESK_USER_TOKEN')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('shows likely duplicates first', async () => {
    await openReview((fake) => fake.on('create_review', () => ({ ...createReview, same_name: [rowAt(1)] })))
    expect(screen.getByRole('alert')).toHaveTextContent(
      'An organization of this name is on the portal already',
    )
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
        throw { kind: 'name_appeared', found: [rowAt(0)] }
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

  it('shows the steps as they happen', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => new Promise(() => undefined)),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await waitFor(() => {
      fake.emit('operation_progress', {
        review: 'review-1',
        steps: [{ title: 'Looked for the name', detail: null, state: 'now', took_ms: null, at: null }],
      })
      expect(screen.getByText(/Looked for the name/)).toBeVisible()
    })
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

  it('stays and asks for another review when the name has appeared since', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('create_send', () => {
        throw { kind: 'name_appeared', found: [rowAt(1)] }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Create organization' }))
    await user.click(await screen.findByRole('button', { name: 'Review again' }))
    await waitFor(() => expect(fake.asked('create_review')).toHaveLength(2))
    expect(fake.asked('create_send')).toHaveLength(1)
  })
})

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
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
    const [first] = await screen.findAllByRole('button', { name: /It is this one/ })
    if (first) await user.click(first)
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(fake.asked('create_resolve')[0]?.id).toBe(unknownCreate.candidates[0]?.id)
    expect(fake.asked('create_send')).toHaveLength(1)
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
    expect(screen.getByText(/11 details are not saved yet/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('carries details that were not saved over into the edit form', async () => {
    const fields = { ...organization().fields, city: 'Bath' }
    const { user } = await openResult((fake) =>
      fake.on('create_send', () => ({
        ...created,
        outcome: 'details_not_saved',
        details_left: {
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
    await user.click(screen.getByRole('button', { name: 'Save the details' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Bath')
  })
})
