import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'

const edge = (name: string) => screen.findByRole('separator', { name: `Width of ${name}` })

async function openList(widths: Record<string, number> = { name: 200 }) {
  const app = await openConnected((fake) => fake.on('column_widths', () => ({ widths })))
  await waitFor(async () => expect(await edge('Name')).toHaveAttribute('aria-valuenow', `${widths.name}`))
  return app
}

describe('the columns of the list', () => {
  it('are as wide as they were made on this computer', async () => {
    await openList()
    expect(screen.getByRole('grid').style.getPropertyValue('--columns')).toMatch(/^200px minmax/)
    await expectNoAxeFindings()
  })

  it('are made wider and narrower with the arrow keys, and kept', async () => {
    const { fake, user } = await openList()
    const name = await edge('Name')
    name.focus()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
    expect(name).toHaveAttribute('aria-valuenow', '208')
    expect(fake.asked('column_widths_keep').at(-1)).toEqual({ widths: { name: 208 } })
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(name).toHaveAttribute('aria-valuenow', '240')
  })

  it('never get narrower or wider than a list can show', async () => {
    const { user } = await openList({ name: 50 })
    const name = await edge('Name')
    name.focus()
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(name).toHaveAttribute('aria-valuenow', '48')
  })

  it('go back to the width they had at first with Home, or when their edge is clicked twice', async () => {
    const { fake, user } = await openList({ name: 200, city: 90 })
    ;(await edge('Name')).focus()
    await user.keyboard('{Home}')
    expect(fake.asked('column_widths_keep').at(-1)).toEqual({ widths: { city: 90 } })
    await user.dblClick(await edge('City'))
    expect(fake.asked('column_widths_keep').at(-1)).toEqual({ widths: {} })
  })

  it('follow the pointer that drags their edge, and are kept once it is let go', async () => {
    const { fake } = await openList()
    const name = await edge('Name')
    Object.defineProperty(name.parentElement, 'offsetWidth', { value: 200 })
    await fireEvent.pointerDown(name, { button: 0, clientX: 300 })
    await fireEvent.pointerMove(name, { clientX: 350 })
    await fireEvent.pointerMove(name, { clientX: 380 })
    expect(name).toHaveAttribute('aria-valuenow', '280')
    expect(fake.asked('column_widths_keep')).toEqual([])
    await fireEvent.pointerUp(name)
    expect(fake.asked('column_widths_keep')).toEqual([{ widths: { name: 280 } }])
    await fireEvent.pointerMove(name, { clientX: 900 })
    expect(name).toHaveAttribute('aria-valuenow', '280')
  })

  it('are one stop of Tab, whichever edge one was on', async () => {
    await openList()
    const stops = () => screen.getAllByRole('separator').filter(({ tabIndex }) => tabIndex === 0)
    expect(stops()).toHaveLength(1)
    const city = await edge('City')
    city.focus()
    await waitFor(() => expect(stops()).toEqual([city]))
  })

  it('say the whole of what is cut off', async () => {
    await openList()
    const [, row] = await screen.findAllByRole('row')
    const cells = [...(row?.querySelectorAll('[role="gridcell"]') ?? [])].filter(
      (cell) => cell.textContent?.trim() && !cell.querySelector('.status'),
    )
    expect(cells.length).toBeGreaterThan(4)
    for (const cell of cells) expect(cell).toHaveAttribute('title')
  })
})
