import { badKey } from './bad-key.ts'
import { HttpProblem } from './problem.ts'

/**
 * Reads a body up to a limit. A declared length above it is refused before anything is read; servers hold a sender to the
 * length that it declares, and what came all the same is measured. Without one, or where somebody may have unpacked what was
 * declared, reading stops at the limit.
 *
 * @throws {@link HttpProblem} `body_already_parsed` when somebody read it before: what is left looks like an empty body, and
 * its signature like a wrong one.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw alreadyParsed()
  const { headers } = request
  const length = headers.get('content-length') ?? ''
  const isDeclared = /^\d+$/.test(length)
  if (isDeclared && Number(length) > limitBytes) throw tooLarge(limitBytes)
  if (!isDeclared || headers.has('content-encoding') || headers.has('transfer-encoding')) {
    return readUpTo(request, limitBytes)
  }
  return readAll(request, limitBytes)
}

/** Servers that make requests of sockets have a shorter way to all of a body than to a stream of it. */
async function readAll(request: Request, limitBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(
    await request.arrayBuffer().catch((error: unknown) => {
      throw isOfOtherReader(error) ? alreadyParsed() : problemOfReading(error)
    }),
  )
  if (bytes.byteLength > limitBytes) throw tooLarge(limitBytes)
  return bytes
}

async function readUpTo(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array()
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
  return error instanceof TypeError && /unusable|already|locked|disturbed/i.test(error.message)
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
