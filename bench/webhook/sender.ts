import { randomUUID } from 'node:crypto'
import { openDoor } from './post-signed.ts'
import type { Sending, Sent } from './send.ts'

// A process of its own that delivers webhooks as fast as they are answered, so that a server's time is its own.

process.on('message', (sending: Sending) => {
  deliver(sending).then(
    (sent) => {
      process.send?.(sent)
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

/** Each is an event of its own about a payment of its own. */
async function deliver({ url, connections, most, budgetMs, secret, body }: Sending): Promise<Sent> {
  const door = openDoor({ url, connections, secret })
  const took: number[] = []
  let begun = 0
  const beganAt = performance.now()
  const lane = async (): Promise<void> => {
    while (begun < most && (performance.now() - beganAt < budgetMs || begun < connections)) {
      begun += 1
      took.push(await door.post(body.replaceAll('{id}', randomUUID())))
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
  const tookMs = performance.now() - beganAt
  await door.close()
  return { tookMs, took }
}
