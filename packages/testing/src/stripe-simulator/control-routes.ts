import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { faultRoutes } from '../simulator/fault-routes.ts'
import { StripeApiError } from './stripe-api-error.ts'
import type { StripeControls } from './stripe-controls.ts'
import { stripeFaultRates, stripeFaultScript } from './stripe-fault-script.ts'
import type { WebhookEndpoints } from './webhook-endpoints.ts'

const address = z.strictObject({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  postal_code: z.string().nullish(),
  country: z.string(),
})
const payOptions = z.strictObject({
  method: z.enum(['card', 'delayed']).optional(),
  shippingIndex: z.int().optional(),
  address: address.nullable().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  card: z.string().optional(),
  iban: z.string().optional(),
  promotionCode: z.string().optional(),
  tax: z.int().optional(),
  presentment: z.strictObject({ amount: z.int(), currency: z.string() }).optional(),
  amountTotal: z.int().optional(),
  currency: z.string().optional(),
})
const nothing = z.strictObject({})
const amount = z.strictObject({ amount: z.int().optional() })
const outcome = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) })
const refundInput = amount.extend({ reason: z.string().optional(), pending: z.boolean().optional() })
const disputeInput = amount.extend({ reason: z.string().optional(), inquiry: z.boolean().optional() })
const closedReason = z.enum([
  'acknowledged',
  'approved',
  'canceled',
  'disputed',
  'payment_never_settled',
  'redacted',
  'refunded',
  'refunded_as_fraud',
])
const config = z.strictObject({
  webhookUrl: z.url().nullable().optional(),
  delivery: z.boolean().optional(),
  copies: z.int().min(1).max(100).optional(),
  reorder: z.union([z.boolean(), z.int().min(0)]).optional(),
})
const target = z.strictObject({
  url: z.url(),
  secret: z.union([z.string(), z.array(z.string()).min(1)]),
  events: z.array(z.string()).min(1).optional(),
  thin: z.boolean().optional(),
})
const roll = z.strictObject({ oldOnesForMs: z.int().min(0).optional() })

/** The controls over HTTP, for another process: `POST /__<control>/<id>` with JSON. */
export function controlRoutes(controls: StripeControls, endpoints: WebhookEndpoints): Hono {
  const app = new Hono()
  const control = <Input>(
    name: string,
    schema: z.ZodType<Input>,
    act: (id: string, input: Input) => object | Promise<object>,
  ) => app.post(`/__${name}/:id`, async (c) => c.json(await act(c.req.param('id'), await readJson(c, schema))))

  control('pay', payOptions, controls.pay)
  control('decline', nothing, controls.decline)
  control('settle', outcome, (id, input) => controls.settleDelayed(id, input.outcome))
  control('expire', nothing, controls.expire)
  control('refund', refundInput, (id, { amount: asked, ...options }) => controls.refund(id, asked, options))
  control('authenticate', outcome, (id, input) => controls.authenticate(id, input.outcome))
  control('capture', amount, (id, input) => controls.capture(id, input.amount))
  control('cancel', nothing, controls.cancel)
  control('settle-refund', nothing, controls.settleRefund)
  control('fail-refund', z.strictObject({ reason: z.string().optional() }), (id, { reason }) =>
    controls.failRefund(id, reason),
  )
  control('dispute', disputeInput, controls.dispute)
  control('update-dispute', z.strictObject({ status: z.string() }), (id, { status }) =>
    controls.updateDispute(id, status),
  )
  control('close-dispute', z.strictObject({ outcome: z.enum(['won', 'lost', 'warning_closed']) }), (id, input) =>
    controls.closeDispute(id, input.outcome),
  )
  control('fraud-warning', z.strictObject({ fraudType: z.string().optional() }), (id, { fraudType }) =>
    controls.fraudWarning(id, fraudType),
  )
  control('open-review', z.strictObject({ reason: z.enum(['rule', 'manual']).optional() }), (id, { reason }) =>
    controls.openReview(id, reason),
  )
  control('close-review', z.strictObject({ closedReason: closedReason.optional() }), (id, input) =>
    controls.closeReview(id, input.closedReason),
  )
  control('resend', nothing, async (id) => {
    await controls.resend(id)
    return {}
  })
  control('repeat', nothing, (id) => ({ id: controls.repeatEvent(id) }))
  app.post('/__config', async (c) => c.json(controls.configureWebhooks(await readJson(c, config))))
  app.post('/__deliver', async (c) => {
    const options = await readJson(c, z.strictObject({ all: z.boolean().optional() }))
    return c.json({ tried: await controls.deliverPending({ all: options.all ?? false }) })
  })
  app.get('/__webhooks', (c) => c.json({ webhooks: endpoints.all().map(({ object }) => object) }))
  app.post('/__webhooks', async (c) => {
    const { events, thin, ...rest } = await readJson(c, target)
    const id = controls.addWebhook({ ...rest, ...(events && { events }), ...(thin !== undefined && { thin }) })
    return c.json({ id })
  })
  control('roll', roll, (id, { oldOnesForMs }) => ({ secret: controls.rollWebhookSecret(id, oldOnesForMs) }))
  const schemas = { scriptSchema: stripeFaultScript, ratesSchema: stripeFaultRates }
  app.route('/', faultRoutes(controls.faults, { ...schemas, read: readJson }))
  app.get('/__requests', (c) => c.json(controls.requests()))
  app.get('/__ledger', (c) => c.json(controls.ledger()))
  app.get('/__deliveries', (c) => c.json(controls.deliveries()))
  return app
}

async function readJson<Value>(c: Context, schema: z.ZodType<Value>): Promise<Value> {
  const text = await c.req.text()
  const result = schema.safeParse(text === '' ? {} : parseJson(text))
  if (result.success) return result.data
  throw new StripeApiError(400, { message: z.prettifyError(result.error) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StripeApiError(400, { message: 'The body is no JSON.' })
  }
}
