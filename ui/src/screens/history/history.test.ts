import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { session } from '../../app/session.svelte'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { openFirst, openHistory } from '../../test/history'
import { opened, page, row, undo } from '../../test/history-sample'
import { collision, halden, organization, saved, tarn, updateReview } from '../../test/sample'

describe('the history', () => {
  it('lists what was done with how it ended, under its day', async () => {
    await openHistory()
    const options = await screen.findAllByRole('option')
    expect(options.map((option) => option.querySelector('.about')?.textContent?.trim())).toEqual([
      'ZIP code, Country, Website, Contact phone, State',
      'It needs you',
      'The portal holds something else in Description',
      'With 11 details, pci-basic',
      '403: you may not change this organization',
      'Phone put back',
      'Phone (undone)',
      'With 13 details, pci-open',
    ])
    expect(options[1]).toHaveAccessibleName(/sent, not known yet whether created, Not known yet/)
    expect(screen.getByText('8 operations')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('names the connection of what was not written on the one in front', async () => {
    const elsewhere = row(0, { connection: tarn.id, connection_name: tarn.name, changed: ['phone'] })
    await openHistory((fake) => fake.on('history_list', () => ({ ...page, rows: [elsewhere, row(1)] })))
    const [there, here] = await screen.findAllByRole('option')
    expect(there).toHaveAccessibleName(/Tarn & Vale Partners\u2069?: Phone$/)
    expect(here).not.toHaveAccessibleName(/Halden/)
  })

  it('asks for what is typed and chosen, and says so where nothing fits', async () => {
    const { fake, user } = await openHistory((fake) =>
      fake.on('history_list', ({ filter }) => (filter.text ? { ...page, rows: [], total: 0 } : page)),
    )
    await user.click(await screen.findByRole('button', { name: 'Outcome' }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Portal said no' }))
    expect(await screen.findByRole('button', { name: 'Outcome: Portal said no' })).toBeVisible()
    await user.keyboard('/')
    await user.keyboard('nobody')
    expect(await screen.findByText('Nothing found for “nobody”')).toBeVisible()
    expect(fake.asked('history_list').at(-1)?.filter).toMatchObject({
      text: 'nobody',
      outcomes: ['rejected'],
      practice: false,
    })
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }))
    await screen.findAllByRole('option')
    expect(fake.asked('history_list').at(-1)?.filter).toMatchObject({ text: '', outcomes: [] })
  })

  it('says that nothing was found to those who do not see it', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_list', ({ filter }) => (filter.text ? { ...page, rows: [], total: 0 } : page)),
    )
    await screen.findAllByRole('option')
    await user.keyboard('/')
    await user.keyboard('nobody')
    const said = await screen.findByText('Nothing found')
    expect(said.closest('[role="status"]')).not.toBeNull()
  })

  it('goes back to the days that were shown where one thinks better of others', async () => {
    const { fake, user } = await openHistory((fake) =>
      fake.on('history_list', ({ filter }) => {
        if (filter.dates.days !== 'between') return page
        throw { kind: 'invalid', problems: [{ field: 'from', message: 'Enter a day such as 1 Sep 2026.' }] }
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Dates' }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Last 7 days' }))
    await user.click(await screen.findByRole('button', { name: 'Dates: Last 7 days' }))
    await user.click(await screen.findByRole('menuitemradio', { name: /From a day/ }))
    await user.type(await screen.findByRole('textbox', { name: 'First day' }), '1/9/26')
    await user.click(screen.getByRole('button', { name: 'Show these days' }))
    await screen.findByText('Enter a day such as 1 Sep 2026.')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByRole('button', { name: 'Dates: Last 7 days' })).toBeVisible()
    expect(fake.asked('history_list').at(-1)?.filter.dates).toEqual({ days: 'last_7' })
  })

  it('shows days that are wrong at their fields', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_list', ({ filter }) => {
        if (filter.dates.days !== 'between') return page
        throw { kind: 'invalid', problems: [{ field: 'from', message: 'Enter a day such as 1 Sep 2026.' }] }
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Dates' }))
    await user.click(await screen.findByRole('menuitemradio', { name: /From a day/ }))
    await user.type(await screen.findByRole('textbox', { name: 'First day' }), '1/9/26')
    await user.click(screen.getByRole('button', { name: 'Show these days' }))
    expect(await screen.findByText('Enter a day such as 1 Sep 2026.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByRole('button', { name: 'Dates' })).toBeVisible()
  })

  it('fetches the next page at the end of the one before, once', async () => {
    const older = { ...page, rows: [row(500, { name: 'Number 500' })], total: null }
    const { fake } = await openHistory((fake) =>
      fake.on('history_list', ({ before }) => (before === null ? { ...page, next: 7, total: 9 } : older)),
    )
    expect(await screen.findByRole('option', { name: /^Number 500/ })).toHaveAttribute('aria-posinset', '9')
    expect(fake.asked('history_list').map(({ before }) => before)).toEqual([null, 7])
    expect(screen.getByText('9 operations')).toBeVisible()
  })

  it.each(['not_known', 'details_left'] as const)(
    'heads what the portal held by “After”, also of %s',
    async (outcome) => {
      const { user } = await openHistory((fake) =>
        fake.on('history_get', ({ operation }) => {
          const shown = opened(operation)
          const [first, ...others] = shown.fields
          const hidden = first && { ...first, after: null, state: 'not_read' as const, changed: true }
          return {
            ...shown,
            row: { ...shown.row, outcome },
            fields: hidden ? [hidden, ...others] : [],
          }
        }),
      )
      await user.click(await screen.findByRole('option', { name: /^Kestrel Freight updated/ }))
      expect(await screen.findByRole('columnheader', { name: 'After' })).toBeVisible()
      expect(screen.queryByRole('columnheader', { name: 'Sent' })).toBeNull()
      expect(screen.getByText('Sent; not read back')).toBeVisible()
      expect(screen.queryByText(/As it was sent/)).toBeNull()
    },
  )

  it('says that nothing was written yet', async () => {
    await openHistory((fake) => fake.on('history_list', () => ({ ...page, rows: [], total: 0 })))
    expect(await screen.findByText('Nothing was written yet')).toBeVisible()
  })

  it('says where the clock was put back while an operation went on', async () => {
    await openFirst((fake) => fake.on('history_get', ({ operation }) => opened(operation, { took_ms: null })))
    expect(
      screen.getByText(/clock was put back: how long it took is not known\), by m\.keller/),
    ).toBeVisible()
  })

  it('opens an operation with what was before and after, and copies what was sent', async () => {
    const { user } = await openFirst()
    const table = screen.getByRole('table', { name: 'Before and after' })
    expect(within(table).getByRole('row', { name: /Country Netherlands The Netherlands/ })).toBeVisible()
    expect(within(table).getByRole('row', { name: /State Zuid-Holland \(empty\)/ })).toBeVisible()
    expect(screen.getByText(/took 1 s, by m.keller of Halden Secure GmbH in Halden Secure/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: /The exact request/ }))
    expect(screen.getByText(/stand for your token and key/)).toBeVisible()
    await expectNoAxeFindings()
  })

  it('says what undo would do, and reviews it over what the portal holds', async () => {
    const { fake, user } = await openFirst((fake) =>
      fake.on('update_send', () => ({ ...saved, undoes: true })),
    )
    expect(await screen.findByText('Undo would put back 2 fields: State, Country.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Undo this change' }))
    await screen.findByRole('heading', { name: 'Review the undo' })
    const asked = fake.asked('update_review').at(-1)
    expect(asked?.undoes).toBe(page.rows[0]?.id)
    expect(asked?.mine.country).toBe('Netherlands')
    await user.click(screen.getByRole('button', { name: 'Undo this change' }))
    expect(await screen.findByRole('heading', { name: 'Undone and read back' })).toBeVisible()
  })

  it('asks about what was changed again since', async () => {
    const { fake, user } = await openFirst((fake) =>
      fake.on('history_undo', () => ({ ...undo, puts_back: ['state'], merged: collision })),
    )
    expect(
      await screen.findByText(
        /Undo would put back 1 field\. Contact phone, Contact title were changed again/,
      ),
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Undo this change' }))
    await screen.findByText('Changed again since')
    await user.click(screen.getByRole('button', { name: 'Mine for all' }))
    await user.click(screen.getByRole('button', { name: 'Review with these choices' }))
    await waitFor(() => expect(fake.asked('update_review').at(-1)?.undoes).toBe(page.rows[0]?.id))
  })

  it('offers no undo where there is nothing to put back, and says why', async () => {
    const nothing = { ...undo, puts_back: [] }
    const { fake, user } = await openFirst((fake) => fake.on('history_undo', () => nothing))
    expect(await screen.findByText(/There is nothing to put back/)).toBeVisible()
    const button = screen.getByRole('button', { name: 'Undo this change' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    await user.click(button)
    expect(fake.asked('update_review')).toEqual([])
  })

  it('leads from an update to its undo', async () => {
    const link = { operation: page.rows[5]?.id ?? '', began: page.rows[5]?.began ?? '' }
    const { user } = await openFirst((fake) =>
      fake.on('history_get', ({ operation }) =>
        opened(operation, operation === page.rows[0]?.id ? { undo: 'undone', undone_by: link } : {}),
      ),
    )
    await user.click(await screen.findByRole('button', { name: 'Show the undo' }))
    const heading = await screen.findByRole('heading', { name: 'Grünfeld Optik update undone' })
    await waitFor(() => expect(heading).toHaveFocus())
  })

  it('says of several fields that they stay, and of one that it does', async () => {
    const stays = ['name', 'company_name'] as const
    const { fake, user } = await openFirst((fake) =>
      fake.on('history_undo', () => ({ ...undo, stays: [...stays] })),
    )
    expect(
      await screen.findByText(/stay: they were empty before, and the portal needs them\.$/),
    ).toBeVisible()
    fake.on('history_undo', () => ({ ...undo, stays: ['name'] }))
    await user.click(screen.getByRole('option', { name: /^Brightwater Dental Bath/ }))
    await user.click(screen.getByRole('option', { name: /^Kestrel Freight updated/ }))
    expect(await screen.findByText(/ stays: it was empty before, and the portal needs one\.$/)).toBeVisible()
  })

  it('says of a field that it stays where the portal did not show what it held before', async () => {
    await openFirst((fake) => fake.on('history_undo', () => ({ ...undo, not_known: ['city'] })))
    expect(
      await screen.findByText(/City stays: the portal did not show what was there before\.$/),
    ).toBeVisible()
  })

  it('says that an undo put something back only where it did', async () => {
    const all = [
      ...(['done', 'done_not_read', 'differs', 'differs'] as const),
      ...(['rejected', 'not_sent', 'not_known', 'settled'] as const),
    ]
    const rows = all.map((outcome, n) =>
      row(n, {
        ...{ kind: 'undo', outcome, changed: ['city'], puts_back: ['city'] },
        ...{ has_put_back: n < 3, name: `${outcome} ${n}` },
      }),
    )
    const undoes = { operation: page.rows[0]?.id ?? '', began: '2026-03-12T18:04:00Z' }
    const { user } = await openHistory((fake) =>
      fake
        .on('history_list', () => ({ ...page, rows, total: rows.length }))
        .on('history_get', ({ operation }) => {
          const shown = rows.find(({ id }) => id === operation)
          return opened(operation, { ...(shown && { row: shown }), undoes, undo: 'not_done' })
        }),
    )
    const options = await screen.findAllByRole('option')
    const about = options.map((option) => option.querySelector('.about')?.textContent?.trim())
    const back = 'City put back'
    expect(about).toEqual([back, back, back, 'City', 'City', 'City', 'It needs you', 'City'])
    expect(options[2]).toHaveAccessibleName(/update undone/)
    expect(options[3]).toHaveAccessibleName(/update not undone/)
    for (const [n, option] of options.entries()) {
      await user.click(option)
      await screen.findByRole('heading', { name: new RegExp(`^${rows[n]?.name ?? ''} `) })
      const words = n < 3 ? /^It put back what the update of/ : /^It was to put back what the update of/
      expect(screen.getByText(words)).toBeVisible()
    }
  })

  it('says which fields an undo put back, and which it changed as well', async () => {
    const mixed = row(0, {
      kind: 'undo',
      changed: ['city', 'phone'],
      puts_back: ['city'],
      has_put_back: true,
    })
    await openHistory((fake) => fake.on('history_list', () => ({ ...page, rows: [mixed], total: 1 })))
    expect(await screen.findByText('City put back, Phone changed')).toBeVisible()
  })

  it('goes from the undo to its review without a form between', async () => {
    let answer: (view: typeof updateReview) => void = () => undefined
    const { user } = await openFirst((fake) =>
      fake.on('update_review', () => new Promise((resolve) => (answer = resolve))),
    )
    await user.click(await screen.findByRole('button', { name: 'Undo this change' }))
    await screen.findByText('Reading the organization')
    await new Promise((done) => setTimeout(done))
    expect(screen.queryByRole('textbox', { name: 'City' })).toBeNull()
    answer({ ...updateReview, undoes: true })
    expect(await screen.findByRole('heading', { name: 'Review the undo' })).toBeVisible()
  })

  it('goes to what was opened with Enter once that is shown, also after it had to be read again', async () => {
    const { fake, user } = await openHistory((fake) =>
      fake.on('history_get', () => {
        throw { kind: 'local_data', during: 'reading', problem: 'not_writable' }
      }),
    )
    ;(await screen.findAllByRole('option'))[0]?.focus()
    await user.keyboard('{Enter}')
    const again = await screen.findByRole('button', { name: 'Try again' })
    fake.on('history_get', ({ operation }) => opened(operation))
    await user.click(again)
    const heading = await screen.findByRole('heading', { name: /^Kestrel Freight updated/ })
    await waitFor(() => expect(heading).toHaveFocus())

    screen.getAllByRole('option')[0]?.focus()
    await user.keyboard('{End}{Enter}')
    const last = await screen.findByRole('heading', { name: 'Osteria Bellarosa created' })
    await waitFor(() => expect(last).toHaveFocus())
  })

  it('opens the connection of an operation that is not in front, and stays with it', async () => {
    const { fake, user } = await openFirst((fake) => {
      fake.on('start', () => ({
        connections: { connections: [halden, tarn], last_opened: halden.id, unread: 0, open_operations: [] },
        trouble: null,
        version: '0.1.0',
      }))
      const theirs = { connection: tarn.id, connection_name: tarn.name }
      fake.on('history_list', () => ({ ...page, rows: [row(0, theirs)] }))
      fake.on('history_get', ({ operation, front }) => ({
        ...opened(operation, { undo: front === tarn.id ? 'possible' : 'not_in_front' }),
        row: row(0, theirs),
      }))
      fake.on('connection_open', (id) => ({ connection: id === tarn.id ? tarn : halden }))
    })
    expect(screen.getByRole('button', { name: 'Undo this change' })).toHaveAccessibleDescription(
      'It can be undone while Tarn & Vale Partners is open.',
    )
    expect(screen.queryByRole('button', { name: 'Open organization' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Open Tarn & Vale Partners' }))
    expect(await screen.findByText(/Undo would put back/)).toBeVisible()
    expect(session.connection?.id).toBe(tarn.id)
    expect(fake.asked('history_get').at(-1)?.front).toBe(tarn.id)
  })

  it('leads to what needs you where an operation is not settled', async () => {
    const { user } = await openHistory((fake) =>
      fake.on('history_get', ({ operation }) => opened(operation, { undo: 'not_done', ended: null })),
    )
    await user.click(await screen.findByRole('option', { name: /^Brightwater Dental Bath/ }))
    await user.click(await screen.findByRole('button', { name: 'Show “Needs you”' }))
    expect(await screen.findByRole('heading', { name: 'Needs you', level: 1 })).toBeVisible()
  })

  it('is opened for one organization by H, and by its number for all', async () => {
    const { fake, user } = await openConnected()
    await user.click(await screen.findByRole('gridcell', { name: 'Kestrel Freight' }))
    await screen.findByRole('heading', { name: 'Kestrel Freight', level: 2 })
    await user.keyboard('h')
    const only = await screen.findByRole('button', { name: /not only Kestrel Freight/ })
    expect(fake.asked('history_list').at(-1)?.filter.organization).toBe(organization().id)
    await user.click(only)
    await waitFor(() => expect(fake.asked('history_list').at(-1)?.filter.organization).toBeNull())
    await user.keyboard('{Control>}1{/Control}')
    await screen.findByRole('heading', { name: 'Organizations', level: 1 })
    await user.keyboard('{Control>}2{/Control}')
    expect(await screen.findByRole('heading', { name: 'History', level: 1 })).toBeVisible()
  })
})
