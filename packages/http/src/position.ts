import { z } from '@hono/zod-openapi'
import type { Position } from '@quoin/core'

const Place = z.tuple([z.string(), z.int(), z.guid()])

/** A place in a list as one word that needs no escaping. */
export function encodePosition(list: string, position: Position): string {
  return toBase64Url(JSON.stringify([list, position.at.getTime(), position.id]))
}

/** Null for what is no place in this list. */
export function decodePosition(list: string, word: string): Position | null {
  const parsed = Place.safeParse(parse(word))
  const at = new Date(parsed.data?.[1] ?? Number.NaN)
  if (!parsed.success || parsed.data[0] !== list || Number.isNaN(at.getTime())) return null
  return { at, id: parsed.data[2] }
}

function parse(word: string): unknown {
  try {
    return JSON.parse(atob(word.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return null
  }
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
