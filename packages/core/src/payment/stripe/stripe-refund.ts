import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { RefundRequest } from '../payment-provider.ts'
import { toStripeAmount } from './stripe-amount.ts'
import type { StripeApi } from './stripe-api.ts'
import { ifWithheld, type StripeFault } from './stripe-fault.ts'

const refundSchema = z.object({
  status: z.string().nullish(),
  amount: z.int().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})
const refundListSchema = z.object({ data: z.array(refundSchema) })
const hasFailed = (made: z.infer<typeof refundSchema>) => made.status === 'failed' || made.status === 'canceled'

/**
 * Stripe forgets idempotency keys after a day, so the key also stands in the refund, where it is looked for first. Where the
 * refunds are not shown, Stripe's own memory has to do. One that failed is not made again: that takes another key.
 */
export async function refundAtStripe(api: StripeApi, request: RefundRequest): Promise<void> {
  const { paymentId, orderId, idempotencyKey } = request
  const amount = toStripeAmount(request.amount)
  const earlier = await api.read(
    refundListSchema,
    (stripe) => stripe.refunds.list({ payment_intent: paymentId, limit: 100 }),
    ifWithheld({ data: [] }),
  )
  const done = earlier.data.find((made) => made.metadata?.['refund_key'] === idempotencyKey)
  if (done && hasFailed(done)) throw refused('refund_failed')
  if (done && (done.amount ?? amount) !== amount) throw refused('amount_differs')
  if (done) return
  const metadata = { order_id: orderId, refund_key: idempotencyKey }
  const made = await api.write(
    z.union([refundSchema, refusalSchema]),
    (stripe) => stripe.refunds.create({ payment_intent: paymentId, amount, metadata }, { idempotencyKey }),
    meaningOf,
  )
  if (typeof made === 'string') throw refused(made)
  if (hasFailed(made)) throw refused('refund_failed')
}

const refusalSchema = z.enum(['charge_disputed', 'amount_differs'])

/** What of the answers to a refund means more than that it was refused. */
function meaningOf({ code, type }: StripeFault): z.infer<typeof refundSchema | typeof refusalSchema> | undefined {
  if (code === 'charge_already_refunded') return {}
  if (code === 'charge_disputed') return code
  return type === 'idempotency_error' && code === null ? 'amount_differs' : undefined
}

const refusals = {
  charge_disputed: 'The bank has claimed the payment back: no refund is possible.',
  refund_failed: 'Stripe made a refund that failed at once.',
  amount_differs: 'Under this key another amount was given back: read the payment anew.',
} as const

function refused(code: keyof typeof refusals): QuoinError {
  const message = refusals[code]
  return new QuoinError('payment_provider_failed', message, {
    retry: code === 'amount_differs' ? 'retryable' : 'permanent',
    issues: [{ path: '', code, message }],
  })
}
