import { announce } from './live.svelte'

/** Puts a text on the clipboard and says so. Gives whether it worked. */
export async function copyText(text: string, said: string): Promise<boolean> {
  const copied = (await writeAsked(text)) || writeSelected(text)
  announce(copied ? said : 'It could not be copied. Select the text and copy it.')
  return copied
}

/** What is said when a request was copied. */
export const curlCopied = 'Copied as curl. Your token and key are not in it.'

async function writeAsked(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** For webviews that keep the clipboard from scripts but let a selection be copied at the press of a button. */
function writeSelected(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}
