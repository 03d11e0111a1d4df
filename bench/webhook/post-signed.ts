import { createHmac } from 'node:crypto'
import { Pool } from 'undici'

/** Where webhooks are delivered. */
export interface Door {
  readonly url: string
  readonly connections: number
  readonly secret: string
}

/** Delivers webhooks over connections that are kept. */
export function openDoor({ url, connections, secret }: Door) {
  const { origin, pathname: path } = new URL(url)
  const pool = new Pool(origin, { connections })
  return {
    /** Resolves with how long the answer took, in milliseconds. Throws when it is not 200. */
    async post(body: string): Promise<number> {
      const seconds = Math.floor(Date.now() / 1000)
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
      const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` }
      const sentAt = performance.now()
      const answer = await pool.request({ path, method: 'POST', body, headers })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw new Error(`A webhook was answered with ${answer.statusCode}.`)
      return performance.now() - sentAt
    },
    close: () => pool.close(),
  }
}
