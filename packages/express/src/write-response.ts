import { pipeline } from 'node:stream/promises'
import type { Response as ExpressResponse } from 'express'

/** Sends a web response through Express. A client that has gone away is nobody's error. */
export async function writeResponse(from: Response, to: ExpressResponse): Promise<void> {
  // Otherwise Node goes on to receive the rest of a body that is too large, however long it takes.
  if (from.status === 413) to.set('connection', 'close')
  to.status(from.status)
  for (const [name, value] of from.headers) to.appendHeader(name, value)
  if (!from.body) to.end()
  else if (isStream(from)) await sendAsItComes(from.body, to)
  else to.end(new Uint8Array(await from.arrayBuffer()))
}

/** All else is there at once, and is sent with its length. */
function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

async function sendAsItComes(body: ReadableStream<Uint8Array>, to: ExpressResponse): Promise<void> {
  try {
    await pipeline(chunksOf(body), to)
  } catch (error) {
    if (!to.destroyed) throw error
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
