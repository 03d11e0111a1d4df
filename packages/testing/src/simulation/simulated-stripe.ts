import {
  type Dispute,
  type Money,
  money,
  type PaymentFacts,
  type PaymentProvider,
  QuoinError,
  type ShippingAddress,
} from '@quoin/core'
import type { PaymentWay } from './plan.ts'
import type { World } from './world.ts'

type CheckoutRequest = Parameters<PaymentProvider['createCheckout']>[0]

/** Money that went back, as Stripe's books have it. */
export interface StripeRefund {
  /** Of the shop; null when somebody made it in the dashboard. */
  readonly key: string | null
  readonly orderId: string
  readonly amount: number
  status: 'made' | 'failed'
}

/** A checkout and its payment. */
export interface StripeSession {
  readonly checkoutId: string
  readonly paymentId: string
  readonly request: CheckoutRequest
  readonly createdAt: number
  state: PaymentFacts['state']
  money: PaymentFacts['money']
  total: number
  capturedAt: number | null
  /** Since when nothing is to be printed for it, because of what stands here; null: it may be. */
  doubtedAt: number | null
  /** Since when all of its money is back; null: it is not. */
  emptiedAt: number | null
  refunds: StripeRefund[]
  dispute: Dispute | null
  underReview: boolean
  fraudWarning: string | null
}

export interface SimulatedStripe {
  readonly port: PaymentProvider
  readonly sessions: ReadonlyMap<string, StripeSession>
  sessionOf(orderId: string): StripeSession | undefined
  pay(checkoutId: string, way: PaymentWay): void
  refundByHand(session: StripeSession, amount: number): void
  /** The bank sends the first refund back. */
  returnRefund(session: StripeSession): void
  change(
    session: StripeSession,
    type: string,
    change: Partial<Pick<StripeSession, 'dispute' | 'underReview' | 'fraudWarning'>>,
  ): void
}

export interface StripeOptions {
  /** Sends an event to the shop. */
  readonly send: (event: { readonly id: string; readonly body: string }) => void
  readonly onRefund: (session: StripeSession, refund: StripeRefund) => void
}

const hour = 3_600_000
export const buyerAddress: ShippingAddress = {
  name: 'Ada Test',
  line1: '1 Main Street',
  line2: null,
  city: 'Hollywood',
  state: 'CA',
  postalCode: '90210',
  country: 'US',
  phone: null,
}

/** What is captured and not back, in minor units. */
export function keptOf({ total, money: state, refunds }: StripeSession): number {
  return (state === 'captured' ? total : 0) - refundedOf({ refunds })
}

export function refundedOf({ refunds }: Pick<StripeSession, 'refunds'>): number {
  return refunds.reduce((sum, { amount, status }) => sum + (status === 'made' ? amount : 0), 0)
}

/** Stripe as the port shows it, without HTTP: sessions, payments, refunds, and events that it sends and lists. */
export function createSimulatedStripe({ kernel, plan }: World, { send, onRefund }: StripeOptions): SimulatedStripe {
  const sessions = new Map<string, StripeSession>()
  const byKey = new Map<string, StripeSession>()
  const events: { readonly id: string; readonly at: number; readonly body: string }[] = []

  const emit = ({ checkoutId }: StripeSession, type: string): void => {
    const id = `evt_${events.length + 1}`
    const body = JSON.stringify({ id, type, livemode: false, subject: { checkoutId } })
    events.push({ id, at: kernel.now(), body })
    send({ id, body })
  }
  const sessionAt = (checkoutId: string): StripeSession => {
    const session = sessions.get(checkoutId)
    if (!session) throw refused('There is no such checkout.')
    return session
  }
  const judge = (session: StripeSession): void => {
    const isDoubted =
      session.underReview ||
      ['open', 'inquiry', 'lost'].includes(session.dispute?.status ?? '') ||
      keptOf(session) === 0
    session.doubtedAt = isDoubted ? (session.doubtedAt ?? kernel.now()) : null
    session.emptiedAt = keptOf(session) === 0 ? (session.emptiedAt ?? kernel.now()) : null
  }
  const close = (session: StripeSession): void => {
    if (session.state !== 'open') return
    session.state = 'expired'
    emit(session, 'checkout.session.expired')
  }
  const capture = (session: StripeSession): void => {
    session.money = 'captured'
    session.capturedAt = kernel.now()
  }
  const shown = ({ checkoutId, request, createdAt }: StripeSession) => ({
    checkoutId,
    url: `https://pay.example/${checkoutId}`,
    clientSecret: null,
    expiresAt: request.expiresAt ?? new Date(createdAt + 24 * hour),
    livemode: false,
  })

  const port: PaymentProvider = {
    name: 'stripe',
    livemode: false,
    async createCheckout(request) {
      const known = byKey.get(request.idempotencyKey)
      if (known) return shown(known)
      const number = sessions.size + 1
      const session: StripeSession = {
        checkoutId: `cs_${number}`,
        paymentId: `pi_${number}`,
        request,
        createdAt: kernel.now(),
        state: 'open',
        money: 'none',
        total: priceOf(request).amount,
        capturedAt: null,
        doubtedAt: null,
        emptiedAt: null,
        refunds: [],
        dispute: null,
        underReview: false,
        fraudWarning: null,
      }
      sessions.set(session.checkoutId, session)
      byKey.set(request.idempotencyKey, session)
      kernel.after(24 * hour, `stripe closes ${session.checkoutId}`, () => close(session))
      return shown(session)
    },
    async readCheckout(checkoutId) {
      const session = sessionAt(checkoutId)
      return session.state === 'open' ? shown(session) : null
    },
    async describeCheckout(checkoutId) {
      const { request } = sessionAt(checkoutId)
      const { amount, currency } = priceOf(request)
      const shipping = shippingOf(request)
      return {
        ...{ checkoutId, livemode: false, orderId: request.orderId, orderNumber: request.orderNumber },
        ...{ shopUrl: request.shopUrl, reference: request.orderId, metadata: {}, email: request.email, shipping },
        subtotal: money(amount - shipping.amount, currency),
        total: money(amount, currency),
        lines: request.items.map(({ id, productId, sku, name, quantity, unitPrice }) => ({
          ...{ name, quantity, unitPrice },
          metadata: { item_id: id, product_id: productId, sku },
        })),
      }
    },
    async findCheckout(reference) {
      const id = 'paymentId' in reference ? reference.paymentId : reference.reference
      return [...sessions.values()].find(({ paymentId }) => paymentId === id)?.checkoutId ?? null
    },
    async *listCheckouts({ createdFrom }) {
      for (const { checkoutId, state, createdAt } of sessions.values()) {
        if (state === 'complete' && createdAt >= createdFrom.getTime()) yield checkoutId
      }
    },
    async *listEvents({ createdFrom }) {
      for (const { at, body } of events) if (at >= createdFrom.getTime()) yield { event: readEvent(body), body }
    },
    async readPayment(checkoutId) {
      const session = sessionAt(checkoutId)
      const { request, total } = session
      const { currency } = priceOf(request)
      const shipping = shippingOf(request)
      return {
        ...{ checkoutId, paymentId: session.money === 'none' ? null : session.paymentId, orderId: request.orderId },
        ...{ livemode: false, state: session.state, money: session.money, presented: null },
        ...{
          total: money(total, currency),
          subtotal: money(priceOf(request).amount - shipping.amount, currency),
          shipping,
        },
        ...{ discount: money(0, currency), tax: money(0, currency), amountRefunded: refundedOf(session) },
        ...{ dispute: session.dispute, underReview: session.underReview, fraudWarning: session.fraudWarning },
        shippingMethod: request.shippingOptions[0]?.method ?? null,
        shippingAddress: session.state === 'complete' ? buyerAddress : null,
        email: 'ada@example.com',
      }
    },
    async expireCheckout(checkoutId) {
      close(sessionAt(checkoutId))
    },
    async refund({ paymentId, amount, idempotencyKey, orderId }) {
      const session = [...sessions.values()].find((one) => one.paymentId === paymentId)
      if (!session) throw refused('There is no such payment.')
      const known = session.refunds.find(({ key }) => key === idempotencyKey)
      if (known?.status === 'failed') throw refused('That refund has failed.')
      if (known && known.amount !== amount.amount)
        throw refused('Another amount was given back under this key.', 'retryable')
      if (known) return
      if (session.dispute?.status === 'open' || session.dispute?.status === 'lost')
        throw refused('The payment is disputed.')
      if (amount.amount > keptOf(session)) throw refused('More than is left.')
      const refund: StripeRefund = { key: idempotencyKey, orderId, amount: amount.amount, status: 'made' }
      session.refunds.push(refund)
      onRefund(session, refund)
      judge(session)
      emit(session, 'charge.refunded')
    },
    async verifyWebhook({ body, signature }) {
      if (signature !== `signed by ${plan.seed}`) throw new QuoinError('invalid_signature', 'Not signed by Stripe.')
      return readEvent(new TextDecoder().decode(body))
    },
    async ping() {},
  }

  return {
    port,
    sessions,
    sessionOf: (orderId) => [...sessions.values()].find(({ request }) => request.orderId === orderId),
    pay(checkoutId, way) {
      const session = sessionAt(checkoutId)
      if (session.state !== 'open' || way === 'abandoned') return
      session.state = 'complete'
      if (way === 'tampered') session.total = 1
      const outcomes = decisionsOf(way)
      if (outcomes.length > 0) {
        session.money = 'processing'
        emit(session, 'checkout.session.completed')
        for (const [place, outcome] of outcomes.entries()) {
          kernel.after((place + 1) * decideMs, `the bank decides about ${checkoutId}`, () => {
            if (outcome === 'succeeded') capture(session)
            else session.money = 'failed'
            emit(session, `checkout.session.async_payment_${outcome}`)
          })
        }
        return
      }
      capture(session)
      emit(session, 'payment_intent.succeeded')
      emit(session, 'checkout.session.completed')
    },
    refundByHand(session, amount) {
      if (amount < 1 || amount > keptOf(session)) return
      session.refunds.push({ key: null, orderId: session.request.orderId, amount, status: 'made' })
      judge(session)
      emit(session, 'charge.refunded')
    },
    returnRefund(session) {
      const refund = session.refunds.find(({ status }) => status === 'made')
      if (!refund) return
      refund.status = 'failed'
      judge(session)
      emit(session, 'refund.failed')
    },
    change(session, type, change) {
      if (session.money !== 'captured') return
      Object.assign(session, change)
      judge(session)
      emit(session, type)
    },
  }
}

/** What the bank says of a payment, one after another; nothing of one that is captured at once. */
function decisionsOf(way: PaymentWay): readonly ('succeeded' | 'failed')[] {
  switch (way) {
    case 'delayed':
      return ['succeeded']
    case 'delayed_failed':
      return ['failed']
    case 'failed_then_paid':
      return ['failed', 'succeeded']
    default:
      return []
  }
}

const decideMs = 20 * 60_000

function shippingOf({ shippingOptions, items }: CheckoutRequest): Money {
  return shippingOptions[0]?.price ?? money(0, items[0]?.unitPrice.currency ?? 'USD')
}

export function priceOf(request: CheckoutRequest): Money {
  const shipping = shippingOf(request)
  const goods = request.items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0)
  return money(goods + shipping.amount, shipping.currency)
}

function refused(message: string, retry: 'permanent' | 'retryable' = 'permanent'): QuoinError {
  return new QuoinError('payment_provider_failed', message, { retry })
}

function readEvent(body: string): Awaited<ReturnType<PaymentProvider['verifyWebhook']>> {
  const { id, type, livemode, subject } = JSON.parse(body)
  return { id, type, livemode, subject }
}
