import {
  type FulfillmentProvider,
  type FulfillmentSnapshot,
  type FulfillmentSubmission,
  money,
  QuoinError,
} from '@quoin/core'
import { chanceBetween } from './chance.ts'
import type { PrintWay } from './plan.ts'
import type { World } from './world.ts'

type Shipment = FulfillmentSnapshot['shipments'][number]

/** An order as Prodigi has it: the only truth about what is printed. */
export interface ProdigiOrder {
  readonly providerOrderId: string
  readonly body: string
  submission: FulfillmentSubmission
  readonly createdAt: number
  readonly way: PrintWay
  status: FulfillmentSnapshot['status']
  shipments: Shipment[]
  /** When it was sent whole, or cancelled; null while it goes on. */
  endedAt: number | null
}

export interface SimulatedProdigi {
  readonly port: FulfillmentProvider
  readonly orders: readonly ProdigiOrder[]
}

export interface ProdigiOptions {
  /** Calls the shop back; the body proves nothing. */
  readonly send: (callbackUrl: string, event: { readonly id: string; readonly body: string }) => void
  /** Hears of every print before it is made. */
  readonly onPrint: (submission: FulfillmentSubmission, body: string) => void
  /** What becomes of the prints of an order. */
  readonly wayOf: (submission: FulfillmentSubmission) => PrintWay
}

const minute = 60_000

/** Prodigi as the port shows it, without HTTP: it remembers keys for ever, holds, splits, cancels and ships. */
export function createSimulatedProdigi(
  { kernel, plan }: World,
  { send, onPrint, wayOf }: ProdigiOptions,
): SimulatedProdigi {
  const orders: ProdigiOrder[] = []
  let told = 0

  const tell = (order: ProdigiOrder): void => {
    told += 1
    const event = { id: `cb_${told}`, type: 'com.prodigi.order.status.stage.changed' }
    send(order.submission.callbackUrl, { id: event.id, body: JSON.stringify(event) })
  }
  const orderAt = (providerOrderId: string): ProdigiOrder => {
    const order = orders.find((one) => one.providerOrderId === providerOrderId)
    if (!order) throw failed('There is no such order.', 'permanent')
    return order
  }
  type Progress = Partial<Pick<ProdigiOrder, 'status' | 'shipments'>>
  const move = (order: ProdigiOrder, afterMs: number, progress: () => Progress): void => {
    kernel.after(afterMs, `prodigi moves ${order.providerOrderId}`, () => {
      if (order.status === 'cancelled') return
      const made = progress()
      Object.assign(order, made)
      if (made.status === 'shipped' || made.status === 'cancelled') order.endedAt = kernel.now()
      tell(order)
    })
  }
  const parcel = (order: ProdigiOrder, number: number, status: Shipment['status']): Shipment => ({
    id: `${order.providerOrderId}_${number}`,
    status,
    carrier: 'usps',
    service: null,
    trackingNumber: status === 'shipped' ? `T${order.providerOrderId}${number}` : null,
    trackingUrl: null,
    itemIds: order.submission.items.map(({ id }) => id),
    shippedAt: status === 'shipped' ? new Date(kernel.now()) : null,
    deliveredAt: null,
  })
  const produce = (order: ProdigiOrder): void => {
    const place = orders.length
    const pause = chanceBetween(plan.seed, 'pause', place, 1, order.way === 'slow' ? 60 : 6) * minute
    const making = chanceBetween(plan.seed, 'making', place, 2, 20) * minute
    if (order.way === 'dropped') {
      move(order, pause, () => ({ status: 'cancelled' }))
      return
    }
    move(order, pause, () => ({ status: 'in_production' }))
    const isSplit = order.way === 'split'
    if (isSplit) {
      move(order, pause + making, () => {
        return { status: 'partially_shipped', shipments: [parcel(order, 1, 'shipped'), parcel(order, 2, 'processing')] }
      })
    }
    const parcels = isSplit ? [1, 2] : [1]
    move(order, pause + parcels.length * making, () => {
      return { status: 'shipped', shipments: parcels.map((number) => parcel(order, number, 'shipped')) }
    })
  }
  const snapshotOf = ({ providerOrderId, status, shipments }: ProdigiOrder): FulfillmentSnapshot => ({
    ...{ providerOrderId, status, charges: [], issues: [], shipments },
  })
  const isHidden = ({ way, createdAt }: ProdigiOrder): boolean => way === 'held' && kernel.now() - createdAt < minute
  const isEarly = ({ status }: ProdigiOrder): boolean => status === 'submitted'

  const port: FulfillmentProvider = {
    name: 'prodigi',
    livemode: false,
    prepare: (submission) => JSON.stringify(submission),
    async submit(body) {
      const submission: FulfillmentSubmission = JSON.parse(body)
      const known = orders.find((one) => one.submission.idempotencyKey === submission.idempotencyKey)
      if (known?.way === 'fickle') throw failed('The artwork can not be loaded any more.', 'permanent')
      if (known) {
        const mismatches = known.body === body ? [] : ['items']
        return { snapshot: snapshotOf(known), alreadyExisted: true, mismatches }
      }
      const way = wayOf(submission)
      if (way === 'refused') throw failed('The address is not valid.', 'permanent')
      onPrint(submission, body)
      const order: ProdigiOrder = {
        providerOrderId: `ord_${orders.length + 1}`,
        body,
        submission,
        createdAt: kernel.now(),
        way,
        status: 'submitted',
        shipments: [],
        endedAt: null,
      }
      orders.push(order)
      produce(order)
      tell(order)
      const snapshot = isHidden(order) ? { ...snapshotOf(order), status: 'on_hold' as const } : snapshotOf(order)
      return { snapshot, alreadyExisted: false, mismatches: [] }
    },
    async read(providerOrderId) {
      const order = orderAt(providerOrderId)
      return isHidden(order) ? null : snapshotOf(order)
    },
    async find({ idempotencyKey }) {
      const order = orders.find((one) => one.submission.idempotencyKey === idempotencyKey)
      return order ? snapshotOf(order) : null
    },
    async cancel(providerOrderId) {
      const order = orderAt(providerOrderId)
      if (order.status === 'cancelled') return { outcome: 'cancelled', snapshot: snapshotOf(order) }
      if (!isEarly(order) || order.way === 'uncancellable') return { outcome: 'refused', snapshot: snapshotOf(order) }
      order.status = 'cancelled'
      order.endedAt = kernel.now()
      tell(order)
      return { outcome: 'cancelled', snapshot: snapshotOf(order) }
    },
    async actions(providerOrderId) {
      const order = orderAt(providerOrderId)
      if (isHidden(order)) return null
      const can = isEarly(order)
      return { cancel: can, recipient: can, shippingMethod: can, metadata: can }
    },
    async updateRecipient(providerOrderId, recipient) {
      const order = orderAt(providerOrderId)
      if (!isEarly(order)) return { outcome: 'refused', snapshot: snapshotOf(order) }
      order.submission = { ...order.submission, recipient }
      return { outcome: 'updated', snapshot: snapshotOf(order) }
    },
    async updateShippingMethod(providerOrderId, shippingMethod) {
      const order = orderAt(providerOrderId)
      if (!isEarly(order)) return { outcome: 'refused', snapshot: snapshotOf(order) }
      order.submission = { ...order.submission, shippingMethod }
      return { outcome: 'updated', snapshot: snapshotOf(order) }
    },
    async updateMetadata(providerOrderId) {
      const order = orderAt(providerOrderId)
      return { outcome: isEarly(order) ? 'updated' : 'refused', snapshot: snapshotOf(order) }
    },
    async *list({ createdFrom }) {
      for (const order of orders) {
        if (order.createdAt < createdFrom.getTime()) continue
        const { merchantReference, idempotencyKey, callbackUrl } = order.submission
        const createdAt = new Date(order.createdAt)
        yield {
          providerOrderId: order.providerOrderId,
          merchantReference,
          idempotencyKey,
          callbackUrl,
          createdAt,
          snapshot: snapshotOf(order),
        }
      }
    },
    async product() {
      return null
    },
    async quote({ currency }) {
      const [items, shipping] = [money(2_000, currency), money(500, currency)]
      return [{ shippingMethod: 'Standard', items, shipping, total: money(2_500, currency) }]
    },
    async inspect(providerOrderId) {
      return { ...orderAt(providerOrderId) }
    },
    readCallback(body) {
      const { id, type } = JSON.parse(body)
      if (typeof id !== 'string' || typeof type !== 'string') throw new QuoinError('malformed_webhook', 'No event.')
      return { eventId: id, type }
    },
    async ping() {},
  }
  return { port, orders }
}

function failed(message: string, retry: 'permanent' | 'retryable'): QuoinError {
  return new QuoinError('fulfillment_provider_failed', message, { retry })
}
