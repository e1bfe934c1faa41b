/* Discarding drafts of a list, and putting them back. */
import { call } from '../backend'
import type { ConnectionId, DraftId } from '../backend'
import { Attempt } from './attempt.svelte'
import { refreshDrafts } from './drafts.svelte'
import { announce } from './live.svelte'

/** What is known of a draft in a list. */
export interface Listed {
  id: DraftId
  name: string
}

/** The drafts of one list. */
export class Discarding<Draft extends Listed> {
  /** The one that is about to be discarded, where that is being asked. */
  asked: Draft | null = $state.raw(null)
  readonly attempt = new Attempt(refreshDrafts)
  readonly #called: (name: string) => string
  readonly #connectionOf: (draft: Draft) => ConnectionId | null

  /** `called` is what a draft is called by its name, and `connectionOf` whose it is. */
  constructor(called: (name: string) => string, connectionOf: (draft: Draft) => ConnectionId | null) {
    this.#called = called
    this.#connectionOf = connectionOf
  }

  called({ name }: Draft): string {
    return this.#called(name)
  }

  async discard(draft: Draft): Promise<void> {
    this.asked = null
    await this.attempt.make(async () => {
      await call('draft_discard', { connection: this.#connectionOf(draft), id: draft.id })
      announce(`The draft for ${this.called(draft)} is discarded.`)
    })
  }

  async restore(draft: Draft): Promise<void> {
    await this.attempt.make(async () => {
      await call('draft_restore', { connection: this.#connectionOf(draft), id: draft.id })
      announce(`The draft for ${this.called(draft)} is kept again.`)
    })
  }
}
