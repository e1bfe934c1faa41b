import { screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { draftRow, leftNew } from '../test/drafts'
import type { FakeBackend } from '../test/fake-backend'
import { openCreate } from '../test/open-sample'
import { halden } from '../test/sample'
import { handsFocusOn } from './focus-handed-on'
import { startsAt } from './focus'
import { live } from './live.svelte'
import { show } from './router.svelte'
import { tell } from './told.svelte'

const wells = draftRow({ id: 'draft-2', name: 'Wells' })
const york = draftRow({ id: 'draft-3', name: 'York' })

describe('the focus, where the row that holds it goes away', () => {
  async function discard(drafts: ReturnType<typeof draftRow>[], name: string) {
    const app = await openConnected((fake) => fake.on('drafts', () => ({ drafts, discarded: [] })))
    show({ name: 'drafts' })
    await app.user.click(await screen.findByRole('button', { name: `Discard the draft for ${name}` }))
    app.fake.on('drafts', () => ({
      drafts: drafts.filter((draft) => draft.name !== name),
      discarded: drafts.filter((draft) => draft.name === name),
    }))
    await app.user.click(await screen.findByRole('button', { name: 'Discard it' }))
    await screen.findByRole('button', { name: `Undo: keep the draft for ${name} again` })
    return app
  }

  it('goes to the next row, and what happened is said', async () => {
    await discard([wells, york], 'Wells')
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Discard the draft for York' })).toHaveFocus(),
    )
    expect(live.text).toBe('The draft for Wells is discarded.')
  })

  it('goes to the row before where it was the last', async () => {
    await discard([wells, york], 'York')
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Discard the draft for Wells' })).toHaveFocus(),
    )
  })

  it('goes to the heading where no row is left', async () => {
    await discard([wells], 'Wells')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Drafts', level: 1 })).toHaveFocus())
  })

  it('goes from one that is put back to the next that can be', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('drafts', () => ({ drafts: [], discarded: [wells, york] })),
    )
    show({ name: 'drafts' })
    const undo = await screen.findByRole('button', { name: /^Undo: keep the draft for Wells/ })
    fake.on('drafts', () => ({ drafts: [wells], discarded: [york] }))
    await user.click(undo)
    await waitFor(() => expect(screen.getByRole('button', { name: /keep the draft for York/ })).toHaveFocus())
    expect(live.text).toBe('The draft for Wells is kept again.')
  })

  const other = { ...openCreate, review: '22222222-2222-4333-8444-555555555555', name: 'Wells' }
  async function needsYou(prepare?: (fake: FakeBackend) => void) {
    const app = await openConnected((fake) => {
      fake.on('operations_open', () => [openCreate, other])
      prepare?.(fake)
    })
    show({ name: 'needs-you' })
    await screen.findByRole('button', { name: 'It is settled: Wells' })
    return app
  }

  it('is not lost by a second press, which does nothing', async () => {
    let answer: () => void = () => undefined
    const { fake, user } = await openConnected((fake) =>
      fake
        .on('drafts', () => ({ drafts: [], discarded: [wells] }))
        .on('draft_restore', () => new Promise((resolve) => (answer = () => resolve(null)))),
    )
    show({ name: 'drafts' })
    const undo = await screen.findByRole('button', { name: /^Undo: keep the draft for Wells/ })
    await user.dblClick(undo)
    expect(fake.asked('draft_restore')).toHaveLength(1)
    expect(undo).toHaveFocus()
    answer()
  })

  it('goes to the next of what is not settled, and to what is said where nothing is left', async () => {
    const { fake, user } = await needsYou()
    await user.click(screen.getByRole('button', { name: 'It is settled: Bath' }))
    fake.on('operations_open', () => [other])
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'It is settled: Wells' })).toHaveFocus())
    expect(live.text).toBe('Bath is settled. Nothing was sent.')

    await user.click(screen.getByRole('button', { name: 'It is settled: Wells' }))
    fake.on('operations_open', () => [])
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Nothing needs you' })).toHaveFocus())
  })

  it('stays in its row where only what was pressed goes away, and what happened is said', async () => {
    const made_as = { ...halden.identity, username: 'a.other' }
    const { user } = await needsYou((fake) =>
      fake
        .on('operations_open', () => [{ ...openCreate, made_as }, other])
        .on('operation_adopt', () => {
          fake.on('operations_open', () => [openCreate, other])
          return [openCreate, other]
        }),
    )
    await user.click(screen.getByRole('button', { name: 'Go on with it as yourself: Bath' }))
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Look, and save the details: Bath' })).toBeVisible(),
    )
    expect(document.activeElement).toHaveAccessibleName(/: Bath$/)
    expect(live.text).toBe('You go on with Bath as yourself. Nothing was sent.')
  })

  it('goes to the heading of the page where a line above it is taken away', async () => {
    const { user } = await openConnected()
    show({ name: 'connections' })
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    tell(halden.id, { text: 'Just said.', action: { label: 'Undo', press: () => undefined } })
    await user.click(await screen.findByRole('button', { name: 'Take this line away' }))
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Connections', level: 1 })).toHaveFocus())
  })

  it('is where a page begins that comes in place of another', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('drafts', () => ({ drafts: [wells], discarded: [] })).on('draft_open', () => leftNew),
    )
    show({ name: 'drafts' })
    await user.click(await screen.findByRole('button', { name: 'Open the draft for Wells' }))
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Organization name' })).toHaveFocus())
  })
})

describe('handing the focus on', () => {
  let root: HTMLElement
  let end: () => void
  const button = (name: string) => screen.getByRole('button', { name })
  const heading = () => screen.getByRole('heading', { level: 1 })

  beforeEach(() => {
    root = document.body.appendChild(document.createElement('main'))
    root.innerHTML = `<div class="page"><h1 tabindex="-1">Page</h1><p>Text</p>
      <div class="tools"><button>One</button><span></span><button>Two</button></div>
      <div role="listbox" tabindex="-1"><div id="row" role="option" aria-selected="true" tabindex="0">Row</div></div></div>`
    end = handsFocusOn(root)
  })
  afterEach(() => {
    end()
    root.remove()
  })

  it('goes to the control beside the one that goes away', async () => {
    button('One').focus()
    button('One').remove()
    await waitFor(() => expect(button('Two')).toHaveFocus())
  })

  it('leaves the focus alone that the user took away before', async () => {
    await userEvent.click(button('One'))
    await userEvent.click(screen.getByText('Text'))
    button('One').remove()
    await new Promise((done) => setTimeout(done))
    expect(document.body).toHaveFocus()
  })

  it('leaves it alone where the row is scrolled out of view, and gives it to the chosen one that is drawn anew', async () => {
    const row = screen.getByRole('option')
    row.focus()
    row.remove()
    await new Promise((done) => setTimeout(done))
    expect(heading()).not.toHaveFocus()

    const again = row.cloneNode(true) as HTMLElement
    screen.getByRole('listbox').append(again)
    again.focus()
    again.replaceWith(row)
    await waitFor(() => expect(row).toHaveFocus())
  })

  it('leaves it to a page that comes in place of another', async () => {
    const page = root.querySelector<HTMLElement>('.page')
    if (page) startsAt('heading')(page)
    button('One').focus()
    const next = document.createElement('div')
    next.innerHTML = '<h1 tabindex="-1">Next</h1>'
    page?.replaceWith(next)
    await new Promise((done) => setTimeout(done))
    expect(heading()).not.toHaveFocus()
  })
})
