/* What a screen adds to the text of an error: what did not happen, and what is kept. */

/** The sentences of `reassurance` that `text` does not say already, in its words or in others. */
export function reassured(text: string, reassurance = ''): string {
  const saysNothingHappened = /\bnothing (was|has been) (sent|saved|changed|written)\b/i.test(text)
  return (reassurance.match(/[^.]+\./g) ?? [])
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) => !text.includes(sentence) && !(saysNothingHappened && sentence.startsWith('Nothing')),
    )
    .join(' ')
}
