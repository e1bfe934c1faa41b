/*
 * A list of which only the rows in view are in the page. Arrow keys, Page, Home and End move; the row one is on is the row that
 * is chosen.
 */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core'
import { untrack } from 'svelte'

/** What a list says of itself; what may change is asked for anew. */
interface Given<Row> {
  box: () => HTMLElement | undefined
  rows: () => readonly Row[]
  chosen: () => string | null
  /** How high a row is, in pixels. */
  height: number
  /** How high it is with what stands above it. */
  heightAt?: (index: number) => number
  /** How much of the box a head covers that stays above the rows, in pixels. */
  covered?: number
  /** How far below the top of the box a row that is gone to comes to stand at least, in pixels. */
  room: number
  overscan: number
  choose: (row: Row) => void
  open: (row: Row) => void
  /** The last rows are in view. */
  end: () => void
}

/** The rows in view, and the ways through them. To be called while a component is set up. */
export class VirtualRows<Row extends { id: string }> {
  items: VirtualItem[] = $state.raw([])
  /** How high all rows are together, in pixels. */
  size = $state(0)
  readonly #given: Given<Row>
  readonly #at: number
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>
  /** The rows at whose end `end` was called: once for each arrival there. */
  #ended: readonly Row[] | undefined

  constructor(given: Given<Row>) {
    this.#given = given
    this.#at = $derived(given.rows().findIndex(({ id }) => id === given.chosen()))
    const { heightAt = () => given.height, covered = 0 } = given
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => given.box() ?? null,
      estimateSize: heightAt,
      scrollMargin: covered,
      scrollPaddingStart: given.room,
      overscan: given.overscan,
      initialRect: { width: 0, height: 640 },
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.#refresh(),
    })
    $effect(() => {
      if (!given.box()) return
      return this.#virtualizer._didMount()
    })
    $effect(() => {
      const count = given.rows().length
      this.#virtualizer.setOptions({ ...this.#virtualizer.options, count })
      if (given.heightAt) this.#virtualizer.measure()
      this.#virtualizer._willUpdate()
      this.#refresh()
    })
    $effect(() => {
      const rows = given.rows()
      const last = this.items.at(-1)
      const atEnd = last !== undefined && last.index >= rows.length - 1
      if (atEnd && this.#ended !== rows) untrack(given.end)
      this.#ended = atEnd ? rows : undefined
    })
    // The chosen row is brought into view when it comes into the list, and left alone when one scrolls away from it.
    const held = $derived(this.#at >= 0)
    $effect(() => {
      if (given.box() && held) untrack(() => this.#show(this.#at))
    })
  }

  /** Where the chosen row is; -1 where it is not among the rows. */
  get at(): number {
    return this.#at
  }

  /** Where Tab comes in: at the chosen row, or where that is not in the page at the first that is in view. */
  get entry(): number {
    const { items } = this
    const top = this.#virtualizer.scrollOffset ?? 0
    const { covered = 0 } = this.#given
    const entry =
      items.find(({ index }) => index === this.#at) ??
      items.find(({ start }) => start - covered >= top) ??
      items[0]
    return entry?.index ?? -1
  }

  /** Whether a row that gets the focus is the one to be chosen: none is, or the one that is chosen is not in the page. */
  get isEntered(): boolean {
    return !this.items.some(({ index }) => index === this.#at)
  }

  /** Moves by a key from the chosen row, or opens it; where none is chosen, it is the one that has the focus. */
  keydown(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { box, rows, height, covered = 0, choose, open } = this.#given
    const all = rows()
    const at = this.#at >= 0 ? this.#at : Number(event.currentTarget.dataset['index'])
    const here = all[at]
    if (event.key === 'Enter' && here) {
      event.preventDefault()
      open(here)
      return
    }
    const page = Math.max(1, Math.floor(((box()?.clientHeight ?? 320) - covered) / height) - 1)
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: all.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    const index = Math.max(0, Math.min(all.length - 1, to))
    const row = all[index]
    if (!row) return
    choose(row)
    this.#show(index)
    requestAnimationFrame(() => box()?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus())
  }

  #show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' })
  }

  #refresh(): void {
    this.items = this.#virtualizer.getVirtualItems()
    this.size = this.#virtualizer.getTotalSize()
  }
}

/** Puts a row where it belongs, in pixels from the top. */
export function put(element: HTMLElement, top: number): void {
  element.style.transform = `translateY(${top}px)`
}
