import { z } from '@hono/zod-openapi'
import type { Position } from '@quoin/core'
import { HttpProblem } from './problem.ts'

const Cursor = z.tuple([z.string(), z.int(), z.guid()])

/**
 * The end of a page as one opaque word.
 *
 * @param list what is listed and how it is sorted: a cursor leads on in the same list only.
 */
export function encodeCursor(list: string, position: Position): string {
  return toBase64Url(JSON.stringify([list, position.at.getTime(), position.id]))
}

/** @throws {@link HttpProblem} `invalid_request` naming `cursor` when it is not from this list. */
export function decodeCursor(list: string, cursor: string): Position {
  const parsed = Cursor.safeParse(parse(cursor))
  const at = new Date(parsed.data?.[1] ?? Number.NaN)
  if (!parsed.success || parsed.data[0] !== list || Number.isNaN(at.getTime())) {
    const issue = { path: 'cursor', code: 'invalid_cursor', message: 'Not a cursor of this list.' }
    throw new HttpProblem('invalid_request', { detail: 'Not valid: cursor.', issues: [issue] })
  }
  return { at, id: parsed.data[2] }
}

/** One page and how to go on, from a read of one row more than the page holds. */
export function pageOf<Row>(
  list: string,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): { readonly page: readonly Row[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last ? encodeCursor(list, positionOf(last)) : null }
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return null
  }
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
