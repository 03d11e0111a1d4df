import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of bytes that pass: `hold` keeps them back, `cut` drops them and resets both ends of the connection. */
export type Verdict = 'pass' | 'hold' | 'cut'

/** Looks at what passes on one connection. */
export interface Watch {
  toServer(bytes: Buffer): Verdict
  toClient(bytes: Buffer): Verdict
}

/** A wire between a process and a server, with the test's hand on it. */
export interface Link {
  readonly port: number
  close(): void
}

const passAll: Watch = { toServer: () => 'pass', toClient: () => 'pass' }

/** @param target the port to lead to, asked for with every connection. */
export async function openLink(target: () => number, watch: () => Watch = () => passAll): Promise<Link> {
  const open = new Set<() => void>()
  const server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.1')
    const look = watch()
    const cut = (): void => {
      reset(client)
      reset(upstream)
    }
    open.add(cut)
    client.once('close', () => {
      upstream.destroy()
      open.delete(cut)
    })
    carry(client, upstream, look.toServer, cut)
    carry(upstream, client, look.toClient, cut)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The link has no port.')
  return {
    port: address.port,
    close() {
      server.close()
      for (const cut of open) cut()
    },
  }
}

function carry(from: Socket, to: Socket, look: (bytes: Buffer) => Verdict, cut: () => void): void {
  const held: Buffer[] = []
  from.on('data', (bytes) => {
    held.push(bytes)
    const verdict = look(bytes)
    if (verdict === 'cut') cut()
    else if (verdict === 'pass') for (const each of held.splice(0)) to.write(each)
  })
  from.on('end', () => to.end())
  from.on('error', cut)
  from.on('close', () => to.end())
}

/** A connection whose end was announced can not be reset any more: Node would never close it, and not exit either. */
function reset(socket: Socket): void {
  if (socket.destroyed || socket.connecting || socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
