import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Control } from '../simulator/control.ts'
import { faultRoutes } from '../simulator/fault-routes.ts'
import { faultRates } from './fault-rates.ts'
import { faultScript } from './fault-script.ts'
import { orderPlan } from './order-plan.ts'
import type { ProdigiSimulator } from './prodigi-simulator.ts'

const advanceRequest = z.strictObject({
  /** Without it, all orders. */
  orderId: z.string().optional(),
  /** How many steps, or until nothing moves it. @default 1 */
  steps: z.union([z.number().int().min(1), z.literal('all')]).optional(),
})
const orderRequest = z.strictObject({ orderId: z.string() })
const deliverRequest = z.strictObject({ all: z.boolean().optional() })

/** What another process can do beside the API, for those who need to be told. */
export const controls: readonly Control[] = [
  ['GET', '/__ledger', '', 'every order that was made, and every call'],
  ['GET', '/__orders', '', 'the orders as they are now, the held ones too'],
  ['GET', '/__callbacks', '', 'every callback, and how it went'],
  ['GET', '/__downloads', '', 'every real download, and what was wrong with it'],
  [
    'POST',
    '/__advance',
    '{"orderId":"ord_1","steps":1}',
    'move an order, or all; "steps":"all" until nothing moves it',
  ],
  ['POST', '/__release', '{"orderId":"ord_1"}', 'end the pause of an order'],
  ['POST', '/__resolve', '{"orderId":"ord_1"}', 'take the issues of an order away, as by paying'],
  ['POST', '/__plan', '{"paymentIssue":true}', 'what happens to the next order'],
  ['POST', '/__deliver', '{"all":true}', 'send reordered callbacks that wait for their time'],
  ['POST', '/__faults', '{"endpoint":"createOrder","fault":"accept-then-drop"}', 'a fault for the next call'],
  ['POST', '/__faults/rate', '{"rate":{"status-503":0.05}}', 'faults by chance'],
  ['DELETE', '/__faults', '', 'no more faults'],
]

/** The strings that another process pulls: see {@link controls}. The real service has nothing like them. */
export function createControlApi(simulator: Omit<ProdigiSimulator, 'fetch'>) {
  const app = new Hono()
  app.get('/__ledger', (context) => context.json(simulator.ledger()))
  app.get('/__orders', (context) => context.json({ orders: simulator.orders() }))
  app.get('/__callbacks', (context) => context.json({ callbacks: simulator.callbacks() }))
  app.get('/__downloads', (context) => context.json({ downloads: simulator.downloads() }))
  app.post('/__advance', async (context) => {
    const { orderId, steps = 1 } = await body(context, advanceRequest)
    const ids = orderId === undefined ? simulator.orders().map(({ id }) => id) : [orderId]
    return context.json({ orders: await Promise.all(ids.map((id) => advance(id, steps))) })
  })
  app.post('/__release', async (context) => {
    const { orderId } = await body(context, orderRequest)
    return context.json({ order: simulator.releaseOrder(orderId) })
  })
  app.post('/__resolve', async (context) => {
    const { orderId } = await body(context, orderRequest)
    return context.json({ order: simulator.resolveIssues(orderId) })
  })
  app.post('/__plan', async (context) => {
    simulator.planNext(await body(context, orderPlan))
    return context.body(null, 204)
  })
  app.post('/__deliver', async (context) => {
    const { all = false } = await body(context, deliverRequest)
    return context.json({ delivered: await simulator.deliverCallbacks({ all }) })
  })
  app.route('/', faultRoutes(simulator.faults, { scriptSchema: faultScript, ratesSchema: faultRates, read: body }))
  app.notFound((context) => context.json({ error: 'There is no such control.' }, 404))
  app.onError((error, context) => {
    if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 400)
    if (error instanceof RangeError) return context.json({ error: error.message }, 404)
    if (error instanceof SyntaxError) return context.json({ error: 'Not JSON.' }, 400)
    throw error
  })
  return app

  async function advance(id: string, steps: number | 'all') {
    if (steps === 'all') return simulator.finishOrder(id)
    for (let step = 1; step < steps; step += 1) simulator.advanceOrder(id)
    return simulator.advanceOrder(id)
  }
}

/** No body at all is an empty one. */
async function body<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text()
  return schema.parse(text.trim() === '' ? {} : JSON.parse(text))
}
