import type { Engine } from '../engine.ts'
import { isOpen, isUntouched, wasSent } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { AvailableActions } from './fulfillment-results.ts'

const all: AvailableActions = { cancel: true, recipient: true, shippingMethod: true, metadata: true }
const none: AvailableActions = { cancel: false, recipient: false, shippingMethod: false, metadata: false }

/** What can still be done with an order: what every print that a provider has allows. Nothing is changed by asking. */
export async function availableActions({ fulfillment: provider }: Engine, order: Order): Promise<AvailableActions> {
  if (order.closedAs || wasSent(order)) return none
  if (!order.payment.capturedAt) return { ...none, cancel: true }
  const atProvider = order.fulfillments.filter((f) => isOpen(f) && !isUntouched(f))
  const answers = await Promise.all(
    atProvider.map(async ({ providerOrderId }) =>
      providerOrderId === null ? null : ((await provider.actions?.(providerOrderId)) ?? null),
    ),
  )
  // What is not shown, or was not answered yet, may be asked for all the same: the provider has the last word.
  return answers.reduce<AvailableActions>((allowed, answer) => both(allowed, answer ?? all), all)
}

function both(a: AvailableActions, b: AvailableActions): AvailableActions {
  return {
    cancel: a.cancel && b.cancel,
    recipient: a.recipient && b.recipient,
    shippingMethod: a.shippingMethod && b.shippingMethod,
    metadata: a.metadata && b.metadata,
  }
}
