import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { onLeaving } from '../app/focus'
import { openApp, openConnected } from '../test/app'
import { expectNoAxeFindings } from '../test/axe'

const nameMissing = { field: 'name', message: 'Enter the organization name.' }

async function openCreate() {
  const app = await openConnected((fake) =>
    fake
      .on('create_check', ({ form }) => ({
        problems: form.name.trim() ? [] : [nameMissing],
        warnings: [],
        plan_ends: [],
        details_filled: 0,
      }))
      .on('create_review', () => {
        throw { kind: 'invalid', problems: [nameMissing] }
      }),
  )
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await screen.findByRole('textbox', { name: 'Organization name' })
  await app.user.click(screen.getByRole('button', { name: 'Review' }))
  await waitFor(() => expect(screen.getByRole('alert', { name: 'There is a problem' })).toHaveFocus())
  return app
}

describe('a problem at a field', () => {
  it('goes when focus leaves the field that was put right, at the field, in the summary and in the count', async () => {
    const { user } = await openCreate()
    const name = screen.getByRole('textbox', { name: 'Organization name' })
    const description = screen.getByRole('textbox', { name: 'Description' })
    await user.type(name, 'Kestrel Freight')
    expect(name).toBeInvalid()

    await user.click(description)
    await waitFor(() => expect(name).not.toBeInvalid())
    expect(name).not.toHaveAccessibleDescription(expect.stringContaining(nameMissing.message))
    expect(screen.getByRole('alert', { name: 'Changed since' })).toHaveTextContent(
      `Changed since: ${nameMissing.message}`,
    )
    expect(screen.queryByText(/Not sent: 1 problem/)).not.toBeInTheDocument()
    expect(description).toHaveFocus()
    await expectNoAxeFindings()
  })

  it('comes back when what was put right is undone', async () => {
    const { user } = await openCreate()
    const name = screen.getByRole('textbox', { name: 'Organization name' })
    await user.type(name, 'x')
    await user.tab()
    await waitFor(() => expect(name).not.toBeInvalid())
    await user.clear(name)
    await user.tab()
    await waitFor(() => expect(name).toBeInvalid())
    expect(screen.getByRole('alert', { name: 'There is a problem' })).not.toHaveFocus()
  })

  it('that the portal told stands until what it told of is changed', async () => {
    const told = { field: 'country', message: 'The portal says of Country: “is too long”' }
    const { user } = await openConnected((fake) =>
      fake.on('update_review', () => {
        throw { kind: 'invalid', problems: [told] }
      }),
    )
    const [, row] = await screen.findAllByRole('row')
    if (row) await user.click(row)
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    const country = await screen.findByRole('textbox', { name: 'Country' })
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(country).toBeInvalid())
    await user.type(screen.getByRole('textbox', { name: 'City' }), 'x')
    await user.tab()
    expect(country).toBeInvalid()
    await user.clear(country)
    await user.tab()
    await waitFor(() => expect(country).not.toBeInvalid())
  })

  it('of a connection is about what was tested: it goes from a field that was changed since', async () => {
    const message = 'Begin the address with https://.'
    const { user } = await openApp((fake) =>
      fake.on('connection_test', () => {
        throw { kind: 'invalid', problems: [{ field: 'address', message }] }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Connect to a portal' }))
    await user.type(await screen.findByLabelText('User token'), 't')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    const address = screen.getByLabelText('Portal address')
    await waitFor(() => expect(address).toBeInvalid())
    await user.type(address, 'h')
    expect(address).toBeInvalid()
    await user.tab()
    await waitFor(() => expect(address).not.toBeInvalid())
    expect(screen.getByRole('alert', { name: 'Changed since' })).toBeVisible()
  })
})

describe('leaving a field', () => {
  it('changes nothing under a pointer that presses a button, until it is let go', async () => {
    const form = document.createElement('form')
    form.innerHTML = '<input />'
    document.body.append(form)
    const left = vi.fn()
    const end = onLeaving(left)(form)
    await fireEvent.pointerDown(document.body)
    form.querySelector('input')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    expect(left).not.toHaveBeenCalled()
    await fireEvent.pointerUp(document.body)
    await waitFor(() => expect(left).toHaveBeenCalledOnce())
    end()
    form.remove()
  })
})
