import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { HistoryExportView } from '../../backend'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { page } from '../../test/history-sample'

async function openHistory(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('link', { name: 'History' }))
  await screen.findByText('Kept for 1 year. Open operations are always kept.')
  return app
}

describe('keeping the history', () => {
  it('says how many would be dropped before they are', async () => {
    const { fake, user } = await openHistory((fake) =>
      fake.on('history_keep_check', (keep) => ({ keep, older: keep === 'month' ? 1_200 : 0 })),
    )
    await user.click(screen.getByRole('button', { name: 'Change how long the history is kept' }))
    await screen.findByText('Nothing is dropped by that now.')
    await user.click(screen.getByRole('radio', { name: '30 days' }))
    expect(
      await screen.findByText(/1,200 operations are older than 30 days and will be dropped/),
    ).toBeVisible()
    await expectNoAxeFindings()
    expect(fake.asked('history_keep')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Drop 1,200 and keep for 30 days' }))
    expect(await screen.findByText('Kept for 30 days. Open operations are always kept.')).toBeVisible()
    expect(fake.asked('history_keep')).toEqual(['month'])
  })

  it('leaves it as it is where one thinks better of it', async () => {
    const { fake, user } = await openHistory()
    await user.click(screen.getByRole('button', { name: 'Change how long the history is kept' }))
    await user.click(await screen.findByRole('radio', { name: '90 days' }))
    await user.click(screen.getByRole('button', { name: 'Leave it as it is' }))
    expect(screen.getByText('Kept for 1 year. Open operations are always kept.')).toBeVisible()
    expect(fake.asked('history_keep')).toEqual([])
  })
})

describe('exporting the history', () => {
  it('writes what is shown, and says where the file lies', async () => {
    const { fake, user } = await openHistory()
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'CSV, for a spreadsheet' }))
    expect(await screen.findByText('/home/m/Downloads/Orgdesk history.csv')).toBeVisible()
    expect(screen.getByRole('dialog', { name: '8 operations exported' })).toBeVisible()
    expect(fake.asked('history_export')[0]?.format).toBe('csv')
    await expectNoAxeFindings()
  })

  it('says how many could not be read and are not in the file', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_export', () => ({ file: '/home/m/Downloads/Left out.csv', operations: 7, unread: 2 })),
    )
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'CSV, for a spreadsheet' }))
    expect(await screen.findByRole('dialog', { name: '7 operations exported' })).toHaveTextContent(
      '2 entries of another version cannot be read, and are not in it',
    )
    await expectNoAxeFindings()
  })

  it('can be stopped, and then there is no file', async () => {
    let answer: (written: HistoryExportView) => void = () => undefined
    const { user } = await openHistory((fake) => {
      fake.on('history_export', () => new Promise((resolve) => (answer = resolve)))
      fake.on('history_export_stop', () => {
        answer({ file: null, operations: 0, unread: 0 })
        return null
      })
    })
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'JSON, for a program' }))
    await user.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('The export is stopped. There is no file.')).toBeInTheDocument()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says of one operation that it is in the file', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_export', () => ({ file: '/home/m/Downloads/one.csv', operations: 1, unread: 0 })),
    )
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'CSV, for a spreadsheet' }))
    expect(await screen.findByRole('dialog', { name: '1 operation exported' })).toHaveTextContent(
      'It is in this file',
    )
  })

  it('is not there where nothing is shown, and says why', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_list', () => ({ ...page, rows: [], total: 0 })),
    )
    const button = screen.getByRole('button', { name: 'Export' })
    await waitFor(() => expect(button).toHaveAccessibleDescription('There is nothing to export.'))
    await user.click(button)
    expect(screen.queryByRole('menu')).toBeNull()
  })

  it('says what stood in the way', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_export', () => {
        throw { kind: 'local_data', during: 'exporting', problem: 'not_writable' }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'JSON, for a program' }))
    expect(await screen.findByRole('dialog', { name: 'The file could not be written' })).toHaveTextContent(
      'There is no half a file',
    )
  })
})
