import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { StepView } from '../backend'
import Steps from './Steps.svelte'

const step = (took_ms: number | null): StepView => ({
  title: 'Created',
  detail: '201, no body',
  state: 'done',
  took_ms,
  at: null,
})

describe('the steps of what happened', () => {
  it('say how long the portal took, never as no time at all', () => {
    render(Steps, { steps: [step(420), step(3)] })
    expect(screen.getByText('201, no body, 0.4 s')).toBeVisible()
    expect(screen.getByText('201, no body, under 0.1 s')).toBeVisible()
  })

  it('begin what is said of them with a capital letter', () => {
    render(Steps, { steps: [{ ...step(null), detail: 'the portal rejected the request (403)' }] })
    expect(screen.getByText('The portal rejected the request (403)')).toBeVisible()
  })

  it('say nothing of a time that was not measured', () => {
    render(Steps, { steps: [step(null)] })
    expect(screen.getByText('201, no body')).toBeVisible()
  })
})
