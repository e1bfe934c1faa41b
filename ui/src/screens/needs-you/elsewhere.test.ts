import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { practise, switchTo } from '../../app/moves'
import { refreshOpen } from '../../app/open.svelte'
import { router, show } from '../../app/router.svelte'
import type { ConnectionsView, LookedElsewhereView, OpenCountView, OpenOperationView } from '../../backend'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { later } from '../../test/leaving'
import { openCreate } from '../../test/open-sample'
import { halden, practicePortal, tarn } from '../../test/sample'

const onTarn: OpenCountView[] = [{ connection: tarn.id, count: 2 }]

/** From here on so much is open. */
function counts(fake: FakeBackend, open_operations: ConnectionsView['open_operations']): ConnectionsView {
  const view = { connections: [halden, tarn], last_opened: halden.id, unread: 0, open_operations }
  fake.on('connections', () => view)
  return view
}

/** The window with the first of two connections open. */
async function openBoth(
  open_operations: ConnectionsView['open_operations'],
  prepare?: (fake: FakeBackend) => void,
) {
  return openConnected((fake) => {
    const connections = counts(fake, open_operations)
    fake.on('start', () => ({ connections, trouble: null, version: '0.1.0' }))
    fake.on('connection_open', (id) => ({ connection: id === tarn.id ? tarn : halden }))
    prepare?.(fake)
  })
}

const link = 'Needs you, 2 elsewhere'

describe('what needs you on other connections', () => {
  it('is on the screen from the start, and leads to where it is', async () => {
    const { fake, user } = await openBoth(onTarn)
    await user.click(await screen.findByRole('link', { name: link }))
    expect(await screen.findByRole('heading', { name: 'Nothing needs you here' })).toBeVisible()
    const others = within(screen.getByRole('region', { name: 'On other connections' }))
    expect(others.getByText('Tarn & Vale Partners: 2 need you')).toBeVisible()
    expect(others.queryByText(/Halden/)).toBeNull()
    await expectNoAxeFindings()
    fake.on('operations_open', (id) => (id === tarn.id ? [openCreate] : []))
    await user.click(others.getByRole('button', { name: 'Open Tarn & Vale Partners' }))
    expect(await screen.findByRole('button', { name: 'Look, and save the details: Bath' })).toBeVisible()
    expect(screen.queryByRole('region', { name: 'On other connections' })).toBeNull()
    expect(fake.asked('connection_open')).toEqual([halden.id, tarn.id])
  })

  it('stays by itself where another is in front before it was gone on with', async () => {
    const adopting = later<OpenOperationView[]>()
    const sentByAnother = { ...openCreate, made_as: { ...halden.identity, username: 'a.other' } }
    const { user } = await openBoth(onTarn, (fake) =>
      fake
        .on('operations_open', (id) => (id === halden.id ? [sentByAnother] : []))
        .on('operation_adopt', () => adopting.asked),
    )
    await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: 'Go on with it as yourself: Bath' }))
    await switchTo(tarn)
    show({ name: 'needs-you' })
    await screen.findByRole('heading', { name: /^Nothing needs you/ })
    adopting.answer([openCreate])
    await screen.findByText(/You go on with .*Bath.* as yourself/)
    expect(screen.queryByRole('button', { name: /: Bath$/ })).toBeNull()
  })

  it('is said below what needs you here', async () => {
    const { user } = await openBoth(onTarn, (fake) => fake.on('operations_open', () => [openCreate]))
    await user.click(await screen.findByRole('link', { name: 'Needs you, 1 not settled, 2 elsewhere' }))
    const here = await screen.findByRole('list', { name: 'Not settled' })
    const others = screen.getByRole('region', { name: 'On other connections' })
    expect(here.compareDocumentPosition(others) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  it('says what the portal there holds, and what turned out to be done there', async () => {
    const there: OpenOperationView = {
      ...openCreate,
      looked: { at: '2026-08-27T14:32:30Z', found: { kind: 'none_new' } },
    }
    const settled = [{ review: 'another', name: 'Wells', created: true, differs: false }]
    const { fake, user } = await openBoth(onTarn, (fake) =>
      fake
        .on('operations_open', (id) => (id === tarn.id ? [there] : []))
        .on('operations_look_elsewhere', () => [{ connection: tarn.id, open: [there], settled }]),
    )
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'Wells was created in Tarn & Vale Partners: the portal holds it, and it is settled.',
    )
    await user.click(await screen.findByRole('link', { name: link }))
    const list = within(await screen.findByRole('list', { name: 'Not settled in Tarn & Vale Partners' }))
    expect(list.getByText('Bath')).toBeVisible()
    expect(list.getByText(/the portal lists none of this name that was not there before\.$/)).toBeVisible()
    await expectNoAxeFindings()
    expect(fake.asked('operations_look_elsewhere')).toEqual([halden.id])
  })

  it('is gone from the list where its connection is in front by the time it turned out to be done', async () => {
    const look = later<LookedElsewhereView[]>()
    const { fake, user } = await openBoth(onTarn, (fake) =>
      fake
        .on('operations_open', (id) => (id === tarn.id ? [openCreate] : []))
        .on('operations_look_elsewhere', () => look.asked),
    )
    await user.click(await screen.findByRole('link', { name: link }))
    await user.click(await screen.findByRole('button', { name: 'Open Tarn & Vale Partners' }))
    await screen.findByRole('button', { name: 'Look, and save the details: Bath' })
    fake.on('operations_open', () => [])
    const settled = [{ review: openCreate.review, name: 'Bath', created: true, differs: false }]
    look.answer([{ connection: tarn.id, open: [], settled }])
    expect(await screen.findByText(/^Nothing needs you/)).toBeVisible()
  })

  it('is told of each connection by its name, what the portal holds otherwise first', async () => {
    const settled = (name: string, differs: boolean) => [{ review: name, name, created: true, differs }]
    const ouse = { ...tarn, id: practicePortal.id, name: 'Ouse Audits' }
    const { user } = await openBoth([], (fake) => {
      const connections = { ...counts(fake, onTarn), connections: [halden, tarn, ouse] }
      fake
        .on('start', () => ({ connections, trouble: null, version: '0.1.0' }))
        .on('operations_look_elsewhere', () => [
          { connection: ouse.id, open: [], settled: settled('Wells', false) },
          { connection: tarn.id, open: [], settled: settled('Bath', true) },
        ])
    })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      /Bath.* was created in .*Tarn & Vale Partners.*: the portal holds something else.* Wells.* was created in .*Ouse Audits.*: the portal holds it/,
    )
    await user.click(screen.getByRole('button', { name: 'Show in History' }))
    expect(router.route).toEqual({ name: 'history', selected: 'Bath' })
  })

  it('is not looked at where there is none', async () => {
    const { fake } = await openBoth([])
    await waitFor(() => expect(fake.asked('operations_open')).toContain(halden.id))
    await refreshOpen()
    expect(fake.asked('operations_look_elsewhere')).toEqual([])
  })

  it('is nothing where nothing is open anywhere', async () => {
    await openBoth([])
    expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull()
    show({ name: 'needs-you' })
    expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeVisible()
  })

  it('does not count what the connection in front shows itself', async () => {
    const { fake } = await openBoth([{ connection: halden.id, count: 1 }])
    await waitFor(() => expect(fake.asked('operations_open')).toContain(halden.id))
    await waitFor(() => expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull())
    show({ name: 'needs-you' })
    expect(await screen.findByRole('heading', { name: 'Nothing needs you' })).toBeVisible()
  })

  it('says where it could not be counted, and does not say that nothing needs you', async () => {
    await openBoth(null)
    show({ name: 'needs-you' })
    expect(await screen.findByRole('heading', { name: 'Nothing needs you here' })).toBeVisible()
    expect(screen.getByText(/on other connections could not be counted/)).toBeVisible()
    await expectNoAxeFindings()
  })

  it('is beside its connection where one changes to another', async () => {
    const { user } = await openBoth(onTarn)
    await user.click(screen.getByRole('button', { name: /Switch connection/ }))
    const entry = (name: RegExp) => screen.getByRole('menuitemradio', { name })
    expect(entry(/Tarn & Vale Partners.*2 need you/)).toBeVisible()
    expect(entry(/Halden Secure/)).not.toHaveAccessibleName(/need/)
    expect(entry(/Practice/)).not.toHaveAccessibleName(/need/)
    await expectNoAxeFindings()
  })

  it('is beside its connection among all connections', async () => {
    const { user } = await openBoth([...onTarn, { connection: halden.id, count: 3 }])
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    const rows = within(await screen.findByRole('list', { name: 'Connections' })).getAllByRole('listitem')
    expect(rows.map((row) => /\d needs? you/.exec(row.textContent)?.[0])).toEqual([undefined, '2 need you'])
    await expectNoAxeFindings()
  })

  it('is counted anew with what is open, and what was counted stays where that fails', async () => {
    const { fake } = await openBoth(onTarn)
    await screen.findByRole('link', { name: link })
    fake.on('connections', () => {
      throw { kind: 'internal' }
    })
    const before = fake.asked('connections').length
    await refreshOpen()
    await waitFor(() => expect(fake.asked('connections')).toHaveLength(before + 1))
    expect(screen.getByRole('link', { name: link })).toBeVisible()
    counts(fake, [{ connection: tarn.id, count: 1 }])
    await refreshOpen()
    expect(await screen.findByRole('link', { name: 'Needs you, 1 elsewhere' })).toBeVisible()
  })

  it('is what was asked for last, whatever comes first', async () => {
    const { fake } = await openBoth(onTarn)
    await screen.findByRole('link', { name: link })
    const late = { ...counts(fake, []), open_operations: [{ connection: tarn.id, count: 9 }] }
    let answer: () => void = () => undefined
    fake.on('connections', () => new Promise((resolve) => (answer = () => resolve(late))))
    await refreshOpen()
    counts(fake, [])
    await refreshOpen()
    await waitFor(() => expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull())
    answer()
    // A turn of the loop: by then it has been heard.
    await new Promise((heard) => setTimeout(heard))
    expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull()
  })

  it('is counted anew when a look ends by which another connection is in front', async () => {
    let looked: () => void = () => undefined
    const { fake } = await openBoth([], (fake) => {
      fake.on('operations_open', (id) => (id === halden.id ? [openCreate] : []))
      fake.on(
        'operations_look',
        () => new Promise((resolve) => (looked = () => resolve({ open: [], settled: [] }))),
      )
    })
    await waitFor(() => expect(fake.asked('operations_look')).toEqual([halden.id]))
    counts(fake, [{ connection: halden.id, count: 1 }])
    switchTo(tarn)
    expect(await screen.findByRole('link', { name: 'Needs you, 1 elsewhere' })).toBeVisible()
    counts(fake, [])
    looked()
    await waitFor(() => expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull())
  })

  it('is there for a connection that cannot be opened as well', async () => {
    const { fake, user } = await openBoth([...onTarn, { connection: halden.id, count: 1 }])
    fake.on('connection_open', () => {
      throw { kind: 'not_sent', reason: 'no_connection', host: halden.host }
    })
    switchTo(tarn)
    await user.click(await screen.findByRole('link', { name: 'Needs you, 2 not settled, 1 elsewhere' }))
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
    const all = within(await screen.findByRole('region', { name: 'On connections that are not open' }))
    expect(all.getAllByRole('listitem').map((row) => /: \d/.exec(row.textContent)?.[0])).toEqual([
      ': 1',
      ': 2',
    ])
    await expectNoAxeFindings()
  })

  it('holds nothing of practice, and is said while practising', async () => {
    const practised = { connection: practicePortal.id, count: 5 }
    const { user } = await openBoth([...onTarn, practised])
    expect(await screen.findByRole('link', { name: link })).toBeVisible()
    practise()
    await user.click(await screen.findByRole('link', { name: link }))
    expect(await screen.findByText('Tarn & Vale Partners: 2 need you')).toBeVisible()
    expect(screen.queryByText(/: 5/)).toBeNull()
  })
})
