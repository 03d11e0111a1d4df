import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { FaultControls } from './fault-switch.ts'

interface FaultRouteOptions<Script, Rates> {
  readonly scriptSchema: z.ZodType<Script>
  readonly ratesSchema: z.ZodType<Rates>
  /** Reads a body, and refuses it in the simulator's own way. */
  readonly read: <Value>(context: Context, schema: z.ZodType<Value>) => Promise<Value>
}

/** The faults over HTTP, for another process. */
export function faultRoutes<Script, Rates>(
  faults: FaultControls<Script, Rates>,
  { scriptSchema, ratesSchema, read }: FaultRouteOptions<Script, Rates>,
): Hono {
  const app = new Hono()
  app.post('/__faults', async (context) => {
    faults.next(await read(context, scriptSchema))
    return context.json({ pending: faults.pending() })
  })
  app.post('/__faults/rate', async (context) => {
    faults.atRate(await read(context, ratesSchema))
    return context.body(null, 204)
  })
  app.delete('/__faults', (context) => {
    faults.clear()
    faults.release()
    return context.body(null, 204)
  })
  return app
}
