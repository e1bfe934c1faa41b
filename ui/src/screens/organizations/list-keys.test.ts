import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'

const rows = () => screen.getAllByRole('row').filter(({ dataset }) => dataset['index'] !== undefined)
const entries = () => rows().filter(({ tabIndex }) => tabIndex === 0)

async function openList() {
  const app = await openConnected()
  await waitFor(() => expect(rows().length).toBeGreaterThan(1))
  return app
}

describe('the list of organizations, by its keys', () => {
  it('is come into by Tab at its first row, which is chosen by that', async () => {
    await openList()
    expect(entries().map(({ dataset }) => dataset['index'])).toEqual(['0'])
    entries()[0]?.focus()
    await waitFor(() => expect(rows()[0]).toHaveAttribute('aria-selected', 'true'))
  })

  it('is come into at a row that its head does not cover', async () => {
    await openList()
    const list = screen.getByRole('grid', { name: 'Organizations' })
    list.scrollTop = 310
    list.dispatchEvent(new Event('scroll'))
    await waitFor(() => expect(entries().map(({ dataset }) => dataset['index'])).toEqual(['10']))
  })

  it('goes back by Esc to the row of what is chosen, and from there to none', async () => {
    const { user } = await openList()
    const [first] = rows()
    if (first) await user.click(first)
    const edit = await screen.findByRole('button', { name: 'Edit' })
    edit.focus()
    await user.keyboard('{Escape}')
    expect(first).toHaveFocus()
    expect(first).toHaveAttribute('aria-selected', 'true')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('row', { selected: true })).toBeNull())
  })

  it('goes by Esc to none from anywhere but the detail', async () => {
    const { user } = await openList()
    const [first] = rows()
    if (first) await user.click(first)
    await screen.findByRole('button', { name: 'Edit' })
    first?.blur()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('row', { selected: true })).toBeNull())
  })
})
