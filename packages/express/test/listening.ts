import { once } from 'node:events'
import type { Server } from 'node:http'
import type { HttpUnderTest } from '@quoin/testing/contracts'

/** A server on a free port of the loopback address. */
export async function listening(server: Server): Promise<HttpUnderTest & { readonly port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
