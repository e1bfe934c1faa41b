import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { show } from '../../app/router.svelte'
import type { AppError, UpdateReviewView } from '../../backend'
import { openConnected } from '../../test/app'
import { collision, organization, updateReview } from '../../test/sample'

const { id } = organization()
const zip = () => screen.findByRole('textbox', { name: 'ZIP code' })
const press = (name: string) => screen.findByRole('button', { name })

/** An answer that waits for the test. */
interface Waiting {
  give: (view: UpdateReviewView) => void
  fail: (error: AppError) => void
}

/** A form with something typed; from here on a review is there when the test says so. */
async function openForm() {
  const app = await openConnected((fake) => fake.on('update_send', () => collision))
  show({ name: 'edit', id })
  await app.user.type(await zip(), '3089')
  return app
}

type App = Awaited<ReturnType<typeof openForm>>

function answersLater({ fake }: App): Waiting[] {
  const answers: Waiting[] = []
  fake.on('update_review', () => new Promise((give, fail) => answers.push({ give, fail })))
  return answers
}

/** A collision in which all is chosen, and its review is being made. */
async function openReviewing() {
  const app = await openForm()
  const { user } = app
  await user.click(await press('Review changes'))
  await user.click(await press('Save changes'))
  await user.click(await press('Mine for all'))
  const answers = answersLater(app)
  await user.click(await press('Review with these choices'))
  await press('Reviewing…')
  await waitFor(() => expect(answers).toHaveLength(1))
  return { ...app, answers }
}

/** What was typed last before the review that is asked for last. */
const askedLast = ({ fake }: App) => fake.asked('update_review').at(-1)?.mine

describe('a review that is not waited for', () => {
  it('does not come over the form that was gone back to, nor in the way of the next', async () => {
    const app = await openReviewing()
    const { user, answers } = app
    await user.click(await press('Back to the form'))
    await user.type(await zip(), '!')
    await user.click(await press('Review changes'))
    await waitFor(() => expect(answers).toHaveLength(2))
    answers[0]?.give(updateReview)
    // What is typed goes where it is typed: had the late review been shown, it would go nowhere.
    await user.type(await zip(), ', NL')
    expect(await zip()).toHaveValue('3089 JH!, NL')
    expect(await press('Reviewing…')).toBeVisible()
    answers[1]?.give(updateReview)
    await waitFor(() => expect(answers).toHaveLength(3))
    answers[2]?.give(updateReview)
    expect(await press('Save changes')).toBeVisible()
  })

  it('says nothing of what went wrong with it', async () => {
    const { user, answers } = await openReviewing()
    await user.click(await press('Back to the form'))
    answers[0]?.fail({ kind: 'internal' })
    await user.type(await zip(), ' JH')
    expect(screen.queryByRole('alert')).toBeNull()
    await user.click(await press('Review changes'))
    await waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.fail({ kind: 'internal' })
    expect(await screen.findByRole('alert')).toBeVisible()
  })

  it('is not shown of what was discarded since', async () => {
    const app = await openForm()
    const { user } = app
    const answers = answersLater(app)
    await user.click(await press('Review changes'))
    await waitFor(() => expect(answers).toHaveLength(1))
    await user.click(await press('Discard changes'))
    await user.click(await press('Discard them'))
    await press('Close')
    answers[0]?.give(updateReview)
    await user.type(await zip(), 'x')
    expect(await zip()).toHaveValue('x')
    expect(await press('Review changes')).toBeVisible()
  })
})

describe('a review in whose making something changes', () => {
  it('is one of what is typed by then', async () => {
    const app = await openForm()
    const { user } = app
    const answers = answersLater(app)
    await user.click(await press('Review changes'))
    await waitFor(() => expect(answers).toHaveLength(1))
    await user.type(await zip(), ' JH')
    answers[0]?.give(updateReview)
    await waitFor(() => expect(answers).toHaveLength(2))
    expect(askedLast(app)).toMatchObject({ zipcode: '3089 JH' })
    answers[1]?.give(updateReview)
    expect(await press('Save changes')).toBeVisible()
  })

  it('is one of what is chosen by then', async () => {
    const app = await openReviewing()
    const { user, answers } = app
    expect(askedLast(app)).toMatchObject({ contact_title: 'Head of operations' })
    await user.click(screen.getByRole('radio', { name: 'Contact title: Operations director, theirs' }))
    answers[0]?.give(updateReview)
    await waitFor(() => expect(answers).toHaveLength(2))
    expect(askedLast(app)).toMatchObject({ contact_title: 'Operations director' })
    answers[1]?.give(updateReview)
    expect(await press('Save changes')).toBeVisible()
  })
})
