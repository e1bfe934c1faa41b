import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../backend'
import { expectNoAxeFindings } from '../../test/axe'
import { openForm } from '../../test/create'
import { rowAt } from '../../test/sample'

const nothingSaid = { message: null, raw: null }

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

  it('leads from a problem of the plans as a whole to their group, which says it too', async () => {
    const message = 'Without the default subscription at least one plan is needed.'
    const { user } = await openForm((fake) =>
      fake.on('create_review', () => {
        throw { kind: 'invalid', problems: [{ field: 'plans', message }] }
      }),
    )
    const plans = screen.getByRole('group', { name: 'Plans' })
    expect(plans).not.toHaveAccessibleDescription()
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('link', { name: message }))
    expect(plans).toHaveFocus()
    expect(plans).toHaveAccessibleDescription(message)
    await expectNoAxeFindings()
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

  it('takes a pasted id for the organization it is of, and does not search for it as a name', async () => {
    const { fake, user } = await openForm()
    const before = fake.asked('organizations_list').length
    const parent = screen.getByRole('combobox', { name: 'Parent organization' })
    await user.click(parent)
    await user.paste(rowAt(0).id)
    expect(await screen.findByText('This is the id of Kestrel Freight.')).toBeVisible()
    expect(fake.asked('organizations_list')).toHaveLength(before)
    await expectNoAxeFindings()
    await user.click(screen.getByRole('option', { name: /^Kestrel Freight Rotterdam/ }))
    expect(parent).toHaveValue('Kestrel Freight')
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await waitFor(() => expect(fake.asked('create_review')[0]?.form.parent_organization).toBe(rowAt(0).id))
  })

  it.each([
    [
      { kind: 'not_shown', why: 'forbidden', status: 403, said: nothingSaid },
      'The portal does not let this organization be read. Its id is sent as it is.',
    ],
    [
      { kind: 'unclear', reason: 'timeout', status: null, said: nothingSaid },
      'The portal cannot be asked for its name now. The id is kept as it is.',
    ],
    [
      { kind: 'rejected', status: 404, said: nothingSaid, problems: [], redirect_to: null },
      'No organization by this id.',
    ],
  ] satisfies [AppError, string][])(
    'keeps a pasted id whose organization cannot be read, and says why: %#',
    async (error, words) => {
      const { fake, user } = await openForm((fake) =>
        fake.on('organization_get', () => {
          throw error
        }),
      )
      await user.click(screen.getByRole('combobox', { name: 'Parent organization' }))
      await user.paste(rowAt(0).id)
      expect(await screen.findByText(words)).toBeVisible()
      await user.click(screen.getByRole('button', { name: 'Review' }))
      await waitFor(() => expect(fake.asked('create_review')[0]?.form.parent_organization).toBe(rowAt(0).id))
    },
  )

  it('offers to discard only what was typed', async () => {
    const { user } = await openForm()
    expect(screen.getByRole('button', { name: 'Close' })).toBeVisible()
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'B')
    expect(screen.getByRole('button', { name: 'Discard draft' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Close' })).not.toBeInTheDocument()
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
