import { screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { opened, page, row } from '../test/history-sample'
import { created, organization } from '../test/sample'

const turned = 'Kestrel\u202e'
const held = '\u2068Kestrel\u202e\u2069'

it('an outcome stays readable around a name that turns the direction of a text', async () => {
  const { user } = await openConnected((fake) => fake.on('create_send', () => ({ ...created, name: turned })))
  await user.click(screen.getByRole('button', { name: 'New organization' }))
  await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'x')
  await user.click(screen.getByRole('button', { name: 'Review' }))
  await user.click(await screen.findByRole('button', { name: 'Create organization' }))
  expect(await screen.findByText(new RegExp(`^${held} is in `))).toBeVisible()
})

it('what was done stays readable after such a name', async () => {
  const { user } = await openConnected((fake) => {
    fake.on('history_list', () => ({ ...page, rows: [row(0, { name: turned })] }))
    fake.on('history_get', ({ operation }) => ({ ...opened(operation), row: row(0, { name: turned }) }))
  })
  await user.click(screen.getByRole('link', { name: 'History' }))
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${held} updated`) }))
  expect(await screen.findByRole('heading', { name: `${held} updated` })).toBeVisible()
})

it('a search and an address stay readable around such values', async () => {
  const { user, fake } = await openConnected((fake) =>
    fake.on('organization_get', () => {
      const loaded = organization()
      return { ...loaded, fields: { ...loaded.fields, state: turned, country: 'NL' } }
    }),
  )
  const [, row] = await screen.findAllByRole('row')
  if (row) await user.click(row)
  expect(await screen.findByText(new RegExp(`${held}, NL`))).toBeVisible()
  fake.on('organizations_list', ({ page }) => ({
    rows: [],
    total: 0,
    page,
    more: false,
    skipped: 0,
    read_at: '2026-11-21T14:32:00Z',
  }))
  await user.type(screen.getByRole('searchbox', { name: 'Search' }), turned)
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { name: `No organization fits “${held}”` })).toBeVisible()
})
