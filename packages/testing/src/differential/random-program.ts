import {
  type AttentionCode,
  type JobKind,
  type NotificationType,
  type OrderKey,
  type OrderStatus,
  orderSorts,
  type PaymentStatus,
  type Random,
} from '@quoin/core'
import { createDice, type Dice } from '../dice.ts'
import { idOf, orderCount, orderNumberOf, users } from './program-names.ts'
import type {
  CommitOperation,
  JobWrite,
  ListOrdersOperation,
  NotificationWrite,
  OrderWrite,
  StorageOperation,
} from './storage-operation.ts'

// Few values of everything, so that a short program meets ties, duplicates and conflicts.

const statuses: readonly OrderStatus[] = ['pending', 'paid', 'shipped']
const paymentStatuses: readonly PaymentStatus[] = ['unpaid', 'paid', 'disputed']
const attentionCodes: readonly AttentionCode[] = ['amount_mismatch', 'late_payment']
const kinds: readonly JobKind[] = ['sync_payment', 'refresh_fulfillment', 'send_alert']
const notificationTypes: readonly NotificationType[] = ['order_confirmed', 'order_shipped']
const emails: readonly (string | null)[] = [null, 'ada@example.com', 'Grace_50%@Example.com', '', 'İ\\ß"’\u{1F5BC}']
const searches: readonly string[] = [
  '',
  '7kq2m',
  'ADA',
  '_50%',
  '%',
  '\\',
  'i\u0307',
  'ß',
  '"',
  'cs_1',
  'ORD_2',
  'a\nb',
  '\0',
]
/** Seldom one at the end of time. */
const moments: readonly number[] = [0, 0, 1, 1, 2, 3, 5, -1, -2]

/** What a program is made from. */
export interface RandomProgramOptions {
  readonly random: Random
  /** How many operations. @default 30 */
  readonly length?: number
}

/** A program of operations on a storage; the same chance makes the same program. */
export function randomProgram({ random, length = 30 }: RandomProgramOptions): StorageOperation[] {
  const dice = createDice(random)
  const numbers = { job: 0, event: 0, notification: 0, record: 0 }
  /** A number that was not used yet; seldom one that was. */
  const fresh = (thing: keyof typeof numbers): number => {
    if (dice.happens(0.03)) return dice.between(0, numbers[thing])
    numbers[thing] += 1
    return numbers[thing]
  }
  const maker: OperationMaker = { dice, fresh }
  return Array.from({ length }, () => dice.oneOf(makersByChance)(maker))
}

interface OperationMaker {
  readonly dice: Dice
  fresh(thing: 'job' | 'event' | 'notification' | 'record'): number
}

type Make = (maker: OperationMaker) => StorageOperation

const someOrder = (dice: Dice): number => dice.between(0, orderCount - 1)
const someUser = (dice: Dice): string => dice.oneOf(users)
const perhaps = (dice: Dice, rate = 0.3): number | null => (dice.happens(rate) ? null : dice.between(0, 2))

function orderWrite(dice: Dice): OrderWrite {
  const field = <Value>(rate: number, make: () => Value) => (dice.happens(rate) ? make() : undefined)
  const fields = {
    status: field(0.5, () => dice.oneOf(statuses)),
    paymentStatus: field(0.4, () => dice.oneOf(paymentStatuses)),
    attention: field(0.4, () => dice.listOf(0, 2, () => dice.oneOf(attentionCodes))),
    archived: field(0.3, () => dice.happens(0.6)),
    userId: field(0.5, () => dice.oneOf([...users, null])),
    email: field(0.4, () => dice.oneOf(emails)),
    checkout: field(0.4, () => perhaps(dice)),
    payment: field(0.3, () => perhaps(dice)),
    print: field(0.4, () => perhaps(dice)),
    parcel: field(0.4, () => perhaps(dice)),
  }
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    order: someOrder(dice),
    expect: dice.oneOf(['new', 'new', 'current', 'current', 'current', 'current', 'older', 'later']),
    number: dice.between(0, orderCount),
    createdAt: dice.between(0, 2),
    updatedAt: dice.between(0, 3),
    ...given,
  }
}

function jobWrites({ dice, fresh }: OperationMaker, from: number, to: number): JobWrite[] {
  return dice.listOf(from, to, () => ({
    job: fresh('job'),
    kind: dice.oneOf(kinds),
    key: dice.oneOf(['a', 'b', null]),
    order: dice.happens(0.2) ? null : someOrder(dice),
    delayMs: dice.between(0, 5) * 100,
    priority: dice.between(1, 3),
  }))
}

function notificationWrites({ dice, fresh }: OperationMaker): NotificationWrite[] {
  return dice.listOf(1, 2, () => ({
    notification: fresh('notification'),
    key: dice.between(0, 11),
    type: dice.oneOf(notificationTypes),
    order: someOrder(dice),
    user: dice.happens(0.2) ? null : someUser(dice),
    createdAt: dice.between(0, 2),
  }))
}

const commit: Make = (maker) => {
  const { dice, fresh } = maker
  const write = dice.happens(0.7) ? orderWrite(dice) : undefined
  const version = dice.between(1, 9)
  const operation: CommitOperation = {
    do: 'commit',
    ...(write && { order: write }),
    ...(dice.happens(0.3) && {
      events: dice
        .listOf(1, 3, () => fresh('event'))
        .map((event, position) => ({ event, order: write?.order ?? someOrder(dice), version, position })),
    }),
    ...(dice.happens(0.5) && { jobs: jobWrites(maker, 1, 4) }),
    ...(dice.happens(0.3) && { notifications: notificationWrites(maker) }),
  }
  return operation
}

const settle: Make = (maker) => {
  const { dice } = maker
  return {
    do: 'commit',
    settle: {
      claim: dice.happens(0.6) ? dice.between(0, 1) : dice.between(0, 9),
      outcome: dice.oneOf(['keep', 'done', 'done', 'retry', 'retry', 'dead']),
      delayMs: dice.between(0, 5) * 100,
      stale: dice.happens(0.1),
    },
    ...(dice.happens(0.3) && { order: orderWrite(dice) }),
    ...(dice.happens(0.4) && { jobs: jobWrites(maker, 1, 2) }),
    ...(dice.happens(0.2) && { notifications: notificationWrites(maker) }),
  }
}

const receive: Make = (maker) => ({
  do: 'receive',
  record: maker.fresh('record'),
  event: maker.dice.between(0, 6),
  jobs: jobWrites(maker, 0, 2),
  jobsOnDuplicate: maker.dice.happens(0.4),
})

const orderKey = (dice: Dice): OrderKey => {
  const number = dice.between(0, 3)
  return dice.oneOf<OrderKey>([
    { id: idOf('order', number) },
    { id: idOf('order', number).toUpperCase() },
    { id: 'no uuid' },
    { number: orderNumberOf(number) },
    { number: orderNumberOf(number).toLowerCase() },
    { checkoutId: `cs_${number}` },
    { paymentId: `pi_${number}` },
    { providerOrderId: `ord_${number}` },
    { trackerId: `trk_${number}` },
    { fulfillmentId: idOf('print', number * 100) },
    { fulfillmentId: 'no uuid' },
    { checkoutId: '\0' },
  ])
}

const listOrders: Make = ({ dice }) => {
  const names = (make: (number: number) => string) => dice.listOf(0, 2, () => make(dice.between(0, 3)))
  const condition = dice.oneOf<() => Partial<ListOrdersOperation['query']>>([
    () => ({}),
    () => ({ status: dice.listOf(0, 2, () => dice.oneOf(statuses)) }),
    () => ({ paymentStatus: dice.listOf(0, 2, () => dice.oneOf(paymentStatuses)) }),
    () => ({ attention: dice.oneOf([true, false, ...attentionCodes]) }),
    () => ({ archived: dice.happens(0.5) }),
    () => ({ userId: dice.oneOf(['ada', 'grace', 'Ada', '\0']) }),
    () => ({
      names: {
        ids: names((number) => dice.oneOf([idOf('order', number), idOf('order', number).toUpperCase(), 'no uuid'])),
        ...(dice.happens(0.5) && { numbers: names(orderNumberOf) }),
        ...(dice.happens(0.5) && { checkoutIds: names((number) => `cs_${number}`) }),
        ...(dice.happens(0.5) && { providerOrderIds: names((number) => `ord_${number}`) }),
      },
    }),
    () => ({ q: dice.oneOf(searches) }),
  ])
  return {
    do: 'listOrders',
    query: {
      limit: dice.between(1, 3),
      ...(dice.happens(0.8) && { sort: dice.oneOf([...orderSorts]) }),
      ...condition(),
      ...(dice.happens(0.3) && condition()),
    },
    ...(dice.happens(0.2) && { createdFrom: dice.oneOf(moments) }),
    ...(dice.happens(0.2) && { createdBefore: dice.oneOf(moments) }),
    ...(dice.happens(0.3) && { after: { at: dice.oneOf(moments), order: someOrder(dice) } }),
  }
}

const extend: Make = ({ dice }) => ({
  do: 'extend',
  claims: dice.listOf(0, 4, () => dice.between(0, 5)),
  leaseMs: dice.between(1, 5) * 100,
})

const redrive: Make = ({ dice }) => ({
  do: 'redrive',
  order: dice.happens(0.6) ? null : someOrder(dice),
  kind: dice.happens(0.6) ? null : dice.oneOf(kinds),
})

const listNotifications: Make = ({ dice }) => ({
  do: 'listNotifications',
  user: someUser(dice),
  limit: dice.between(1, 3),
  unreadOnly: dice.happens(0.4),
})

const someNotifications = (dice: Dice): readonly number[] | 'all' =>
  dice.happens(0.3) ? 'all' : dice.listOf(0, 4, () => dice.between(0, 12))

/** Each so often. */
const makers: readonly (readonly [times: number, Make])[] = [
  [8, commit],
  [5, settle],
  [2, receive],
  [5, ({ dice }) => ({ do: 'claim', limit: dice.between(1, 4), leaseMs: dice.between(1, 4) * 100 })],
  [3, ({ dice }) => ({ do: 'advance', ms: dice.happens(0.2) ? 90_000 : dice.between(0, 5) * 100 })],
  [4, listOrders],
  [2, ({ dice }) => ({ do: 'findOrder', key: orderKey(dice) })],
  [1, ({ dice }) => ({ do: 'findReceived', events: dice.listOf(0, 4, () => dice.between(0, 8)) })],
  [1, extend],
  [1, ({ dice }) => ({ do: 'expedite', order: dice.happens(0.4) ? null : someOrder(dice) })],
  [1, redrive],
  [1, listNotifications],
  [1, ({ dice }) => ({ do: 'markRead', user: someUser(dice), notifications: someNotifications(dice) })],
  [1, ({ dice }) => ({ do: 'deleteNotifications', user: someUser(dice), notifications: someNotifications(dice) })],
  [1, ({ dice }) => ({ do: 'findKeys', keys: dice.listOf(0, 4, () => dice.between(0, 12)) })],
]
const makersByChance = makers.flatMap(([times, make]) => Array.from({ length: times }, () => make))
