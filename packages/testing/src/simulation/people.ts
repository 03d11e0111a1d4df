import { money, type Quoin, type RefundScope } from '@quoin/core'
import { type Deed, type DeedKind, type OrderPlan, payingMs } from './plan.ts'
import type { SimulatedShop } from './shop.ts'
import { keptOf, type SimulatedStripe, type StripeSession } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** What people did, which is what allows money to move by itself, and what it is told by. */
export interface Asked {
  /** By the ids of their orders. */
  readonly plans: Map<string, OrderPlan>
  /** Ids of orders of which a person wants money to go back. */
  readonly refunds: Set<string>
  /** Ids of orders of which a person wants what failed to be tried again. */
  readonly retries: Set<string>
  /** Ids of orders of which a person resolved what asked for one. */
  readonly resolved: Set<string>
  /** Ids of orders that the shop has promised to cancel, if that can be. */
  readonly cancels: Set<string>
}

/** Customers, the people of the shop, the bank and who sits at Stripe's dashboard, as the plan has them. */
export function sendPeople(world: World, shop: SimulatedShop, stripe: SimulatedStripe): Asked {
  const asked: Asked = {
    plans: new Map(),
    refunds: new Set(),
    retries: new Set(),
    resolved: new Set(),
    cancels: new Set(),
  }
  const { kernel, plan } = world
  for (const order of plan.orders) {
    kernel.after(order.afterMs, `customer ${order.index} comes`, () => buy(order))
  }
  return asked

  function buy(order: OrderPlan): void {
    const draft = {
      items: [{ productId: 'sunrise', quantity: order.quantity }],
      intent: `cart of customer ${order.index}, run ${plan.seed}`,
    }
    let isThere = false
    shop.ask(`customer ${order.index} goes to pay`, 5, async (quoin) => {
      const { orderId, url } = await quoin.checkout.create(draft, 'guest')
      // An answer that comes after another is for a customer who has left.
      if (isThere) return
      isThere = true
      asked.plans.set(orderId, order)
      for (const deed of order.deeds)
        kernel.after(deed.afterMs, `${deed.kind} of ${order.index}`, () => act(order, deed, orderId))
      kernel.after(payingMs, `customer ${order.index} pays`, () => {
        stripe.pay(url?.replace('https://pay.example/', '') ?? '', order.pays)
        if (!order.comesBack) return
        shop.ask(`customer ${order.index} comes back`, 1, (other) => other.orders.refresh(orderId, 'guest'))
      })
    })
  }

  function act(order: OrderPlan, { kind, afterMs }: Deed, orderId: string): void {
    const session = stripe.sessionOf(orderId)
    if (!session) return
    const atTheShop = shopDeeds[kind]
    if (!atTheShop) {
      stripeDeeds[kind]?.({ world, stripe, session })
      return
    }
    for (const allowed of atTheShop.allows) asked[allowed].add(orderId)
    const key = `${kind} of ${order.index} after ${afterMs}`
    shop.ask(key, 5, async (quoin) => {
      await atTheShop.ask(quoin, orderId, key)
      if (kind === 'cancel') asked.cancels.add(orderId)
    })
  }
}

/** What people ask of the shop, and what that allows it to do. */
const shopDeeds: Partial<
  Record<DeedKind, { readonly allows: readonly Exclude<keyof Asked, 'plans'>[]; readonly ask: ShopDeed }>
> = {
  cancel: { allows: [], ask: ({ orders }, id) => orders.cancel(id, { reason: 'asked' }, 'guest') },
  refund_all: { allows: ['refunds'], ask: (quoin, id, key) => giveBack(quoin, id, { kind: 'full' }, key) },
  refund_part: {
    allows: ['refunds'],
    ask: (quoin, id, key) => giveBack(quoin, id, { kind: 'amount', amount: money(500, 'USD') }, key),
  },
  reprint: { allows: [], ask: ({ orders }, id) => orders.reprint(id, { reason: 'lost' }, 'admin:1') },
  retry: { allows: ['retries', 'refunds'], ask: ({ orders }, id) => orders.retry(id, 'admin:1') },
  resolve: { allows: ['resolved'], ask: ({ orders }, id) => orders.resolveAttention(id, {}, 'admin:1') },
  submit: { allows: [], ask: ({ orders }, id) => orders.submit(id, 'admin:1') },
  edit: { allows: [], ask: ({ orders }, id) => orders.edit(id, { shippingMethod: 'Express' }, 'admin:1') },
  look: { allows: [], ask: ({ orders }, id) => orders.refresh(id, 'admin:1') },
}

type ShopDeed = (quoin: Quoin, orderId: string, key: string) => Promise<unknown>

function giveBack({ orders }: Quoin, orderId: string, scope: RefundScope, key: string): Promise<unknown> {
  return orders.refund(orderId, { scope, reason: 'asked', key }, 'admin:1')
}

interface AtStripe {
  readonly world: World
  readonly stripe: SimulatedStripe
  readonly session: StripeSession
}

/** What happens at Stripe without the shop: in its dashboard, and by the banks. */
const stripeDeeds: Partial<Record<DeedKind, (at: AtStripe) => void>> = {
  refund_all_at_stripe: ({ stripe, session }) => stripe.refundByHand(session, keptOf(session)),
  refund_part_at_stripe: ({ stripe, session }) => stripe.refundByHand(session, 300),
  refund_returns: ({ stripe, session }) => stripe.returnRefund(session),
  dispute: (at) => claimBack(at, 'won'),
  dispute_lost: (at) => claimBack(at, 'lost'),
  review({ world, stripe, session }) {
    stripe.change(session, 'review.opened', { underReview: true })
    world.kernel.after(decideMs, 'a review ends', () => stripe.change(session, 'review.closed', { underReview: false }))
  },
  fraud_warning: ({ stripe, session }) =>
    stripe.change(session, 'radar.early_fraud_warning.created', { fraudWarning: 'misc' }),
}

const decideMs = 10 * 60_000

function claimBack({ world, stripe, session }: AtStripe, end: 'won' | 'lost'): void {
  const dispute = { id: `du_${session.checkoutId}`, reason: 'fraudulent', amount: session.total, dueAt: null }
  stripe.change(session, 'charge.dispute.created', { dispute: { ...dispute, status: 'open' } })
  world.kernel.after(decideMs, 'a dispute ends', () => {
    stripe.change(session, 'charge.dispute.closed', { dispute: { ...dispute, status: end } })
  })
}
