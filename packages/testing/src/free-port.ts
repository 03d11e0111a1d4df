import { createServer } from 'node:net'

// Below what Linux, macOS and Windows give to connections that go out.
const [lowest, highest] = [10_000, 32_000]

/**
 * A port of 127.0.0.1 where nobody listens, for a server that is stopped and started again. It is none that the system gives to
 * connections that go out: one of those could take it while the server is down, and a client that connects to such a port again
 * and again ends up connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
