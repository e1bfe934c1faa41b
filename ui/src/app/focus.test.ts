import { screen, waitFor } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { show } from './router.svelte'

it('a page that comes while a menu is open takes no key away from it', async () => {
  const { user } = await openConnected()
  await user.click(screen.getByRole('button', { name: /^Connection Halden Secure/ }))
  const chosen = await screen.findByRole('menuitemradio', { checked: true })
  await waitFor(() => expect(chosen).toHaveFocus())
  show({ name: 'connections' })
  await screen.findByRole('heading', { name: 'Connections', level: 1 })
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  expect(chosen).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
})
