import { Hono } from 'hono'
import { z } from 'zod'
import { faultScript } from './faults.ts'
import { orderPlan } from './order-plan.ts'
import type { ProdigiSimulator } from './prodigi-simulator.ts'

const advanceRequest = z.strictObject({
  /** Without it, all orders. */
  orderId: z.string().optional(),
  /** How many steps, or until nothing moves it. @default 1 */
  steps: z.union([z.number().int().min(1), z.literal('all')]).optional(),
})
const orderRequest = z.strictObject({ orderId: z.string() })

/**
 * The strings that another process pulls: `GET /__ledger`, `GET /__callbacks`, `POST /__advance`, `POST /__release`,
 * `POST /__resolve`, `POST /__plan`, `POST /__faults`, `DELETE /__faults`. The real service has nothing like them.
 */
export function createControlApi(simulator: Omit<ProdigiSimulator, 'fetch'>) {
  const app = new Hono()
  app.get('/__ledger', (context) => context.json(simulator.ledger()))
  app.get('/__callbacks', (context) => context.json({ callbacks: simulator.callbacks() }))
  app.post('/__advance', async (context) => {
    const { orderId, steps = 1 } = advanceRequest.parse(await context.req.json())
    const ids = orderId === undefined ? simulator.orders().map(({ id }) => id) : [orderId]
    const orders = ids.map((id) => {
      if (steps === 'all') return simulator.runOrder(id)
      for (let step = 1; step < steps; step += 1) simulator.advanceOrder(id)
      return simulator.advanceOrder(id)
    })
    return context.json({ orders })
  })
  app.post('/__release', async (context) => {
    return context.json({ order: simulator.releaseOrder(orderRequest.parse(await context.req.json()).orderId) })
  })
  app.post('/__resolve', async (context) => {
    return context.json({ order: simulator.resolveIssues(orderRequest.parse(await context.req.json()).orderId) })
  })
  app.post('/__plan', async (context) => {
    simulator.planNext(orderPlan.parse(await context.req.json()))
    return context.body(null, 204)
  })
  app.post('/__faults', async (context) => {
    simulator.faults.next(faultScript.parse(await context.req.json()))
    return context.json({ pending: simulator.faults.pending() })
  })
  app.delete('/__faults', (context) => {
    simulator.faults.clear()
    simulator.faults.release()
    return context.body(null, 204)
  })
  app.onError((error, context) => {
    if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 400)
    if (error instanceof RangeError) return context.json({ error: error.message }, 404)
    if (error instanceof SyntaxError) return context.json({ error: 'Not JSON.' }, 400)
    throw error
  })
  return app
}
