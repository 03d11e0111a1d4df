// How the numbers of a program's things are spelled. There are few of each, so that programs meet the same ones again.

import { longName } from '../long-name.ts'

export const orderCount = 4
export const users = ['ada', 'grace'] as const

export type NamedThing = 'order' | 'item' | 'print' | 'event' | 'job' | 'notification' | 'record'

const digitOf: Readonly<Record<NamedThing, string>> = {
  order: '0',
  item: '1',
  print: '2',
  event: '3',
  job: '4',
  notification: '5',
  record: '6',
}

/** A UUID of the thing. The order of ids is not that of the numbers. */
export function idOf(thing: NamedThing, number: number): string {
  const mixed = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  return `${mixed}-0000-7000-8000-${digitOf[thing]}${number.toString(16).padStart(11, '0')}`
}

export const orderIds: readonly string[] = Array.from({ length: orderCount }, (_, order) => idOf('order', order))

export function orderNumberOf(number: number): string {
  return `7KQ2M-9XW4${number}`
}

export function eventIdOf(event: number): string {
  return event === 5 ? longName(300) : `evt_${event}`
}

export function notificationKeyOf(key: number): string {
  return key === 5 ? longName(300) : `order_confirmed:${key}`
}

export const startAt = new Date('2026-03-01T09:00:00Z')

/** A moment after the start; the first two are at the ends of time. */
export function momentOf(moment: number): Date {
  if (moment === -2) return new Date(-8.64e15)
  if (moment === -1) return new Date(8.64e15)
  return new Date(startAt.getTime() + moment * 1000)
}
