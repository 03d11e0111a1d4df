import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const toleranceMs = 300_000

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Whether a `stripe-signature` is that of the body, and not too old. */
export function isSigned(body: string, header: string, secret: string): boolean {
  const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  const wanted = createHmac('sha256', secret).update(`${seconds}.${body}`).digest()
  const given = Buffer.from(signature, 'hex')
  return (
    given.length === wanted.length &&
    timingSafeEqual(given, wanted) &&
    Date.now() - Number(seconds) * 1000 < toleranceMs
  )
}
