import { createProdigiSimulator } from '@quoin/testing'
import { Pool } from 'undici'
import { inLanes } from '../harness/lanes.ts'
import { retell } from './retell.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: string
}

interface OrderBody {
  readonly merchantReference: string
  readonly idempotencyKey: string
  readonly callbackUrl?: string
  readonly metadata: { readonly orderId: string }
}

/** What the simulator said of the first order, at each time of its life. */
interface FirstOrder {
  readonly body: OrderBody
  readonly id: string
  readonly created: string
  readonly again: string
  readonly sent: string
  readonly callbacks: readonly string[]
}

interface Print {
  readonly id: string
  readonly body: OrderBody
  isSent: boolean
}

/** Prodigi: what the simulator answers to the first order, told of all others, and a memory of keys. */
export function createPrints() {
  const told: { readonly url: string; readonly body: string }[] = []
  const prodigi = createProdigiSimulator({
    send: async (url, init) => {
      told.push({ url: String(url), body: String(init?.body) })
      return new Response()
    },
  })
  const byKey = new Map<string, Print>()
  const byId = new Map<string, Print>()
  let made: string[] = []
  let unsent: Print[] = []
  let first: Promise<FirstOrder> | null = null

  const ask = (path: string, init: RequestInit = {}): Promise<string> =>
    prodigi
      .fetch(
        new Request(`http://prodigi.test/v4.0/${path}`, { ...init, headers: { 'x-api-key': 'bench', ...jsonType } }),
      )
      .then((response) => response.text())

  async function learn(text: string): Promise<FirstOrder> {
    const order = { method: 'POST', body: text }
    const created = await ask('orders', order)
    const again = await ask('orders', order)
    const { order: answered, outcome } = JSON.parse(created)
    if (outcome !== 'Created') throw new Error(`Prodigi did not take the order: ${created}`)
    const { id } = answered
    prodigi.runOrder(id)
    await prodigi.waitForCallbacks()
    return {
      body: JSON.parse(text),
      id,
      created,
      again,
      sent: await ask(`orders/${id}`),
      callbacks: told.map(({ body }) => body),
    }
  }

  /** Made once for each key, as often as it is asked for. */
  async function order(text: string): Promise<string> {
    first ??= learn(text)
    const template = await first
    const body: OrderBody = JSON.parse(text)
    const earlier = byKey.get(body.idempotencyKey)
    if (earlier) return of(template, earlier, template.again)
    const print = { id: `ord_${byKey.size + 1}`, body, isSent: false }
    byKey.set(body.idempotencyKey, print)
    byId.set(print.id, print)
    made.push(body.metadata.orderId)
    unsent.push(print)
    return of(template, print, template.created)
  }

  function of({ body, id }: FirstOrder, print: Print, answer: string): string {
    return retell(answer, [body, id], [print.body, print.id])
  }

  return {
    simulator: prodigi,
    /** Null for what only the simulator knows. */
    async answer({ method, path, body }: Asked): Promise<string | null> {
      if (method === 'POST') return path === '/v4.0/orders' ? order(body) : null
      const print = byId.get(path.slice(path.lastIndexOf('/') + 1))
      if (!print || !first) return null
      const template = await first
      return of(template, print, print.isSent ? template.sent : template.created)
    },
    takeMade(): readonly string[] {
      const taken = made
      made = []
      return taken
    },
    /** Sends all that is made, and tells of each as often as the simulator told of the first. */
    async ship(connections: number): Promise<void> {
      const template = await first
      const leaving = unsent
      unsent = []
      const [{ body } = { body: null }] = leaving
      if (!template || !body) return
      const { origin } = new URL(String(body.callbackUrl))
      const pool = new Pool(origin, { connections })
      await inLanes(connections, leaving, async (print) => {
        print.isSent = true
        const { pathname, search } = new URL(String(print.body.callbackUrl))
        for (const callback of template.callbacks) {
          // Each callback has an id of its own.
          const event = { ...JSON.parse(of(template, print, callback)), id: crypto.randomUUID() }
          const answer = await pool.request({
            path: `${pathname}${search}`,
            method: 'POST',
            body: JSON.stringify(event),
            headers: jsonType,
          })
          await answer.body.dump()
          if (answer.statusCode >= 300) throw new Error(`A callback was answered with ${answer.statusCode}.`)
        }
      })
      await pool.close()
    },
  }
}

const jsonType = { 'content-type': 'application/json' }
