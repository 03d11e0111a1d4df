import type { Position, Signer } from '@quoin/core'
import { decodePosition, encodePosition } from './position.ts'
import { HttpProblem } from './problem.ts'

const purpose = 'cursor'

/**
 * The end of a page as one opaque word, signed: what comes back is a place that was given out.
 *
 * @param list what is listed and how it is sorted: a cursor leads on in the same list only.
 */
export async function encodeCursor(signer: Signer, list: string, position: Position): Promise<string> {
  const place = encodePosition(list, position)
  return `${place}.${await signer.sign(purpose, place)}`
}

/** @throws {@link HttpProblem} `invalid_request` naming `cursor` when it is not from this list. */
export async function decodeCursor(signer: Signer, list: string, cursor: string): Promise<Position> {
  const [place = '', signature = ''] = cursor.split('.', 2)
  const isOurs = await signer.verify(purpose, place, signature)
  const position = isOurs ? decodePosition(list, place) : null
  if (position) return position
  const issue = { path: 'cursor', code: 'invalid_cursor', message: 'Not a cursor of this list.' }
  throw new HttpProblem('invalid_request', { detail: 'Not valid: cursor.', issues: [issue] })
}

/** One page and how to go on, from a read of one row more than the page holds. */
export async function pageOf<Row>(
  signer: Signer,
  list: string,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): Promise<{ readonly page: readonly Row[]; readonly nextCursor: string | null }> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const more = rows.length > limit && last
  return { page, nextCursor: more ? await encodeCursor(signer, list, positionOf(last)) : null }
}
