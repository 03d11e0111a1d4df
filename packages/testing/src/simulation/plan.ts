import { chance, chanceBetween, chanceOf } from './chance.ts'
import { type StrikeKind, type StrikeScript, strikeKinds } from './strikes.ts'

const minute = 60_000
/** How long customers take to pay. */
export const payingMs = 30_000

/** How somebody pays. */
export const paymentWays = ['card', 'delayed', 'delayed_failed', 'failed_then_paid', 'abandoned', 'tampered'] as const

/** How somebody pays, or does not. */
export type PaymentWay = (typeof paymentWays)[number]

/** What people do with an order later: its customer, the shop, the bank, or somebody in a provider's dashboard. */
export const deeds = [
  'cancel',
  'refund_all',
  'refund_part',
  'refund_all_at_stripe',
  'refund_part_at_stripe',
  'refund_returns',
  'dispute',
  'dispute_lost',
  'review',
  'fraud_warning',
  'reprint',
  'edit',
  'retry',
  'submit',
  'resolve',
  'look',
] as const

/** What people do with an order after it was made. */
export type DeedKind = (typeof deeds)[number]

/** Something that somebody does with an order, and when. */
export interface Deed {
  readonly kind: DeedKind
  /** Since the customer has a page to pay on. */
  readonly afterMs: number
}

/** What people do one after another has to do with each other, most of the time. */
const stories: readonly [readonly DeedKind[], ...(readonly DeedKind[])[]] = [
  deeds,
  [
    'refund_part',
    'refund_part',
    'refund_all',
    'refund_returns',
    'refund_all_at_stripe',
    'refund_part_at_stripe',
    'retry',
    'resolve',
  ],
  ['cancel', 'cancel', 'submit', 'edit', 'retry', 'refund_all_at_stripe', 'look'],
  ['dispute', 'dispute_lost', 'review', 'fraud_warning', 'refund_all', 'refund_part', 'submit'],
  ['reprint', 'cancel', 'retry', 'submit', 'resolve', 'refund_all'],
]

/** What becomes of a print at the provider. A fickle one is refused whenever it is asked for again. */
export const printWays = ['smooth', 'held', 'split', 'slow', 'dropped', 'refused', 'fickle', 'uncancellable'] as const

/** What becomes of a print at the provider. */
export type PrintWay = (typeof printWays)[number]

/** One order's life, as far as people and providers decide about it. */
export interface OrderPlan {
  /** Names it, also when others are taken out. */
  readonly index: number
  readonly afterMs: number
  readonly quantity: number
  readonly pays: PaymentWay
  /** Whether the page that customers come back to is seen: it asks how the payment stands. */
  readonly comesBack: boolean
  readonly print: PrintWay
  readonly deeds: readonly Deed[]
}

/** A whole run, as data: the same plan gives the same run. */
export interface SimulationPlan {
  readonly seed: number
  /** How many processes share the store, and how far their clocks are off. */
  readonly skewsMs: readonly number[]
  readonly orders: readonly OrderPlan[]
  /** How often each kind befalls a call; a script instead says exactly when. */
  readonly strikes: Partial<Record<StrikeKind, number>> | { readonly script: StrikeScript }
  /** Shares of the webhooks that never come, come twice, come late; and forged ones for each order. */
  readonly webhooks: { readonly lost: number; readonly twice: number; readonly late: number; readonly forged: number }
  /** When the faults end. */
  readonly faultsForMs: number
}

const strikeRates = [0.002, 0.01, 0.03] as const

/** The run of a seed: a part of the faults, each as often as it falls out. */
export function planOf(seed: number, { orders = 5 }: { readonly orders?: number } = {}): SimulationPlan {
  const draw = (stream: string, index = 0): number => chance(seed, stream, index)
  const strikes: Partial<Record<StrikeKind, number>> = {}
  for (const [index, kind] of strikeKinds.entries()) {
    if (draw('swarm', index) < 0.45) strikes[kind] = chanceOf(seed, 'rate', index, strikeRates)
  }
  const share = (stream: string): number => chanceOf(seed, stream, 0, [0, 0, 0.1, 0.5])
  return {
    seed,
    skewsMs: Array.from({ length: chanceBetween(seed, 'processes', 0, 1, 3) }, (_, index) =>
      draw('skewed', 0) < 0.3 ? chanceBetween(seed, 'skew', index, -5 * minute, 5 * minute) : 0,
    ),
    orders: Array.from({ length: orders }, (_, index) => orderPlanOf(seed, index)),
    strikes,
    webhooks: {
      lost: chanceOf(seed, 'lost', 0, [0, 0, 0.3, 1]),
      twice: share('twice'),
      late: share('late'),
      forged: chanceOf(seed, 'forged', 0, [0, 0, 2]),
    },
    faultsForMs: chanceOf(seed, 'faults', 0, [20, 40, 90]) * minute,
  }
}

function orderPlanOf(seed: number, index: number): OrderPlan {
  const ways = ['card', 'card', 'card', 'card', ...paymentWays] as const
  const prints = ['smooth', 'smooth', 'smooth', ...printWays] as const
  const count = chanceBetween(seed, 'deeds', index, -1, 3)
  const [first = 'look', ...others] = chanceOf(seed, 'story', index, stories)
  return {
    index,
    afterMs: chanceBetween(seed, 'arrival', index, 0, 20 * minute),
    quantity: chanceBetween(seed, 'quantity', index, 1, 3),
    pays: chanceOf(seed, 'pays', index, ways),
    comesBack: chance(seed, 'comes back', index) < 0.5,
    print: chanceOf(seed, 'print', index, prints),
    deeds: Array.from({ length: Math.max(0, count) }, (_, number) => {
      const place = index * 10 + number
      // Most of what matters happens in the first seconds of something, and some of it long after.
      const begins = chanceOf(seed, 'begins', place, [0, payingMs, payingMs, payingMs])
      const reach = chanceOf(seed, 'reach', place, [2_000, 30_000, 10 * minute, 70 * minute])
      return {
        kind: chanceOf(seed, 'deed', place, [first, ...others]),
        afterMs: begins + chanceBetween(seed, 'when', place, 0, reach),
      }
    }),
  }
}
