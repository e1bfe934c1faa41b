import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { emptyForm } from '../screens/create/create-flow.svelte'
import { expectNoAxeFindings } from '../test/axe'
import { keepsNothing } from '../test/drafts'
import type { UpdateResultView } from '../backend'
import { creating, later, leavingDetails, saving } from '../test/leaving'
import { openCreate } from '../test/open-sample'
import { created, unclearUpdate, unknownCreate } from '../test/sample'

const above = (name: string) =>
  within(screen.getByRole('navigation', { name: 'Path' })).getByRole('button', { name })

describe('leaving a result that is not settled', () => {
  it('asks nothing over a create of which nobody knows what became: it stays under “Needs you”', async () => {
    const { fake, user } = await creating((fake) => fake.on('create_send', () => unknownCreate))
    await screen.findByRole('button', { name: 'Look again' })
    const work = {
      kind: 'create',
      form: emptyForm(),
      details_waiting: 0,
      details: 'not_saved',
      was_created: false,
      details_to_change: null,
      details_are_changed_first: false,
      can_be_created_again: false,
      id: null,
    } as const
    fake.on('operations_open', () => [{ ...openCreate, review: unknownCreate.review, work }])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
    expect(await screen.findByRole('link', { name: 'Needs you, 1 not settled' })).toBeVisible()
  })

  it('keeps what was typed since as another draft, and asks nothing over what was sent', async () => {
    const { fake, user } = await creating((fake) => fake.on('create_send', () => unknownCreate))
    const before = fake.asked('draft_keep').length
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), ' 2')
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'What you typed for Bath 2 is kept as a draft.',
    )
    expect(fake.asked('draft_keep')[before]?.id).toBeNull()
  })

  it('asks over what was typed since and cannot be kept, and never says that nothing was sent', async () => {
    const { user } = await creating((fake) => keepsNothing(fake).on('create_send', () => unknownCreate))
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), ' 2')
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    const dialog = await screen.findByRole('dialog', { name: 'What became of Bath 2 is not known' })
    expect(dialog).toHaveTextContent('What was sent is kept under “Needs you”.')
    expect(dialog).not.toHaveTextContent('Nothing has been sent')
  })

  it('leads back to it from the form, where it can be looked for again', async () => {
    const { fake, user } = await creating((fake) => fake.on('create_send', () => unknownCreate))
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.click(await screen.findByRole('button', { name: 'Back to its result' }))
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
  })

  it('asks nothing over details that are not saved: they stay under “Needs you”', async () => {
    const { user } = await leavingDetails()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('heading', { name: 'Connections', level: 1 })).toBeVisible()
  })

  it('goes on with details that are still to be saved by Ctrl Enter, and gives none of them up', async () => {
    const { user } = await leavingDetails()
    expect(screen.getByRole('button', { name: 'Change the details' })).toHaveClass('primary')
    expect(screen.getByRole('button', { name: 'Open organization' })).not.toHaveClass('primary')
    await expectNoAxeFindings()
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600)
    await user.keyboard('{Control>}{Enter}{/Control}')
    vi.restoreAllMocks()
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Rotterdam')
  })

  it('asks nothing over changes of which nobody knows whether they were saved: they stay under “Needs you”', async () => {
    const { user } = await saving((fake) => fake.on('update_send', () => unclearUpdate))
    await screen.findByRole('heading', { name: 'The portal does not show the changes' })
    await user.keyboard('{Escape}')
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('leads back to “Needs you” by its path, and by leaving it', async () => {
    const { user } = await saving((fake) => fake.on('update_send', () => unclearUpdate))
    await screen.findByRole('heading', { name: 'The portal does not show the changes' })
    expect(above('Needs you')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Leave it' }))
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
  })

  it('leads back to “Needs you” from a create of which nobody knows what became', async () => {
    const { user } = await creating((fake) => fake.on('create_send', () => unknownCreate))
    await screen.findByRole('button', { name: 'Look again' })
    await user.click(above('Needs you'))
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
  })

  it('goes on with changes of which nobody knows by Ctrl Enter, and not by one that was pressed twice', async () => {
    const { asked, answer } = later<UpdateResultView>()
    const { fake, user } = await saving((fake) => fake.on('update_send', () => asked))
    const begun = performance.now()
    const now = vi.spyOn(performance, 'now').mockReturnValue(begun)
    answer(unclearUpdate)
    await screen.findByRole('heading', { name: 'The portal does not show the changes' })
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.getByRole('heading', { name: 'The portal does not show the changes' })).toBeVisible()
    now.mockReturnValue(begun + 600)
    await user.keyboard('{Control>}{Enter}{/Control}')
    vi.restoreAllMocks()
    await waitFor(() => expect(fake.asked('update_carry_over')).toHaveLength(1))
  })

  it('leaves a create that is settled without a question', async () => {
    const { user } = await creating((fake) => fake.on('create_send', () => created))
    await screen.findByRole('heading', { name: 'Created and read back' })
    await user.click(above('Organizations'))
    expect(await screen.findByRole('heading', { name: 'Organizations', level: 1 })).toBeVisible()
  })
})
