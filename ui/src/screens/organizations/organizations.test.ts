import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { show } from '../../app/router.svelte'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { organization, rowAt } from '../../test/sample'

describe('the list of organizations', () => {
  it('puts only the rows in view into the page', async () => {
    await openConnected()
    const grid = await screen.findByRole('grid', { name: 'Organizations' })
    expect(grid).toHaveAttribute('aria-rowcount', '251')
    const rows = within(grid).getAllByRole('row')
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThan(50)
    await expectNoAxeFindings()
  })

  it('searches on the portal by name', async () => {
    const { fake, user } = await openConnected()
    await screen.findByRole('grid')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'nordhavn')
    await waitFor(() =>
      expect(fake.asked('organizations_list').at(-1)).toMatchObject({ search: 'nordhavn', page: 1 }),
    )
    expect(await screen.findByText(/for “nordhavn”/)).toBeVisible()
  })

  it('stops asking a portal that answers every page with the same', async () => {
    let answer: () => void = () => undefined
    const { fake } = await openConnected((fake) =>
      fake.on('organizations_list', async ({ page }) => {
        if (page > 1) await new Promise<void>((resolve) => (answer = resolve))
        return {
          rows: [rowAt(0), rowAt(1)],
          total: null,
          page,
          more: true,
          skipped: 0,
          read_at: '2026-11-21T14:32:00Z',
        }
      }),
    )
    const list = await screen.findByRole('region', { name: 'List' })
    await waitFor(() => expect(fake.asked('organizations_list')).toHaveLength(2))
    await waitFor(() => expect(list).toHaveAttribute('aria-busy', 'true'))
    answer()
    // Asking for a third page would keep it busy.
    await waitFor(() => expect(list).toHaveAttribute('aria-busy', 'false'))
    expect(fake.asked('organizations_list')).toHaveLength(2)
  })

  it('says what was looked through when nothing fits', async () => {
    const { user } = await openConnected()
    await screen.findByRole('grid')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'kestral')
    expect(await screen.findByRole('heading', { name: 'No organization fits “kestral”' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(await screen.findByRole('grid')).toBeVisible()
  })

  it('opens the organization whose id is pasted', async () => {
    const { fake, user } = await openConnected()
    await screen.findByRole('grid')
    await user.click(screen.getByRole('searchbox', { name: 'Search' }))
    await user.paste(` ${rowAt(3).id.toUpperCase()} `)
    await waitFor(() => expect(fake.asked('organization_get').at(-1)?.id).toBe(rowAt(3).id))
    expect(await screen.findByRole('button', { name: 'Edit' })).toBeVisible()
  })

  it('leaves it to the app to say what an id is', async () => {
    const { fake, user } = await openConnected((fake) => fake.on('organization_id', () => rowAt(3).id))
    await screen.findByRole('grid')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'kestrel')
    await waitFor(() => expect(fake.asked('organization_get').at(-1)?.id).toBe(rowAt(3).id))
    expect(fake.asked('organizations_list').some(({ search }) => search === 'kestrel')).toBe(false)
  })

  it('moves with the arrow keys and shows the organization one is on', async () => {
    const { user } = await openConnected()
    const [, first] = await screen.findAllByRole('row')
    if (first) await user.click(first)
    await user.keyboard('{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(screen.getByRole('row', { selected: true })).toHaveTextContent('Café Lumière'))
    await waitFor(() => expect(screen.getByRole('row', { selected: true })).toHaveFocus())
    expect(await screen.findByText('3 details are missing')).toBeVisible()
  })

  it('says what the portal said when it refuses, and offers to sign in again', async () => {
    await openConnected((fake) =>
      fake.on('organizations_list', () => {
        throw {
          kind: 'rejected',
          status: 401,
          said: { message: 'Invalid or expired token', raw: '{}' },
          problems: [],
          redirect_to: null,
        }
      }),
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('It says: “Invalid or expired token”')
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeVisible()
    await expectNoAxeFindings()
  })

  it('says at the end of the line how many are loaded', async () => {
    await openConnected()
    expect(await screen.findByText('50 of 250 loaded')).toBeVisible()
  })

  it('puts a full stop between the portal’s words and what can be done', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('organization_get', () => {
        throw {
          kind: 'not_shown',
          why: 'forbidden',
          status: 403,
          said: { message: 'Forbidden', raw: null },
        }
      }),
    )
    const [, first] = await screen.findAllByRole('row')
    if (first) await user.click(first)
    expect(await screen.findByRole('alert')).toHaveTextContent('It says: “Forbidden”. It can be updated')
  })

  describe('an organization that was just created', () => {
    async function revealed(search: string, name: string) {
      const app = await openConnected()
      await screen.findByRole('grid')
      await app.user.type(screen.getByRole('searchbox', { name: 'Search' }), search)
      await waitFor(() => expect(app.fake.asked('organizations_list').at(-1)?.search).toBe(search))
      show({ name: 'organizations', selected: rowAt(3).id, named: name })
      return app
    }

    it('has its row in the list and selected, whatever was searched for before', async () => {
      await revealed('zzzz', rowAt(3).name)
      const row = await screen.findByRole('row', { selected: true })
      expect(row).toHaveTextContent(rowAt(3).name)
      expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(rowAt(3).name)
    })

    it('leaves a search alone that finds it', async () => {
      const search = rowAt(3).name.slice(0, 4).toLowerCase()
      await revealed(search, rowAt(3).name)
      await screen.findByRole('row', { selected: true })
      expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(search)
    })

    it('is shown beside the whole list while the portal does not list it by its name yet', async () => {
      await revealed('zzzz', 'Not listed yet')
      await waitFor(() => expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(''))
      expect(await screen.findByRole('grid')).toBeVisible()
    })
  })

  it('goes to the search with / and to a new organization with Ctrl N', async () => {
    const { user } = await openConnected()
    await screen.findByRole('grid')
    await user.keyboard('/')
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus()
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('')
    await user.keyboard('{Control>}n{/Control}')
    expect(await screen.findByRole('heading', { name: 'New organization' })).toBeVisible()
  })

  it('does not let an organization be edited that the portal keeps read only, and says why', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('organization_get', () => ({ ...organization(), can_edit: false })),
    )
    const [, first] = await screen.findAllByRole('row')
    if (first) await user.click(first)
    const edit = await screen.findByRole('button', { name: 'Edit' })
    expect(edit).toHaveAccessibleDescription('The portal does not let this user edit the organization.')
    await user.click(edit)
    expect(screen.getByRole('grid')).toBeVisible()
  })
})
