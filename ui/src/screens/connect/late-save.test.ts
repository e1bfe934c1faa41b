import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { guard } from '../../app/guard.svelte'
import { session } from '../../app/session.svelte'
import { openConnected } from '../../test/app'
import { halden, tarn } from '../../test/sample'

/** A connection whose save waits for the keyring, its screen given up, and another form begun. */
async function openLeft() {
  let answer: () => void = () => undefined
  const app = await openConnected((fake) =>
    fake.on('connection_save', async () => {
      await new Promise<void>((resolve) => (answer = resolve))
      return { connection: tarn }
    }),
  )
  const { fake, user } = app
  await user.click(screen.getByRole('link', { name: 'Connections' }))
  await user.click(await screen.findByRole('button', { name: 'New connection' }))
  await user.type(await screen.findByLabelText('Connection name'), tarn.name)
  await user.click(screen.getByRole('button', { name: 'Test and save' }))
  await user.click(await screen.findByRole('button', { name: 'Save connection' }))
  await waitFor(() => expect(fake.asked('connection_save')).toHaveLength(1))
  await user.click(screen.getByRole('link', { name: 'Connections' }))
  await user.click(await screen.findByRole('button', { name: 'Leave without them' }))
  await user.click(await screen.findByRole('link', { name: 'Organizations' }))
  await user.click(await screen.findByRole('button', { name: 'New organization' }))
  await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'Brightwater')
  return { ...app, answer }
}

describe('a connection that is saved after its screen was left', () => {
  it('leaves the form that is in front, and what was typed there', async () => {
    const { fake, user, answer } = await openLeft()
    fake.on('connections', () => ({
      connections: [halden, tarn],
      last_opened: halden.id,
      unread: 0,
      open_operations: [],
    }))
    const typed = guard.keeps
    expect(typed).not.toBeNull()
    answer()
    expect(
      await screen.findByText(`${tarn.name} was saved after all, and is among your connections.`),
    ).toBeInTheDocument()
    // One types on, and that is kept where the rest is: by then all that follows the save has happened.
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), ' Bath')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)).toMatchObject({
        connection: halden.id,
        form: { form: { name: 'Brightwater Bath' } },
      }),
    )
    expect(screen.getByRole('textbox', { name: 'Organization name' })).toHaveValue('Brightwater Bath')
    expect(guard.keeps).toBe(typed)
    expect(session.connection?.id).toBe(halden.id)
    expect(session.connections.map(({ id }) => id)).toEqual([halden.id, tarn.id])
  })

  it('is known also where the others cannot be read then', async () => {
    const { fake, answer } = await openLeft()
    fake.on('connections', () => {
      throw { kind: 'local_data', during: 'reading', problem: 'unusable' }
    })
    answer()
    await waitFor(() => expect(session.connections.map(({ id }) => id)).toEqual([halden.id, tarn.id]))
    expect(session.connection?.id).toBe(halden.id)
  })
})
