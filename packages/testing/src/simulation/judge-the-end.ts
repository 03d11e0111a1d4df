import type { JobRecord, Order, Storage } from '@quoin/core'
import { evolveOrder } from '@quoin/core'
import type { Parties } from './promises.ts'
import type { ProdigiOrder } from './simulated-prodigi.ts'
import { keptOf, refundedOf } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** Whether nothing is left to do: the books of the shop say what those of the providers say, and nothing waits. */
export async function isQuiet(store: Storage, { stripe, prodigi }: Parties): Promise<boolean> {
  if (prodigi.orders.some(({ status }) => status !== 'shipped' && status !== 'cancelled')) return false
  if ([...stripe.sessions.values()].some((session) => session.money === 'processing')) return false
  const { due, running } = await store.jobStats()
  if (due + running > 0) return false
  for (const order of await store.listOrders({ limit: 200 })) {
    const jobs = await store.listJobs(order.id)
    if (jobs.some(({ state, kind }) => state !== 'dead' && !waitsLong.includes(kind))) return false
    for (const { providerOrderId, status } of printsOf(prodigi.orders, order.id)) {
      if (order.fulfillments.find((f) => f.providerOrderId === providerOrderId)?.status !== status) return false
    }
    const session = stripe.sessionOf(order.id)
    if (session?.money === 'captured' && order.payment.capturedAt === null) return false
    if (session && refundedOf(session) !== order.payment.amountRefunded) return false
  }
  return true
}

const waitsLong: readonly string[] = ['refresh_fulfillment', 'expire_checkout']

function printsOf(prints: readonly ProdigiOrder[], orderId: string): ProdigiOrder[] {
  return prints.filter(({ submission }) => submission.metadata['orderId'] === orderId)
}

/** The promises about what must have come of everything, once it is quiet. */
export async function judgeTheEnd(world: World, store: Storage, parties: Parties): Promise<void> {
  for (const order of await store.listOrders({ limit: 200 })) {
    judgeMoney(world, order, parties)
    judgeAlerts(world, order, parties)
    judgeLetters(world, order, parties)
    await judgeJobs(world, order, store, parties)
    const history = await store.loadHistory(order.id)
    const replayed = history.reduce<Order | null>(evolveOrder, null)
    if (JSON.stringify(replayed) !== JSON.stringify(order)) {
      world.violate('INV-17', `The history of ${order.number} does not lead to it.`)
    }
  }
}

function judgeMoney({ violate, kernel, counts }: World, order: Order, { stripe, prodigi, shop, asked }: Parties): void {
  const session = stripe.sessionOf(order.id)
  if (!session) return
  const prints = printsOf(prodigi.orders, order.id)
  const going = prints.filter(({ status }) => status !== 'cancelled')
  const isAsking = order.attention.length > 0
  const isPaid = session.money === 'captured'
  const isDealtWith = isSettled(order) || (order.closedAs !== null && asked.resolved.has(order.id))
  if (isPaid && keptOf(session) > 0 && going.length === 0 && !isAsking && !isDealtWith) {
    violate('INV-2', `${order.number} is paid, not printed, and asks for nobody.`)
  }
  const isTold = shop.alerts.some(({ orderId }) => orderId === order.id)
  const { emptiedAt } = session
  const wasInTime = going.some(
    ({ endedAt }) => emptiedAt !== null && (endedAt ?? kernel.now()) - emptiedAt > stoppedWithinMs,
  )
  if (isPaid && wasInTime && !isTold && counts.strikes === 0) {
    violate('INV-12', `All money of ${order.number} is back, and it is printed.`)
  }
  if (asked.cancels.has(order.id) && order.closedAs === null && going.length > 0 && !isTold) {
    violate('INV-19', `${order.number} was to be cancelled, goes on, and nobody was told.`)
  }
  const known = order.fulfillments.flatMap(({ providerOrderId }) => providerOrderId ?? [])
  if (new Set(known).size < known.length || known.length !== prints.length) {
    violate('INV-21', `${order.number} knows of ${known.length} prints, and the provider of ${prints.length}.`)
  }
  const unsent = order.refundBalance.target - order.payment.amountRefunded
  const isClaimed = session.dispute?.status === 'open' || session.dispute?.status === 'lost'
  if (unsent > 0 && !isAsking && !isClaimed && !asked.resolved.has(order.id)) {
    violate('INV-21', `${unsent} minor units are owed for ${order.number} and nobody is asked.`)
  }
}

/** Within which a print is stopped, or a person told that it can't be, once all of its money is back. */
const stoppedWithinMs = 20 * 60_000

/** The money has gone back in another way, as a person said. */
function isSettled({ refundBalance, closedAs }: Order): boolean {
  return closedAs !== null && refundBalance.settled > 0
}

function judgeAlerts({ violate }: World, order: Order, { shop }: Parties): void {
  for (const { code, message } of order.attention) {
    const isTold = shop.alerts.some((alert) => alert.orderId === order.id && alert.code === code)
    if (!isTold) violate('INV-19', `Nobody was told that ${order.number} asks for a person: ${code}, ${message}`)
  }
}

function judgeLetters({ violate, counts }: World, order: Order, { shop, prodigi }: Parties): void {
  // Who was asked because a letter was given up writes, too.
  if (order.attention.some(({ code, subject }) => code === 'retries_exhausted' && subject === 'send_notification'))
    return
  const letters = shop.notified.filter(({ orderId }) => orderId === order.id)
  const often = 1 + counts.strikes + counts.crashes
  if (order.payment.capturedAt && !letters.some(({ type }) => type === 'order_confirmed') && order.closedAs === null) {
    violate('INV-16', `The payment of ${order.number} was confirmed to nobody.`)
  }
  for (const { id, status } of printsOf(prodigi.orders, order.id).flatMap(({ shipments }) => shipments)) {
    const told = letters.filter(({ type, shipmentId }) => type === 'order_shipped' && shipmentId === id).length
    if (status === 'shipped' && told === 0) violate('INV-16', `Nobody was told of a parcel of ${order.number}.`)
    if (told > often) violate('INV-16', `A parcel of ${order.number} was told of ${told} times.`)
  }
}

async function judgeJobs({ violate }: World, order: Order, store: Storage, { asked }: Parties): Promise<void> {
  const dead = (await store.listJobs(order.id)).filter(({ state }) => state === 'dead')
  const undone = dead.find(({ kind }) => isUndone(kind, order))
  if (undone && order.attention.length === 0 && !asked.resolved.has(order.id)) {
    violate('INV-15', `A job of ${order.number} is dead and nobody is asked: ${undone.kind}, ${undone.lastError}`)
  }
}

/** What a dead job was to do may have been done by the worker that was thought dead, or by a later job. */
function isUndone(
  kind: JobRecord['kind'],
  { fulfillments, refundBalance, payment, edit, cancelRequest }: Order,
): boolean {
  switch (kind) {
    case 'submit_fulfillment':
      return fulfillments.some(({ status }) => status === 'pending' || status === 'submitting')
    case 'refund_payment':
      return refundBalance.target > payment.amountRefunded
    case 'apply_edit':
      return edit !== null
    case 'cancel_order':
      return cancelRequest !== null
    default:
      // Letters and alerts are judged by what arrived, payments and prints by what is known of them.
      return false
  }
}
