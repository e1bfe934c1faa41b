import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { live } from '../../app/live.svelte'
import type { LookedOverView, OpenOperationView } from '../../backend'
import { later } from '../../test/leaving'
import { finds, looked, needsYou } from '../../test/needs-you'
import { openCreate } from '../../test/open-sample'
import { halden } from '../../test/sample'

describe('what somebody else made', () => {
  it('waits for a word where it was made as somebody else', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou({ ...openCreate, made_as })
    expect(
      screen.getByText(
        'It was sent as a.other of Halden Secure GmbH. Nothing is looked for as somebody else until you say so.',
      ),
    ).toBeVisible()
    expect(screen.queryByRole('button', { name: /Look/ })).toBeNull()
    fake.on('operation_adopt', () => finds(fake, openCreate))
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    expect(await screen.findByRole('button', { name: 'Look, and save the details: Bath' })).toBeVisible()
  })

  it('says that it is gone on with, and that nothing was sent', async () => {
    const adopting = later<OpenOperationView[]>()
    const made_as = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou({ ...openCreate, made_as })
    fake.on('operation_adopt', () => adopting.asked)
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    expect(screen.getByRole('button', { name: 'Going on…: Bath' })).toHaveAttribute('aria-busy', 'true')
    adopting.answer(finds(fake, openCreate))
    await waitFor(() => expect(live.text).toBe('You go on with Bath as yourself. Nothing was sent.'))
  })

  it('saves nothing by the second press of a double click', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou({ ...openCreate, made_as })
    fake.on('operation_adopt', () => finds(fake, openCreate))
    fake.on('create_look_again', () => new Promise(() => undefined))
    const begun = performance.now()
    const now = vi.spyOn(performance, 'now').mockReturnValue(begun)
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    const saves = await screen.findByRole('button', { name: 'Look, and save the details: Bath' })
    now.mockReturnValue(begun + 200)
    await user.click(saves)
    expect(fake.asked('create_look_again')).toEqual([])
    now.mockReturnValue(begun + 600)
    await user.click(saves)
    vi.restoreAllMocks()
    expect(fake.asked('create_look_again')).toHaveLength(1)
  })

  it('is not held back where nothing has taken its place', async () => {
    const { fake, user } = await needsYou(openCreate, (fake) =>
      fake.on('create_look_again', () => {
        throw { kind: 'not_sent', reason: 'no_connection', host: halden.host }
      }),
    )
    const looks = screen.getByRole('button', { name: 'Look, and save the details: Bath' })
    vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    await user.click(looks)
    await screen.findByText('No connection to the portal')
    await waitFor(() => expect(looks).not.toHaveAttribute('aria-busy'))
    await user.click(looks)
    vi.restoreAllMocks()
    expect(fake.asked('create_look_again')).toHaveLength(2)
  })

  it('is looked at once it is gone on with, and what the portal holds is said', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou({ ...openCreate, made_as })
    const answer = later<LookedOverView>()
    fake.on('operation_look', () => answer.asked)
    fake.on('operation_adopt', () => finds(fake, openCreate))
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    expect(await screen.findByText('Looking at the portal')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Look, and save the details: Bath' })).toBeEnabled()
    const { connection, review } = { connection: halden.id, review: openCreate.review }
    expect(fake.asked('operation_look')).toEqual([{ connection, review }])
    const found = looked({ kind: 'several', ids: ['1', '2'] })
    answer.answer({ open: finds(fake, found), settled: [] })
    expect(await screen.findByText(/2 of this name are there/)).toBeVisible()
    expect(screen.queryByText('Looking at the portal')).toBeNull()
  })

  it('is shown as it stands where the look at what was gone on with fails', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const { fake, user } = await needsYou({ ...openCreate, made_as })
    let fail = (): void => undefined
    fake.on('operation_look', () => new Promise((_, reject) => (fail = () => reject(new Error('gone')))))
    fake.on('operation_adopt', () => finds(fake, openCreate))
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    expect(await screen.findByText('Looking at the portal')).toBeVisible()
    finds(fake, { ...openCreate, being_looked_for: true })
    fail()
    await waitFor(() => expect(screen.queryByText('Looking at the portal')).toBeNull())
    expect((await screen.findAllByText(/It is being looked for on the portal/))[0]).toBeVisible()
  })

  it('says that it looks until each look is over', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const all = later<LookedOverView>()
    const { fake, user } = await needsYou({ ...openCreate, made_as }, (fake) =>
      fake.on('operations_look', () => all.asked),
    )
    expect(await screen.findByText('Looking at the portal')).toBeVisible()
    fake.on('operation_adopt', () => finds(fake, openCreate))
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    await waitFor(() => expect(fake.asked('operation_look')).toHaveLength(1))
    await screen.findByRole('button', { name: 'Look, and save the details: Bath' })
    expect(screen.getByText('Looking at the portal')).toBeVisible()
    all.answer({ open: finds(fake, openCreate), settled: [] })
    await waitFor(() => expect(screen.queryByText('Looking at the portal')).toBeNull())
  })
})
