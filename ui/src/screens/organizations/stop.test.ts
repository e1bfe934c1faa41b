import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { rowAt } from '../../test/sample'

/** The list at its end, where a second page was asked for and never waited for. */
async function openStopped() {
  const app = await openConnected(portal)
  await screen.findByText('50 of 150 loaded')
  const { fake } = app
  fake.on('organizations_list', () => new Promise(() => undefined))
  scrollTo(50)
  await app.user.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(fake.asked('organizations_list').map(({ page }) => page)).toEqual([1, 2])
  portal(fake)
  return app
}

function portal(fake: FakeBackend): void {
  fake.on('organizations_list', ({ page, search }) => ({
    rows: Array.from({ length: 50 }, (_, n) => rowAt((page - 1) * 50 + n)),
    total: search ? 100 : 150,
    page,
    more: page < 3,
    skipped: 0,
    read_at: '2026-11-21T14:32:00Z',
  }))
}

function scrollTo(row: number): void {
  const table = screen.getByRole('grid')
  table.scrollTop = row * 32
  void fireEvent.scroll(table)
}

describe('a list that was stopped', () => {
  it('keeps what is there and asks for no more by itself', async () => {
    const { fake } = await openStopped()
    // It is drawn anew with its end still in view: then it would ask.
    expect(screen.queryByText(rowAt(18).name)).toBeNull()
    scrollTo(25)
    expect(await screen.findByText(rowAt(18).name)).toBeVisible()
    expect(screen.getByText(rowAt(49).name)).toBeVisible()
    expect(fake.asked('organizations_list')).toHaveLength(2)
    expect(screen.getByText('50 of 150 loaded')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('loads on when one comes to its end again', async () => {
    await openStopped()
    scrollTo(0)
    await waitFor(() => expect(screen.getByText(rowAt(0).name)).toBeVisible())
    scrollTo(50)
    expect(await screen.findByText('100 of 150 loaded')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument()
  })

  it('loads on with the button that stands where Stop was', async () => {
    const { user } = await openStopped()
    const more = screen.getByRole('button', { name: 'Load more' })
    expect(more).toHaveFocus()
    await user.click(more)
    expect(await screen.findByText('100 of 150 loaded')).toBeVisible()
  })

  it('asks again for a search that was not waited for', async () => {
    const { fake, user } = await openConnected(portal)
    await screen.findByText('50 of 150 loaded')
    fake.on('organizations_list', () => new Promise(() => undefined))
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'a')
    await user.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(screen.getByText('50 of 150 loaded')).toBeVisible()
    portal(fake)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    expect(await screen.findByText('50 of 100 loaded for “a”')).toBeVisible()
  })
})
