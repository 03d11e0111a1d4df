import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Clock } from '@quoin/core'
import { type OrderWebhook, verifyWebhook } from '@quoin/core/outgoing'

export const secret = `whsec_${btoa('the secret of a receiver in tests')}`

/** A webhook that was verified. */
export interface Taken {
  readonly id: string
  readonly sentAt: Date
  readonly body: string
  readonly webhook: OrderWebhook
}

/** A real HTTP server that gets webhooks. */
export interface Receiver {
  readonly url: string
  /** Everything that arrived, whatever was answered. */
  readonly arrived: readonly Taken[]
  /** How it answers from now on. */
  answer: (response: ServerResponse) => void
  close(): Promise<void>
}

export const ok = (response: ServerResponse): void => void response.writeHead(204).end()
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end('a body that nobody reads')

export async function startReceiver(clock: Clock): Promise<Receiver> {
  const arrived: Taken[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const verified = await verifyWebhook({ headers: request.headers, body, secret, now: clock.now() })
    arrived.push({ ...verified, body, webhook: JSON.parse(body) })
    receiver.answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    arrived,
    answer: ok,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}
