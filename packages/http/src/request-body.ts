import { badKey } from './bad-key.ts'
import { HttpProblem } from './problem.ts'

/**
 * Reads a body up to a limit. A declared length above it is refused before anything is read; without one, or with one
 * that lies, reading stops at the limit.
 *
 * @throws {@link HttpProblem} `body_already_parsed` when somebody read it before: what is left looks like an empty body, and
 * its signature like a wrong one.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw alreadyParsed()
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes)
  return isHeldToItsLength(request) ? readAll(request, limitBytes) : readUpTo(request, limitBytes)
}

/**
 * Whether a body ends where it says. What only looks like a `Request`, as that of `@hono/node-server` does, was made by a server of
 * what came over a socket, where a body ends with the declared length; to a real one anybody can have given any stream.
 */
function isHeldToItsLength(request: Request): boolean {
  const { headers } = request
  const isPacked = headers.has('content-encoding') || headers.has('transfer-encoding')
  return !isPacked && /^\d+$/.test(headers.get('content-length') ?? '') && !isReal(request)
}

const readsBodyUsed = accessorIn(Request.prototype, 'bodyUsed')

/** Whether the runtime itself made it: its own accessors refuse any other object. */
function isReal(request: Request): boolean {
  try {
    readsBodyUsed?.call(request)
    return true
  } catch {
    return false
  }
}

/** Wherever in the chain it is: a server may have put a class of its own in the place of `Request`. */
function accessorIn(prototype: object | null, name: string): (() => unknown) | undefined {
  if (prototype === null) return undefined
  return Object.getOwnPropertyDescriptor(prototype, name)?.get ?? accessorIn(Object.getPrototypeOf(prototype), name)
}

/** Such servers have a shorter way to all of a body than to a stream of it. */
async function readAll(request: Request, limitBytes: number): Promise<Uint8Array> {
  const body = await request.arrayBuffer().catch((error: unknown) => {
    throw isOfOtherReader(error) ? alreadyParsed() : problemOfReading(error)
  })
  if (body.byteLength > limitBytes) throw tooLarge(limitBytes)
  return new Uint8Array(body)
}

async function readUpTo(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (request.body?.locked) throw alreadyParsed()
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw problemOfReading(error)
    })
    if (done) return joined(chunks, size)
    size += value.byteLength
    if (size > limitBytes) {
      // Not awaited: a sender that goes on for ever must not hold the answer.
      reader.cancel().catch(() => undefined)
      throw tooLarge(limitBytes)
    }
    chunks.push(value)
  }
}

/** What runtimes say when somebody else reads the body; of a sender that is gone, the same type of error may tell. */
function isOfOtherReader(error: unknown): boolean {
  return error instanceof TypeError && /unusable|locked|disturbed/i.test(error.message)
}

/** What stands between the socket and here may know better what went wrong. */
function problemOfReading(error: unknown): HttpProblem {
  return error instanceof HttpProblem ? error : new HttpProblem('incomplete_body')
}

/** The value of a JSON body, `undefined` when there is none. */
export function parseJson(request: Request, bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new HttpProblem('unsupported_media_type', { headers: { accept: 'application/json' } })
  }
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    const message = 'The body must be JSON in UTF-8.'
    throw new HttpProblem('malformed_json', {
      detail: message,
      issues: [{ path: 'body', code: 'malformed_json', message }],
    })
  }
  const bad = badKey(text)
  if (!bad) return value
  const path = bad.path.slice(0, 200)
  throw new HttpProblem('invalid_request', { detail: `Not valid: ${path}.`, issues: [{ ...bad, path }] })
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function alreadyParsed(): HttpProblem {
  return new HttpProblem('body_already_parsed', {
    detail:
      'The body was read before Quoin saw the request, and a signature can be checked over the raw body only. ' +
      'Hand the request over unread, or a clone of it: request.clone().',
  })
}

function tooLarge(limitBytes: number): HttpProblem {
  return new HttpProblem('payload_too_large', { detail: `A body has at most ${limitBytes} bytes.` })
}
