import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/** A call as it came. */
export interface ReceivedCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
}

/** What is answered in place of success; null: the connection is cut after the mail was taken. */
type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> } | null

/** A real HTTP server that takes mails as Resend does: one for each idempotency key. */
export interface ResendServer {
  readonly url: string
  readonly calls: ReceivedCall[]
  /** The mails that would be sent. */
  readonly mails: Map<string, Record<string, unknown>>
  /** For the next call. */
  answerNext(answer: Answer): void
  close(): Promise<void>
}

export async function openResendServer(): Promise<ResendServer> {
  const calls: ReceivedCall[] = []
  const mails = new Map<string, Record<string, unknown>>()
  const answers: Answer[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString())
    calls.push({ path: request.url ?? '', headers: request.headers, body })
    const say = (status: number, content: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof content === 'string' ? content : JSON.stringify(content))
    }
    const answer = answers.shift()
    if (answer) return say(answer.status, answer.body ?? {}, answer.headers)
    const key = String(request.headers['idempotency-key'])
    const known = mails.get(key)
    if (known && JSON.stringify(known) !== JSON.stringify(body)) {
      return say(409, { statusCode: 409, name: 'invalid_idempotent_request', message: 'Another payload.' })
    }
    mails.set(key, body)
    if (answer === null) return void request.socket.destroy()
    return say(200, { id: `mail-${mails.size}` })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    mails,
    answerNext: (answer) => void answers.push(answer),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
