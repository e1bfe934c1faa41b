import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { SettledView } from '../../backend'
import { router } from '../../app/router.svelte'
import { openConnected } from '../../test/app'
import { openCreate } from '../../test/open-sample'
import { halden, tarn } from '../../test/sample'

const settled = (name: string, differs: boolean): SettledView => ({
  review: name,
  name,
  created: true,
  differs,
})
const same = settled('Wells', false)
const other = settled('Bath', true)

async function told(): Promise<string> {
  const region = await screen.findByRole('region', { name: 'Just done' })
  return region.textContent
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const holds = 'Wells was created: the portal holds it, and it is settled.'
const differs =
  'Bath was created: the portal holds something else than was sent, as the history shows, and it is settled.'

describe('what is said of writes that turned out to be done', () => {
  it.each([
    { all: [same], says: holds, ends: '' },
    { all: [same, same], says: holds, ends: ' So is 1 other write.' },
    { all: [same, same, same], says: holds, ends: ' So are 2 other writes.' },
    { all: [other], says: differs, ends: '' },
    { all: [same, other], says: differs, ends: ' 1 other write is settled too.' },
    { all: [same, other, same], says: differs, ends: ' 2 other writes are settled too.' },
    { all: [other, other], says: differs, ends: ' 1 other write is settled too, 1 of it so.' },
    { all: [other, same, other], says: differs, ends: ' 2 other writes are settled too, 1 of them so.' },
  ])('is how many they are, and how many differ: $ends', async ({ all, says, ends }) => {
    await openConnected((fake) => {
      fake.on('operations_open', () => [openCreate])
      fake.on('operations_look', () => {
        fake.on('operations_open', () => [])
        return { open: [], settled: all.map((one, at) => ({ ...one, review: `${at}` })) }
      })
    })
    expect(await told()).toBe(`${says}${ends} Show in History`)
  })

  it('leads to what the portal holds otherwise, also where that is on another connection', async () => {
    const { user } = await openConnected((fake) => {
      const open_operations = [{ connection: tarn.id, count: 1 }]
      const connections = { connections: [halden, tarn], last_opened: halden.id, unread: 0, open_operations }
      fake.on('start', () => ({ connections, trouble: null, version: '0.1.0' }))
      fake.on('connections', () => connections)
      fake.on('operations_open', () => [openCreate])
      fake.on('operations_look', () => {
        fake.on('operations_open', () => [])
        return { open: [], settled: [same] }
      })
      fake.on('operations_look_elsewhere', () => [{ connection: tarn.id, open: [], settled: [other] }])
    })
    await waitFor(async () => expect(await told()).toMatch(/^Wells was created: .* Bath was created in Tarn/))
    await user.click(screen.getByRole('button', { name: 'Show in History' }))
    expect(router.route).toEqual({ name: 'history', selected: other.review })
  })

  it('leads to the one that is told first', async () => {
    const { user } = await openConnected((fake) => {
      fake.on('operations_open', () => [openCreate])
      fake.on('operations_look', () => {
        fake.on('operations_open', () => [])
        return { open: [], settled: [same, other] }
      })
    })
    await user.click(await screen.findByRole('button', { name: 'Show in History' }))
    await screen.findByRole('heading', { name: 'History', level: 1 })
    expect(router.route).toEqual({ name: 'history', selected: other.review })
  })
})
