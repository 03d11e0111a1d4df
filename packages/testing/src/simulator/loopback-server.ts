import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Bindings } from './hang-up.ts'

/** A server on the loopback address, for as long as it listens. */
export function createLoopbackServer(answer: (request: Request, env?: Bindings) => Promise<Response>) {
  let server: Server | null = null
  let url: string | null = null
  return {
    url(): string {
      if (url === null) throw new Error('The simulator does not listen yet.')
      return url
    },
    async listen(port: number): Promise<string> {
      if (url !== null) return url
      const listening = createServer(getRequestListener(answer))
      url = await new Promise<string>((resolve, reject) => {
        listening.once('error', reject)
        listening.listen(port, '127.0.0.1', () => {
          const address = listening.address()
          resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`)
        })
      })
      server = listening
      return url
    },
    async close(): Promise<void> {
      const closing = server
      server = null
      url = null
      if (!closing) return
      await new Promise<void>((resolve) => {
        closing.close(() => resolve())
        closing.closeAllConnections()
      })
    },
  }
}
