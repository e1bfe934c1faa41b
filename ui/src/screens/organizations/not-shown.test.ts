import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { rowAt } from '../../test/sample'

/** A portal whose list holds entries that are not among the rows. */
async function openSkipping(skipped: number, rows = 0) {
  return openConnected((fake) =>
    fake.on('organizations_list', ({ page }) => ({
      rows: Array.from({ length: rows }, (_, n) => rowAt(n)),
      total: rows + skipped,
      page,
      more: false,
      skipped,
      read_at: '2026-11-21T14:32:00Z',
    })),
  )
}

describe('entries of the list that are not shown', () => {
  it('are not taken for a portal without organizations where none could be read', async () => {
    const { fake, user } = await openSkipping(4)
    expect(await screen.findByRole('alert')).toHaveTextContent('4 entries came, none could be read')
    expect(screen.queryByText('No organization yet')).not.toBeInTheDocument()
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(fake.asked('organizations_list')).toHaveLength(2)
  })

  it('are not taken for a search that fits none', async () => {
    const { user } = await openSkipping(1)
    await screen.findByText('1 entry came, and could not be read')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'kestrel')
    await user.click(await screen.findByRole('button', { name: 'Clear the search' }))
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('')
    expect(screen.queryByText(/No organization fits/)).not.toBeInTheDocument()
  })

  it.each([
    [1, '1 entry is not shown'],
    [75, '75 entries are not shown'],
  ])('are counted above the rows, for whatever reason they are not there (%i)', async (skipped, words) => {
    await openSkipping(skipped, 25)
    expect(await screen.findByText(words)).toBeVisible()
  })
})
