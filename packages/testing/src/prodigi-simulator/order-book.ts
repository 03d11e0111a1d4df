import type { Clock } from '@quoin/core'
import { advanceOrder, nextStep } from './advance-order.ts'
import type { AssetDownloader } from './asset-downloader.ts'
import type { CallbackSender } from './callbacks.ts'
import type { CheckedItem } from './check-items.ts'
import { writeInstant } from './instant.ts'
import type { LedgerWriter } from './ledger.ts'
import type { OrderPlan } from './order-plan.ts'
import type { StepTimes } from './pace.ts'
import { placeOrder, releaseOrder } from './place-order.ts'
import type { OrderRequest } from './request-schemas.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

interface OrderBookOptions {
  readonly shop: Shop
  readonly clock: Clock
  readonly ledger: LedgerWriter
  readonly callbacks: CallbackSender
  /** Null where downloads are only simulated. */
  readonly downloader: AssetDownloader | null
  readonly callbackUrl: string | null
  /** Of every order, unless its own says otherwise. */
  readonly plan: OrderPlan
  readonly stepTimes: StepTimes
}

/** The orders of the account, and all that ever happens to them. */
export function createOrderBook(options: OrderBookOptions) {
  const { shop, clock, ledger, stepTimes, downloader } = options
  const orders = new Map<string, SimulatedOrder>()
  const idsByKey = new Map<string, string>()
  const plans: OrderPlan[] = []
  /** Those that time will move, so that the others cost nothing however many they are. */
  const moving = new Set<string>()

  function apply<T extends Step>(step: T, at: Date): T {
    const { fetches = [] } = step
    if (!downloader || fetches.length === 0) return store(step, at)
    const fetching = store({ ...step, order: { ...step.order, downloads: 'under_way' } }, at)
    const { id } = fetching.order.body
    downloader.download(id, fetches, (downloads) => {
      store({ order: { ...get(id), downloads }, tells: [] }, clock.now())
    })
    return fetching
  }

  function store<T extends Step>(step: T, at: Date): T {
    const { id } = step.order.body
    orders.set(id, step.order)
    if (dueAt(step.order)) moving.add(id)
    else moving.delete(id)
    for (const { type, body } of step.tells) options.callbacks.announce(type, body, at)
    return step
  }

  /** One order for one key, for ever. Without a key, always a new one. */
  function place(
    request: OrderRequest,
    items: readonly CheckedItem<OrderRequest['items'][number]>[],
    sent: unknown,
  ): { readonly order: SimulatedOrder; readonly isNew: boolean } {
    const { idempotencyKey, merchantReference } = request
    const earlier = idempotencyKey === null ? undefined : orders.get(idsByKey.get(idempotencyKey) ?? '')
    if (earlier) return { order: earlier, isNew: false }
    const at = clock.now()
    const { order } = apply(
      placeOrder({
        request,
        items,
        plan: { ...options.plan, ...plans.shift() },
        callbackUrl: request.callbackUrl ?? options.callbackUrl,
        currency: shop.currency,
        at,
        ids: shop.ids,
      }),
      at,
    )
    if (idempotencyKey !== null) idsByKey.set(idempotencyKey, order.body.id)
    ledger.recordOrder({ id: order.body.id, idempotencyKey, merchantReference, body: sent, at: writeInstant(at) })
    return { order, isNew: true }
  }

  function find(id: string): SimulatedOrder | undefined {
    return orders.get(id.toLowerCase())
  }

  function get(id: string): SimulatedOrder {
    const order = find(id)
    if (!order) throw new RangeError(`There is no order ${id}.`)
    return order
  }

  /** Does something to an order now. */
  function act<T extends Step>(id: string, action: (order: SimulatedOrder, at: Date, shop: Shop) => T): T {
    const at = clock.now()
    return apply(action(get(id), at, shop), at)
  }

  /** Takes all steps that are due by the clock, each at its own time. */
  function catchUp(): void {
    for (const id of moving) {
      for (let due = dueAt(get(id)); due && due <= clock.now(); due = dueAt(get(id))) {
        const order = get(id)
        apply(order.held ? releaseOrder(order, due) : advanceOrder(order, due, shop), due)
      }
    }
  }

  function dueAt(order: SimulatedOrder): Date | null {
    if (order.held) return order.held === 'until_released' ? null : order.held
    const step = nextStep(order)
    return step ? new Date(order.movedAt.getTime() + stepTimes.of(step, order)) : null
  }

  return {
    place,
    find,
    get,
    act,
    catchUp,
    /** The newest first. */
    list: (): readonly SimulatedOrder[] => [...orders.values()].reverse(),
    planNext: (plan: OrderPlan): void => void plans.push(plan),
  }
}

export type OrderBook = ReturnType<typeof createOrderBook>
