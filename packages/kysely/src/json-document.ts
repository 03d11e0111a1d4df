import type { JobRecord, Notification, Order, RecordedOrderEvent } from '@quoin/core'

// Rows go to the database and come back as JSON text. So no driver's and no host's own type parsers stand in between, and
// node-postgres and PGlite cannot differ. Only instants need a word: JSON has none.

/** The names of the fields of T, at any depth, that hold an instant. What is free in its keys holds none. */
type InstantField<T> = T extends Date
  ? never
  : T extends readonly (infer Element)[]
    ? InstantField<Element>
    : T extends object
      ? string extends keyof T
        ? never
        : { [Key in keyof T]-?: Extract<T[Key], Date> extends never ? InstantField<T[Key]> : Key }[keyof T]
      : never

/** The compiler holds this list to the domain: neither can have an instant that the other does not know. */
const instantFields: Readonly<Record<InstantField<Order | RecordedOrderEvent | Notification | JobRecord>, true>> = {
  approvedAt: true,
  archivedAt: true,
  at: true,
  capturedAt: true,
  createdAt: true,
  decidedAt: true,
  deliveredAt: true,
  dueAt: true,
  editedAt: true,
  erasedAt: true,
  estimatedDeliveryAt: true,
  expiresAt: true,
  openedAt: true,
  readAt: true,
  requestedAt: true,
  runAt: true,
  shippedAt: true,
  since: true,
  statusChangedAt: true,
  submittedAt: true,
  trackedAt: true,
  updatedAt: true,
}
const instants = new Set(Object.keys(instantFields))
/** Their keys are the host's, and mean nothing to us. */
const freeFields = new Set(['attributes', 'facts', 'metadata', 'payload'])

/** What Postgres cannot hold in text: NUL, and halves of a surrogate pair. */
const unstorable = /\\u(0000|d[89a-f])/i

/** A value as JSON text for a `jsonb` parameter. Characters that Postgres cannot hold become U+FFFD. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Nearly always there is no escape, which is found sooner than that there is none of these.
  return json.includes('\\u') && unstorable.test(json) ? JSON.stringify(value, storable) : json
}

/** Reads JSON text whose shape the statement that made it vouches for. */
export function fromJson<T>(json: string): T {
  const value: T = JSON.parse(json)
  reviveInstants(value)
  return value
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? storableText(value) : value
}

/** The text itself but for the characters that Postgres cannot hold. */
export function storableText(text: string): string {
  if (text.isWellFormed() && !text.includes('\0')) return text
  // In a Unicode-aware expression Cs matches only surrogates without their other half.
  return text.replace(/[\0\p{Cs}]/gu, '\uFFFD')
}

/** Those of the texts that were found, as they were asked for. */
export function inOrderOf(asked: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found)
  return asked.filter((text) => there.has(storableText(text)))
}

function reviveInstants(value: unknown): void {
  if (Array.isArray(value)) value.forEach(reviveInstants)
  else if (isRecord(value)) {
    for (const key of Object.keys(value)) {
      const inner = value[key]
      if (typeof inner === 'string') {
        if (instants.has(key)) value[key] = new Date(inner)
      } else if (typeof inner === 'object' && !freeFields.has(key)) reviveInstants(inner)
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
