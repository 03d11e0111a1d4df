import type { ShippingAddress } from './order.ts'

/** The parts of an order that can be edited. */
export interface OrderChange {
  /** Where it is to go instead. */
  readonly recipient?: ShippingAddress
  /** How it is to be shipped instead; one of the ways that were offered. */
  readonly shippingMethod?: string
  /** The host's own, opaque ids only; replaces what was there. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** The parts of a change, each taken or refused by itself. */
export const editParts = ['recipient', 'shippingMethod', 'metadata'] as const

/** A part of a change of an order. */
export type EditPart = (typeof editParts)[number]

/**
 * A change that was asked for and has not come to its end: what is at a provider changes only with its consent. Each part
 * leaves it when it was taken.
 */
export interface OrderEdit extends OrderChange {
  readonly id: string
  /** The part that was sent to a provider and has no answer yet; stored before it is sent. */
  readonly tried: EditPart | null
  readonly requestedBy: string
  readonly requestedAt: Date
}

/** The parts that a change has. */
export function partsOf(change: OrderChange): EditPart[] {
  return editParts.filter((part) => change[part] !== undefined)
}

/** One part of a change alone. */
export function onlyPart({ recipient, shippingMethod, metadata }: OrderChange, part: EditPart): OrderChange {
  if (part === 'recipient') return recipient ? { recipient } : {}
  if (part === 'shippingMethod') return shippingMethod === undefined ? {} : { shippingMethod }
  return metadata ? { metadata } : {}
}

/** What is left of an edit without the parts of a change; null when nothing is. */
export function restOfEdit(edit: OrderEdit, change: OrderChange): OrderEdit | null {
  const { id, requestedBy, requestedAt } = edit
  const left = partsOf(edit).filter((part) => change[part] === undefined)
  if (left.length === 0) return null
  return Object.assign({ id, tried: null, requestedBy, requestedAt }, ...left.map((part) => onlyPart(edit, part)))
}
