import { screen, waitFor } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { openFirst, openHistory } from '../../test/history'
import { page, row } from '../../test/history-sample'

/** So many operations that only some of them are in the page. */
async function openLong() {
  const rows = Array.from({ length: 300 }, (_, index) => row(index))
  const app = await openHistory((fake) =>
    fake.on('history_list', () => ({ ...page, rows, total: rows.length })),
  )
  await screen.findAllByRole('option')
  return app
}

async function scrollOn() {
  const list = screen.getByRole('listbox', { name: 'Operations' })
  list.scrollTop = 5000
  list.dispatchEvent(new Event('scroll'))
  await waitFor(() => expect(list.querySelector('[data-index="0"]')).toBeNull())
}

const entries = () => screen.getAllByRole('option').filter(({ tabIndex }) => tabIndex === 0)
const isChosen = (option: HTMLElement | undefined) =>
  waitFor(() => expect(option).toHaveAttribute('aria-selected', 'true'))

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

  it('goes by Esc to none at once where the operation is scrolled away', async () => {
    const { user } = await openLong()
    screen.getAllByRole('option')[0]?.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.activeElement).toHaveRole('heading'))
    const heading = document.activeElement
    await scrollOn()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(heading).not.toBeInTheDocument())
    expect(screen.queryByRole('option', { selected: true })).toBeNull()
  })

  it('is come into by Tab where it is scrolled, with nothing chosen', async () => {
    await openLong()
    expect(entries().map(({ dataset }) => dataset['index'])).toEqual(['0'])
    await scrollOn()
    await waitFor(() => expect(entries().map(({ dataset }) => Number(dataset['index']) > 90)).toEqual([true]))
  })

  it('chooses what gets the focus only where nothing is chosen, or that is scrolled away', async () => {
    await openLong()
    const [first, second] = screen.getAllByRole('option')
    first?.focus()
    await isChosen(first)
    second?.focus()
    await tick()
    expect(first).toHaveAttribute('aria-selected', 'true')
    await scrollOn()
    await waitFor(() => expect(entries()).toHaveLength(1))
    entries()[0]?.focus()
    await isChosen(entries()[0])
  })
})
