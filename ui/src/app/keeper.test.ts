import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateForm, DraftForm, RequestOf } from '../backend'
import { emptyForm } from '../screens/create/create-flow.svelte'
import { keepsNothing } from '../test/drafts'
import { fakeBackend } from '../test/fake-backend'
import { Keeper } from './keeper.svelte'

/** What is typed may be so many milliseconds behind on the disk. */
const BOUND = 300

function typed(name: string): DraftForm {
  const form: CreateForm = { ...emptyForm(), name }
  return { kind: 'create', form, parent_text: '' }
}

/** A form of one field, and its keeper. */
function field() {
  const fake = fakeBackend()
  let text = ''
  const keeper = new Keeper('c', () => (text === '' ? null : typed(text)))
  const type = (now: string): void => {
    text = now
    keeper.changed()
  }
  return { fake, keeper, type }
}

function named({ form }: RequestOf<'draft_keep'>): string | null {
  return form?.kind === 'create' ? form.form.name : null
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what is typed', () => {
  it('is on its way to the disk within the bound after each letter, however long one types', async () => {
    const { fake, type } = field()
    const typedAt = new Map<number, number>()
    const writtenAt = new Map<number, number>()
    fake.on('draft_keep', (request) => {
      for (let length = 1; length <= (named(request)?.length ?? 0); length += 1)
        if (!writtenAt.has(length)) writtenAt.set(length, Date.now())
      return { id: 'd', at: 'now' }
    })
    for (let length = 1; length <= 100; length += 1) {
      typedAt.set(length, Date.now())
      type('x'.repeat(length))
      await vi.advanceTimersByTimeAsync(37)
    }
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(writtenAt.size).toBe(100)
    const behind = [...typedAt].map(([length, at]) => (writtenAt.get(length) ?? Infinity) - at)
    // Half of it is for the disk.
    expect(Math.max(...behind)).toBeLessThanOrEqual(BOUND / 2)
    expect(fake.asked('draft_keep').length).toBeLessThan(40)
  })

  it('is written one after the other, the last as it stands then, under one id', async () => {
    const { fake, keeper, type } = field()
    const answers: (() => void)[] = []
    fake.on('draft_keep', async () => {
      await new Promise<void>((resolve) => answers.push(resolve))
      return { id: 'd', at: 'now' }
    })
    type('B')
    await vi.advanceTimersByTimeAsync(BOUND)
    type('Ba')
    await vi.advanceTimersByTimeAsync(BOUND)
    type('Bath')
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(answers).toHaveLength(1)
    answers[0]?.()
    await vi.advanceTimersByTimeAsync(0)
    answers[1]?.()
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(fake.asked('draft_keep').map((request) => [request.id, named(request)])).toEqual([
      [null, 'B'],
      ['d', 'Bath'],
    ])
    expect(keeper.isKept).toBe(true)
  })

  it('is not written again where nothing has changed, nor by being gone on with', async () => {
    const { fake, keeper, type } = field()
    type('Bath')
    await keeper.keep()
    type('Bath')
    keeper.resume('d', 'then')
    keeper.changed()
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(fake.asked('draft_keep')).toHaveLength(1)
    expect(keeper.at).toBe('then')
  })

  it('keeps no draft where it equals its beginning again', async () => {
    const { fake, keeper, type } = field()
    type('')
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(fake.asked('draft_keep')).toEqual([])
    type('B')
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(keeper.id).toBe('draft-1')
    type('')
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(fake.asked('draft_keep').at(-1)).toMatchObject({ id: 'draft-1', form: null })
    expect([keeper.id, keeper.at]).toEqual([null, null])
  })

  it('holds up nothing that is typed after it', async () => {
    const { fake, keeper, type } = field()
    let written: () => void = () => undefined
    fake.on(
      'draft_keep',
      () => new Promise((resolve) => (written = () => resolve({ id: 'late', at: 'now' }))),
    )
    type('Sent')
    const keeping = keeper.keep()
    keeper.sent()
    fake.on('draft_keep', ({ form }) => form && { id: 'next', at: 'now' })
    type('Typed after it')
    await vi.advanceTimersByTimeAsync(BOUND)
    written()
    await keeping
    expect([keeper.id, keeper.isKept]).toEqual(['next', true])
  })
})

describe('a disk that takes nothing', () => {
  it('is told of, loses nothing, and is tried again until it takes it', async () => {
    const { fake, keeper, type } = field()
    keepsNothing(fake)
    type('Bath')
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(keeper.problem?.kind).toBe('local_data')
    expect(keeper.isKept).toBe(false)
    fake.on('draft_keep', () => ({ id: 'd', at: 'now' }))
    await vi.advanceTimersByTimeAsync(3_000)
    expect([keeper.problem, keeper.isKept, keeper.id]).toEqual([null, true, 'd'])
  })

  it('is not tried any more once the user has given it up', async () => {
    const { fake, keeper, type } = field()
    keepsNothing(fake)
    type('Bath')
    await vi.advanceTimersByTimeAsync(BOUND)
    keeper.giveUp()
    const tried = fake.asked('draft_keep').length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(keeper.settle()).toBeNull()
    expect(fake.asked('draft_keep')).toHaveLength(tried)
  })
})

describe('discarding', () => {
  it('discards what was typed last as well, so that all of it can be put back', async () => {
    const { fake, keeper, type } = field()
    type('B')
    await keeper.keep()
    type('Bath')
    expect(await keeper.discard(() => type(''))).toBe('draft-1')
    expect(fake.calls.map(({ command }) => command)).toEqual(['draft_keep', 'draft_keep', 'draft_discard'])
    await vi.advanceTimersByTimeAsync(BOUND)
    expect(fake.calls).toHaveLength(3)
  })

  it('leaves the form as it is where it fails', async () => {
    const { fake, keeper, type } = field()
    fake.on('draft_discard', () => {
      throw { kind: 'internal' }
    })
    type('Bath')
    const reset = vi.fn()
    await expect(keeper.discard(reset)).rejects.toThrow()
    expect(reset).not.toHaveBeenCalled()
    expect(keeper.id).toBe('draft-1')
  })
})

describe('what is sent', () => {
  it('is no draft any more, also where it was first kept after its review had begun', async () => {
    const { fake, keeper, type } = field()
    fake.on('draft_keep', ({ form }) => form && { id: 'late', at: 'now' })
    type('Sent')
    await keeper.keep()
    keeper.sent()
    expect(fake.asked('draft_keep').at(-1)).toEqual({ id: 'late', connection: 'c', form: null })
    expect(keeper.id).toBeNull()
  })

  it('is no draft any more where it is only then on its way to the disk', async () => {
    const { fake, keeper, type } = field()
    let written: () => void = () => undefined
    fake.on('draft_keep', ({ form }) =>
      form ? new Promise((resolve) => (written = () => resolve({ id: 'late', at: 'now' }))) : null,
    )
    type('Sent')
    const keeping = keeper.keep()
    keeper.sent()
    written()
    await keeping
    expect(fake.asked('draft_keep').at(-1)).toEqual({ id: 'late', connection: 'c', form: null })
    expect([keeper.id, keeper.at]).toEqual([null, null])
  })
})
