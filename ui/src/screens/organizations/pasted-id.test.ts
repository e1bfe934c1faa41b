import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import type { FakeBackend } from '../../test/fake-backend'
import { organization, rowAt, saved } from '../../test/sample'

const pasted = rowAt(3).id
const clicked = rowAt(1)

type App = Awaited<ReturnType<typeof openConnected>>

/** Each organization has its own name here, so that one sees which is shown. */
async function openNamed(prepare: (fake: FakeBackend) => void = () => undefined): Promise<App> {
  return openConnected((fake) => prepare(fake.on('organization_get', ({ id }) => named(id))))
}

function named(id: string) {
  return { ...organization(id), fields: { ...organization(id).fields, name: `Held ${id.slice(-2)}` } }
}

async function paste({ fake, user }: App): Promise<void> {
  await user.click(screen.getByRole('searchbox', { name: 'Search' }))
  await user.paste(pasted)
  await waitFor(() => expect(fake.asked('organization_get').at(-1)?.id).toBe(pasted))
}

/** How often the list was read, and how often it was asked whether an id stands in Search: only then one is opened for it. */
function asked({ fake }: App) {
  return {
    lists: fake.asked('organizations_list').length,
    ids: fake.asked('organization_id').length,
  }
}

/** Opens the organization of a result, and waits until the list is there again. */
async function openResult(app: App): Promise<void> {
  const before = asked(app)
  await app.user.click(await screen.findByRole('button', { name: 'Open organization' }))
  await screen.findByRole('heading', { name: 'Held 01' })
  await waitFor(() => expect(asked(app).lists).toBeGreaterThan(before.lists))
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'List' })).toHaveAttribute('aria-busy', 'false'),
  )
  expect(asked(app).ids).toBe(before.ids)
}

describe('an id that was pasted into Search', () => {
  it('does not take the place of an organization that is edited and opened afterwards', async () => {
    const app = await openNamed()
    const { fake, user } = app
    fake.on('update_send', () => ({ ...saved, organization: named(clicked.id) }))
    await screen.findByRole('grid')
    await paste(app)
    await user.click(screen.getByText(clicked.name))
    await screen.findByRole('heading', { name: 'Held 01' })
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), '3089 JH')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    await openResult(app)
    expect(screen.getByRole('heading', { name: 'Held 01' })).toBeVisible()
    expect(fake.asked('organization_get').at(-1)?.id).toBe(clicked.id)
  })

  it('does not take the place of an organization that is created afterwards', async () => {
    const app = await openNamed()
    const { fake, user } = app
    await screen.findByRole('grid')
    await paste(app)
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await user.type(
      await screen.findByRole('textbox', { name: 'Organization name' }),
      'Brightwater Dental Bath',
    )
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    await openResult(app)
    expect(screen.getByRole('heading', { name: 'Held 01' })).toBeVisible()
    expect(fake.asked('organization_get').at(-1)?.id).toBe(clicked.id)
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('')
  })

  it('lets the list be read on that is still coming', async () => {
    let arrive: () => void = () => undefined
    const app = await openNamed((fake) =>
      fake.on('organizations_list', async ({ page }) => {
        await new Promise<void>((resolve) => (arrive = resolve))
        return {
          rows: [rowAt(0), clicked],
          total: 2,
          page,
          more: false,
          skipped: 0,
          read_at: clicked.changed ?? '',
        }
      }),
    )
    await screen.findByText('Reading the list')
    await paste(app)
    await screen.findByRole('heading', { name: 'Held 03' })
    arrive()
    expect(await screen.findByRole('grid')).toBeVisible()
    expect(app.fake.asked('organizations_list')).toHaveLength(1)
  })

  it('opens its organization again with Enter', async () => {
    const app = await openNamed()
    const { user } = app
    await screen.findByRole('grid')
    await paste(app)
    await user.click(screen.getByText(clicked.name))
    await screen.findByRole('heading', { name: 'Held 01' })
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), '{Enter}')
    expect(await screen.findByRole('heading', { name: 'Held 03' })).toBeVisible()
  })
})
