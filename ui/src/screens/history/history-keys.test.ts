import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openFirst, openHistory } from '../../test/history'
import { page, row } from '../../test/history-sample'

describe('the history, by its keys', () => {
  it('moves with the keys, and Enter goes to the detail', async () => {
    const { user } = await openFirst()
    screen.getAllByRole('option')[0]?.focus()
    await user.keyboard('{End}')
    expect(await screen.findByRole('heading', { name: 'Osteria Bellarosa created' })).toBeVisible()
    await user.keyboard('{Home}{ArrowDown}')
    const heading = await screen.findByRole('heading', { name: /^Brightwater Dental Bath sent/ })
    await waitFor(() => expect(screen.getAllByRole('option')[1]).toHaveFocus())
    await user.keyboard('{Enter}')
    expect(heading).toHaveFocus()
  })

  it('goes back by Esc to the operation in the list, and from there to none, without losing the place', async () => {
    const { user } = await openFirst()
    screen.getAllByRole('option')[0]?.focus()
    await user.keyboard('{ArrowDown}')
    await waitFor(() => expect(screen.getAllByRole('option')[1]).toHaveFocus())
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement).toHaveRole('heading'))
    await user.keyboard('{Escape}')
    expect(screen.getAllByRole('option')[1]).toHaveFocus()
    expect(screen.getAllByRole('option')[1]).toHaveAttribute('aria-selected', 'true')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('option', { selected: true })).toBeNull()
    await user.keyboard('{ArrowDown}')
    expect(screen.getAllByRole('option')[2]).toHaveAttribute('aria-selected', 'true')
  })

  it('is come into by Tab where it is scrolled, with nothing chosen', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => row(index))
    await openHistory((fake) => fake.on('history_list', () => ({ ...page, rows, total: rows.length })))
    const list = await screen.findByRole('listbox', { name: 'Operations' })
    const entries = () => screen.getAllByRole('option').filter(({ tabIndex }) => tabIndex === 0)
    expect(entries().map(({ dataset }) => dataset['index'])).toEqual(['0'])
    list.scrollTop = 5000
    list.dispatchEvent(new Event('scroll'))
    await waitFor(() => expect(list.querySelector('[data-index="0"]')).toBeNull())
    await waitFor(() => expect(entries().map(({ dataset }) => Number(dataset['index']) > 90)).toEqual([true]))
  })
})
