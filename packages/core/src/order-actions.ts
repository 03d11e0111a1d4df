import type { Engine } from './engine.ts'
import { readFulfillment } from './fulfillment/refresh-fulfillment.ts'
import { isOpen } from './order/derive-order-status.ts'
import type { Handled } from './order/handle-order-command.ts'
import type { Order, ShippingAddress } from './order/order.ts'
import type { OrderCommand } from './order/order-commands.ts'
import { rejected } from './order/order-rejection.ts'
import { recordPayment } from './payment/record-payment.ts'
import type { Actor, Quoin } from './quoin.ts'
import { QuoinError } from './quoin-error.ts'
import { namedUuid } from './runtime/named-uuid.ts'
import { onDemand } from './runtime/on-demand.ts'

/** What people ask of an order: each is one command, or a read. */
export function createOrderActions(engine: Engine): Quoin['orders'] {
  const { storage, target, reprintNeedsApproval: needsApproval } = engine

  async function act(orderId: string, command: OrderCommand, actor: Actor): Promise<Order> {
    return orderOf(await engine.handle(orderId, command, { actor }))
  }

  async function load(orderId: string): Promise<Order> {
    const order = await storage.findOrder({ id: orderId })
    if (!order) throw orderNotFound()
    return order
  }

  /** The rules of the countries are loaded with the first address. */
  async function checked(recipient: ShippingAddress): Promise<ShippingAddress> {
    const { checkRecipient } = await import('./fulfillment/check-recipient.ts')
    return checkRecipient(recipient, engine.allowedCountries)
  }

  return {
    find: (key) => storage.findOrder(key),
    list: (query) => storage.listOrders(query),
    summarize: onDemand(async () => {
      const { keepSummaries } = await import('./analytics/keep-summaries.ts')
      return keepSummaries(engine)
    }),
    history: (orderId) => storage.loadHistory(orderId),
    jobs: (orderId) => storage.listJobs(orderId),
    async inspect(orderId) {
      const { fulfillments } = await load(orderId)
      return Promise.all(
        fulfillments.map(async ({ id, providerOrderId }) => ({
          fulfillmentId: id,
          view: providerOrderId && (await engine.fulfillment.inspect(providerOrderId)),
        })),
      )
    },
    async actions(orderId) {
      const { availableActions } = await import('./fulfillment/available-actions.ts')
      return availableActions(engine, await load(orderId))
    },
    async evidence(orderId) {
      const { evidenceOf } = await import('./order/evidence.ts')
      const order = await load(orderId)
      return evidenceOf(order, await storage.loadHistory(order.id), engine.clock.now())
    },
    cancel: (orderId, { reason }, actor) => act(orderId, { type: 'request_cancel', reason }, actor),
    submit: (orderId, actor) => act(orderId, { type: 'submit_order', fulfillment: target }, actor),
    async retry(orderId, actor) {
      await load(orderId)
      const revived = await storage.redriveJobs({ orderId })
      const expedited = await storage.expediteJobs({ orderId })
      const handled = await engine.handle(orderId, { type: 'retry_order', fulfillment: target }, { actor })
      // Jobs that wait again are what was asked for, also where the order itself has nothing to start anew.
      if (handled.outcome === 'rejected' && revived + expedited > 0) return load(orderId)
      return orderOf(handled)
    },
    async refresh(orderId) {
      const { payment, closedAs } = await load(orderId)
      if (payment.checkoutId !== null && !(closedAs && payment.capturedAt === null)) {
        await act(orderId, await recordPayment(engine, payment.checkoutId), engine.payments.name)
      }
      const order = await load(orderId)
      for (const fulfillment of order.fulfillments.filter(isOpen)) {
        await readFulfillment(engine, order, fulfillment.id, { actor: engine.fulfillment.name })
      }
      return load(orderId)
    },
    async refund(orderId, { scope, reason, note = null, key }, actor) {
      const refundId = key === undefined ? engine.ids.uuid() : await namedUuid(`refund:${orderId}:${key}`)
      return act(orderId, { type: 'request_refund', refundId, scope, reason, note, actor }, actor)
    },
    async reprint(orderId, { reason, lines = [], recipient: given }, actor) {
      const recipient = given ? await checked(given) : null
      const asked = { lines, reason, recipient, needsApproval, actor }
      return act(orderId, { type: 'request_reprint', fulfillment: target, ...asked }, actor)
    },
    approveReprint: (orderId, { fulfillmentId }, actor) =>
      act(orderId, { type: 'approve_reprint', fulfillmentId, actor }, actor),
    rejectReprint: (orderId, { fulfillmentId, reason }, actor) =>
      act(orderId, { type: 'reject_reprint', fulfillmentId, reason }, actor),
    async openClaim(orderId, { kind, reason, description = null, photos = [], lines = [], key }, actor) {
      const id = key === undefined ? engine.ids.uuid() : await namedUuid(`claim:${orderId}:${key}`)
      const claim = { id, kind, reason, description, photos, lines }
      return act(orderId, { type: 'open_claim', claim, actor }, actor)
    },
    decideClaim: (orderId, { claimId, decision, note = null }, actor) => {
      const command = {
        type: 'decide_claim',
        claimId,
        decision,
        note,
        fulfillment: target,
        needsApproval,
        actor,
      } as const
      return act(orderId, command, actor)
    },
    recordRecovery: (orderId, { claimId, amount }, actor) =>
      act(orderId, { type: 'record_recovery', claimId, amount }, actor),
    async edit(orderId, change, actor) {
      const order = await load(orderId)
      // The rules of all countries are loaded with the first address that is to be judged.
      const { checkEdit } = await import('./fulfillment/check-edit.ts')
      const checkedChange = await checkEdit(engine, order, change)
      return act(orderId, { type: 'request_edit', change: checkedChange, fulfillment: target, actor }, actor)
    },
    async erase(orderId, actor) {
      const order = await act(orderId, { type: 'erase_personal_data' }, actor)
      const { eventWithoutPersonalData } = await import('./order/without-personal-data.ts')
      // Asked for again after a crash in between, it does the rest.
      await storage.rewriteHistory(orderId, (await storage.loadHistory(orderId)).map(eventWithoutPersonalData))
      return order
    },
    addNote: (orderId, note, actor) => act(orderId, { type: 'add_note', note }, actor),
    editTracking: (orderId, input, actor) => {
      const { shipmentId = null, trackingNumber = null, trackingUrl = null } = input
      return act(orderId, { type: 'edit_tracking', shipmentId, trackingNumber, trackingUrl }, actor)
    },
    markDelivered: (orderId, { shipmentId = null }, actor) =>
      act(orderId, { type: 'mark_delivered', shipmentId }, actor),
    resolveAttention: (orderId, { code = null }, actor) => act(orderId, { type: 'resolve_attention', code }, actor),
  }
}

function orderOf(handled: Handled): Order {
  if (handled.outcome === 'committed') return handled.order
  if (handled.outcome === 'claim_lost') throw new QuoinError('order_conflict', 'The order is being changed by others.')
  if (handled.rejection.code === 'order_not_found') throw orderNotFound()
  throw rejected(handled.rejection)
}

function orderNotFound(): QuoinError {
  return new QuoinError('order_not_found', 'There is no such order.')
}
