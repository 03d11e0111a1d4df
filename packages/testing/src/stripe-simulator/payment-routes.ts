import { z } from 'zod'
import { amountParam, expandParam, metadataParam, textParam } from './api-params.ts'
import { cancelPayment, capturePayment } from './capture.ts'
import { mergeMetadata } from './metadata.ts'
import { getRoute, listRoute, postRoute } from './object-routes.ts'
import { findPaymentIntent } from './payment-intent.ts'
import { createRefund, findRefund } from './refund.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeParameterError } from './stripe-api-error.ts'
import type { StripeRoute } from './stripe-route.ts'

const expandable = { expand: expandParam }
const metadataChanges = z.record(z.string().max(40), z.string().max(500)).optional()
const intentUpdate = z.strictObject({ metadata: metadataChanges, description: textParam.optional(), ...expandable })
const captureParams = z.strictObject({ amount_to_capture: amountParam.optional(), ...expandable })
const cancelParams = z.strictObject({
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  ...expandable,
})
const refundParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: amountParam.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadataParam.optional(),
  ...expandable,
})
const refundUpdate = z.strictObject({ metadata: metadataChanges, ...expandable })
const text = z.string().optional()

/** Payments, their charges, refunds, and the account's balance. */
export function paymentRoutes(account: StripeAccount): readonly StripeRoute[] {
  const { paymentIntents, charges, refunds, paymentMethods, balanceTransactions } = account
  return [
    listRoute(account, 'listPaymentIntents', '/payment_intents', () => paymentIntents.values()),
    getRoute(account, 'getPaymentIntent', '/payment_intents', 'payment_intent', (id) => findPaymentIntent(account, id)),
    postRoute(account, 'updatePaymentIntent', '/payment_intents/:id', intentUpdate, (params, call) => {
      const intent = findPaymentIntent(account, call.param('id'))
      intent.metadata = mergeMetadata(intent.metadata, params.metadata ?? {})
      intent.description = params.description ?? intent.description
      return intent
    }),
    postRoute(account, 'capturePaymentIntent', '/payment_intents/:id/capture', captureParams, (params, call) =>
      capturePayment(account, call.param('id'), params.amount_to_capture),
    ),
    postRoute(account, 'cancelPaymentIntent', '/payment_intents/:id/cancel', cancelParams, (params, call) =>
      cancelPayment(account, call.param('id'), params.cancellation_reason),
    ),
    getRoute(account, 'getPaymentMethod', '/payment_methods', 'PaymentMethod', (id) => paymentMethods.get(id)),
    listRoute(account, 'listCharges', '/charges', () => charges.values(), { payment_intent: text }),
    getRoute(account, 'getCharge', '/charges', 'charge', (id) => charges.get(id)),

    postRoute(account, 'createRefund', '/refunds', refundParams, (params) => {
      const { payment_intent: intent, charge: chargeId, amount, reason, metadata } = params
      if (intent === undefined && chargeId === undefined) {
        throw new StripeParameterError(400, {
          code: 'parameter_missing',
          message: 'One of the following params should be provided for this request: payment_intent or charge.',
        })
      }
      const charge = charges.get(chargeId ?? '')
      if (intent === undefined && charge === undefined) throw noSuch('charge', chargeId ?? '', 'charge')
      return createRefund(account, {
        paymentIntentId: intent ?? String(charge?.payment_intent),
        amount,
        reason,
        metadata,
      })
    }),
    listRoute(account, 'listRefunds', '/refunds', () => refunds.values(), { payment_intent: text, charge: text }),
    getRoute(account, 'getRefund', '/refunds', 'refund', (id) => refunds.get(id)),
    postRoute(account, 'updateRefund', '/refunds/:id', refundUpdate, (params, call) => {
      const refund = findRefund(account, call.param('id'))
      refund.metadata = mergeMetadata(refund.metadata, params.metadata ?? {})
      return refund
    }),

    listRoute(account, 'listBalanceTransactions', '/balance_transactions', () => balanceTransactions.values(), {
      source: text,
      type: text,
    }),
    getRoute(account, 'getBalanceTransaction', '/balance_transactions', 'balance_transaction', (id) =>
      balanceTransactions.get(id),
    ),
    { endpoint: 'getBalance', method: 'GET', path: '/balance', handle: () => balance(account) },
  ]
}

/** What is there by currency; Stripe shows at least the account's own. */
function balance(account: StripeAccount): object {
  const sums = new Map([['usd', 0]])
  for (const { amount, currency } of account.balanceTransactions.values()) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  }
  const money = (available: boolean) =>
    Array.from(sums, ([currency, sum]) => {
      const amount = available ? sum : 0
      return { amount, currency, source_types: { card: amount } }
    })
  return { object: 'balance', available: money(true), livemode: account.livemode, pending: money(false) }
}
