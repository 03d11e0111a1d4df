import { describe, expect, it } from 'vitest'
import { fulfillmentStatuses, orderStatuses, paymentStatuses, shipmentStatuses } from './order-status.ts'
import { machines, type Transitions } from './order-transitions.ts'

const statuses = {
  payment: paymentStatuses,
  fulfillment: fulfillmentStatuses,
  shipment: shipmentStatuses,
  order: orderStatuses,
} as const

describe.each(Object.keys(machines) as (keyof typeof machines)[])('the %s table', (name) => {
  const machine = machines[name]
  const table: Transitions<string> = machine.transitions
  const reach = (from: readonly string[]): Set<string> => {
    const seen = new Set(from)
    for (const status of seen) for (const next of table[status] ?? []) seen.add(next)
    return seen
  }

  it('knows every status and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...statuses[name]].sort())
    for (const next of Object.values(table).flat()) expect(statuses[name]).toContain(next)
  })

  it('reaches every status from the first', () => {
    expect([...reach(machine.initial)].sort()).toEqual([...statuses[name]].sort())
  })

  it('ends only where it may end', () => {
    const ends = Object.keys(table).filter((status) => table[status]?.length === 0)
    expect(ends).toEqual(machine.final)
  })

  it('leads no status to itself', () => {
    for (const [status, next] of Object.entries(table)) expect(next).not.toContain(status)
  })
})
