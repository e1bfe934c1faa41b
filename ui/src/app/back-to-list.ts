/** Esc beside a list: from what is chosen back to its row, and from there to none. */
export function backToList(close: () => void): void {
  const row = document.querySelector<HTMLElement>('[data-region="list"] [aria-selected="true"][tabindex="0"]')
  const isInDetail = document.activeElement?.closest('[data-region="detail"]') != null
  if (isInDetail && row) row.focus()
  else close()
}
