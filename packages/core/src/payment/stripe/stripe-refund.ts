import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { RefundRequest } from '../payment-provider.ts'
import { toStripeAmount } from './stripe-amount.ts'
import type { StripeApi } from './stripe-api.ts'
import { isWithheld, type StripeFault, stripeFault, unless } from './stripe-fault.ts'

const refundSchema = z.object({ status: z.string().nullish(), metadata: z.record(z.string(), z.string()).nullish() })
const refundListSchema = z.object({ data: z.array(refundSchema).default([]) })
const hasFailed = (made: z.infer<typeof refundSchema>) => made.status === 'failed' || made.status === 'canceled'

/**
 * Stripe forgets idempotency keys after a day, so the key also stands in the refund, where it is looked for first. One
 * that failed is made again, under a key of its own: to the old one Stripe would only repeat its old answer. Where the
 * refunds are not shown, Stripe's own memory has to do.
 */
export async function refundAtStripe(api: StripeApi, request: RefundRequest): Promise<void> {
  const { paymentId, orderId, idempotencyKey } = request
  const amount = toStripeAmount(request.amount)
  const earlier = await api.read(refundListSchema, (stripe) =>
    stripe.refunds.list({ payment_intent: paymentId, limit: 100 }).catch(unless(isWithheld)),
  )
  const ours = earlier.data.filter((made) => made.metadata?.['refund_key'] === idempotencyKey)
  if (ours.some((made) => !hasFailed(made))) return
  const key = ours.length === 0 ? idempotencyKey : `${idempotencyKey}:${ours.length}`
  const metadata = { order_id: orderId, refund_key: idempotencyKey }
  const made = await api.write(z.union([refundSchema, z.literal('disputed')]), (stripe) =>
    stripe.refunds
      .create({ payment_intent: paymentId, amount, metadata }, { idempotencyKey: key })
      .catch(unless(isGivenBack))
      .catch(isDisputed),
  )
  if (made === 'disputed')
    throw refused('charge_disputed', 'The bank has claimed the payment back: no refund is possible.')
  if (hasFailed(made)) throw refused('refund_failed', 'Stripe made a refund that failed at once.')
}

const isGivenBack = ({ code }: StripeFault) => code === 'charge_already_refunded'

function isDisputed(error: unknown): 'disputed' {
  if (stripeFault(error).code === 'charge_disputed') return 'disputed'
  throw error
}

function refused(code: string, message: string): QuoinError {
  return new QuoinError('payment_provider_failed', message, {
    retry: 'permanent',
    issues: [{ path: '', code, message }],
  })
}
