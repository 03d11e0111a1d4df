import type { Random } from '@quoin/core'

/** Makes the ids and trace marks of one simulator. */
export interface Identities {
  order(): string
  /** Of an item, asset, charge, charge item, shipment, or event. */
  next(prefix: 'ori' | 'ast' | 'chg' | 'chi' | 'shp' | 'evt'): string
  quoteItem(): string
  /** An unlikely tracking number of the right form, unique in this simulator. */
  trackingNumber(): string
  correlation(): string
  /** W3C trace context, as in every answer. */
  traceParent(): string
  /** The other form, as in callbacks. */
  callbackTrace(): string
  /** Units of 100 ns below a millisecond. */
  ticks(): number
}

/** Ids from chance: the same chance gives the same ids. Orders count on from a number of seven digits. */
export function createIdentities(random: Random): Identities {
  const counters = new Map<string, number>()
  const count = (name: string) => {
    const value = (counters.get(name) ?? 1_000_000 + Math.floor(random.next() * 8_000_000)) + 1
    counters.set(name, value)
    return value
  }
  const hex = (bytes: number) => [...random.bytes(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return {
    order: () => `ord_${count('ord')}`,
    next: (prefix) => `${prefix}_${count(prefix)}`,
    quoteItem: () => `qit_${hex(16)}`,
    trackingNumber: () => `PH${String(count('tracking')).padStart(9, '0')}GB`,
    correlation: () => `1870650${count('correlation')}`,
    traceParent: () => `00-${hex(16)}-${hex(8)}-00`,
    callbackTrace: () => `|${hex(4)}-${hex(2)}-${hex(2)}-${hex(2)}-${hex(6)}.${hex(4)}_`,
    ticks: () => Math.floor(random.next() * 10_000),
  }
}
