import { render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { expectNoAxeFindings } from '../test/axe'
import DateField from './DateField.svelte'

describe('a date', () => {
  it('is chosen in the calendar with the keys, and focus comes back', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 })
    render(DateField, { id: 'd', label: 'Start date', value: '2026-09-01' })
    await user.click(screen.getByRole('button', { name: 'Choose start date' }))
    const day = await screen.findByRole('button', { name: /, 1 September 2026/ })
    await waitFor(() => expect(day).toHaveFocus())
    await expectNoAxeFindings()

    await user.keyboard('{ArrowRight}{Enter}')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Start date' })).toHaveValue('2 Sep 2026'))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Choose start date' })).toHaveFocus()
  })

  it('closes the calendar with Esc and keeps the date', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 })
    render(DateField, { id: 'd', label: 'Start date', value: '2026-09-01' })
    await user.click(screen.getByRole('button', { name: 'Choose start date' }))
    await waitFor(async () =>
      expect(await screen.findByRole('button', { name: /, 1 September 2026/ })).toHaveFocus(),
    )
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(screen.getByRole('textbox', { name: 'Start date' })).toHaveValue('1 Sep 2026')
  })

  it('stays as it is typed until the field is left, and is then shown in one way', async () => {
    const user = userEvent.setup()
    render(DateField, { id: 'd', label: 'Start date', value: '' })
    const field = screen.getByRole('textbox', { name: 'Start date' })
    await user.type(field, '2026-09-01')
    expect(field).toHaveValue('2026-09-01')
    await user.tab()
    expect(field).toHaveValue('1 Sep 2026')
  })
})
