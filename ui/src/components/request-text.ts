import type { RequestView } from '../backend'

/** A piece of a request's text and what it is. */
export interface Segment {
  kind: 'plain' | 'method' | 'key' | 'variable'
  text: string
}

const pattern = /("(?:[^"\\]|\\.)*":)|(\$ORGDESK_[A-Z_]+)/g

/** A request as text, in pieces: its method, keys, the variables in place of secrets, and the rest. */
export function requestSegments(request: RequestView): Segment[] {
  return [
    { kind: 'method', text: request.method },
    { kind: 'plain', text: ` ${request.path}\n` },
    ...request.headers.flatMap(({ name, value }): Segment[] => [
      { kind: 'key', text: `${name}:` },
      { kind: 'plain', text: ' ' },
      ...segments(value),
      { kind: 'plain', text: '\n' },
    ]),
    { kind: 'plain', text: '\n' },
    ...segments(request.body),
  ]
}

function segments(text: string): Segment[] {
  const pieces: Segment[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'plain', text: text.slice(end, match.index) })
    pieces.push({ kind: match[1] === undefined ? 'variable' : 'key', text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'plain', text: text.slice(end) })
  return pieces
}
