import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OpenOperationView } from '../../backend'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { halden, organization, saved, unknownCreate } from '../../test/sample'

const form = {
  name: 'Bath',
  description: '',
  parent_organization: '',
  skip_default_subscription: false,
  plans: [],
  details: { city: 'Bath' },
} as const

const create: OpenOperationView = {
  review: '11111111-2222-4333-8444-555555555555',
  name: 'Bath',
  sent_at: '2026-08-27T14:31:58Z',
  work: { kind: 'create', form: { ...form, plans: [] }, details_waiting: 1, id: null },
}
const fields = organization().fields
const update: OpenOperationView = {
  ...create,
  name: 'Kestrel Freight',
  work: { kind: 'update', id: organization().id, base: fields, mine: { ...fields, city: 'Hull' } },
}

async function needsYou(operation: OpenOperationView, prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('operations_open', () => [operation])
    prepare?.(fake)
  })
  await app.user.click(await screen.findByRole('link', { name: 'Needs you, 1 not settled' }))
  await screen.findByRole('heading', { name: 'Needs you', level: 1 })
  return app
}

describe('what needs you', () => {
  it('is in the sidebar only where something is not settled', async () => {
    const { fake } = await openConnected()
    await waitFor(() => expect(fake.asked('operations_open')).toContain(halden.id))
    expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull()
  })

  it('says what was sent, and what waits for it', async () => {
    await needsYou(create)
    expect(screen.getByText(/Whether the portal created it is not known/)).toBeVisible()
    expect(screen.getByText('1 detail to be saved as soon as it is found.')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('is looked for on the portal, and what was typed is there again', async () => {
    const { fake, user } = await needsYou(create, (fake) => fake.on('create_look_again', () => unknownCreate))
    await user.click(screen.getByRole('button', { name: 'Look at the portal: Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
    expect(fake.asked('create_look_again')).toEqual([{ connection: halden.id, review: create.review }])
    expect(fake.asked('create_send')).toEqual([])
  })

  it('is read back where it is an update', async () => {
    const { fake, user } = await needsYou(update, (fake) =>
      fake.on('update_look_again', () => ({ ...saved, answer_lost: true })),
    )
    await user.click(screen.getByRole('button', { name: 'Look at the portal: Kestrel Freight' }))
    expect(await screen.findByText(/reading back showed that it was saved/)).toBeVisible()
    expect(fake.asked('update_send')).toEqual([])
  })

  it('says that details wait to be saved where the organization is known', async () => {
    const { id } = organization()
    await needsYou({
      ...create,
      work: { kind: 'create', form: { ...form, plans: [] }, details_waiting: 2, id },
    })
    expect(screen.getByRole('button', { name: 'Save the details: Bath' })).toBeVisible()
    expect(screen.getByText(/nothing of anybody else’s is written over/)).toBeVisible()
  })

  it('stays where the look fails, and says why', async () => {
    const { user } = await needsYou(create, (fake) =>
      fake.on('create_look_again', () => {
        throw { kind: 'not_sent', reason: 'no_connection', host: 'scan.halden.example' }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Look at the portal: Bath' }))
    expect(await screen.findByText('No connection to the portal')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Look at the portal: Bath' })).toBeEnabled()
  })

  it('is told before its connection is removed', async () => {
    const { user } = await needsYou(create)
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Remove Halden Secure' }))
    expect(await screen.findByRole('dialog')).toHaveTextContent('1 write to it is not settled')
  })

  it('is settled by the user after a question, and nothing is sent', async () => {
    const { fake, user } = await needsYou(create)
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    await screen.findByRole('dialog', { name: 'Is Bath settled?' })
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Keep it here' }))
    expect(fake.asked('operation_leave')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    fake.on('operations_open', () => [])
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    expect(await screen.findByText('Nothing needs you')).toBeVisible()
    expect(fake.asked('operation_leave')).toEqual([{ connection: halden.id, review: create.review }])
  })
})
