import { describe, expect, it } from 'vitest'
import { fakeBackend } from '../test/fake-backend'
import { call, failureOf } from './index'

describe('a command that fails', () => {
  it('gives its AppError as it is', async () => {
    fakeBackend().on('keyring_check', () => {
      throw { kind: 'practice' }
    })
    const reason = await call('keyring_check', null).catch(failureOf)
    expect(reason).toEqual({ kind: 'practice' })
  })

  it.each(['not allowed by ACL', new Error('broken'), null, { message: 'no kind' }])(
    'is an internal error where %s came instead',
    async (thrown) => {
      fakeBackend().on('keyring_check', () => {
        throw thrown
      })
      expect(await call('keyring_check', null).catch(failureOf)).toEqual({ kind: 'internal' })
    },
  )
})
