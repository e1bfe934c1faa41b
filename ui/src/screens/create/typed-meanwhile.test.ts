import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CreateReviewView } from '../../backend'
import { openForm } from '../../test/create'
import { createReview, created } from '../../test/sample'

const name = () => screen.findByRole('textbox', { name: 'Organization name' })
const press = (button: string) => screen.findByRole('button', { name: button })
type Give = (view: CreateReviewView) => void

/** A form of which the review is asked for; its answers are given by the test. */
async function reviewing(typed: string) {
  const app = await openForm()
  const answers: Give[] = []
  app.fake.on('create_review', () => new Promise((give) => answers.push(give)))
  await app.user.type(await name(), typed)
  await app.user.click(await press('Review'))
  await waitFor(() => expect(answers).toHaveLength(1))
  return { ...app, answers }
}

describe('the review of a new organization that is being made', () => {
  it('is one of what is typed by the time it is there', async () => {
    const { fake, user, answers } = await reviewing('Bath')
    await user.type(await name(), ' Dental')
    answers[0]?.(createReview)
    await waitFor(() => expect(answers).toHaveLength(2))
    expect(fake.asked('create_review')[1]?.form.name).toBe('Bath Dental')
    answers[1]?.(createReview)
    expect(await press('Create organization')).toBeVisible()
    fake.on('create_send', () => created)
    await user.click(await press('Create organization'))
    expect(await screen.findByRole('heading', { name: 'Created and read back' })).toBeVisible()
  })

  it('is given up where all of it is discarded', async () => {
    const { fake, user, answers } = await reviewing('Bath')
    await user.click(await press('Discard draft'))
    await user.click(await press('Discard it'))
    await screen.findByRole('heading', { name: 'Organizations' })
    answers[0]?.(createReview)
    await user.click(await press('New organization'))
    await user.type(await name(), 'Wells')
    expect(fake.asked('create_review')).toHaveLength(1)
  })
})
