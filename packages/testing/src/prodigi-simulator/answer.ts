import type { Failures, Reading } from './failures.ts'

/** What an endpoint answers, before a trace mark is put on it. */
export interface Answer {
  readonly status: number
  readonly body: { readonly outcome?: string; readonly [field: string]: unknown }
}

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Of an {@link Answer}; left out where there was none. */
  readonly outcome?: string | undefined
}

/** What an endpoint gets to see of a request. */
export interface Call {
  /** A part of the path. */
  readonly param: (name: string) => string
  readonly query: URLSearchParams
  /** Parsed JSON; undefined where the endpoint takes none. */
  readonly json: unknown
  /** Of the request's own address. */
  readonly origin: string
}

export function answer(outcome: string | undefined, fields: Readonly<Record<string, unknown>> = {}): Answer {
  return { status: 200, body: { ...(outcome !== undefined && { outcome }), ...fields } }
}

export const notFound: Answer = { status: 404, body: { outcome: 'EntityNotFound' } }

export function refuse(reading: Extract<Reading<unknown>, { ok: false }>): Answer {
  return { status: 400, body: { outcome: reading.outcome, failures: reading.failures } }
}

export function invalid(failures: Failures): Answer {
  return refuse({ ok: false, outcome: 'ValidationFailed', failures })
}
