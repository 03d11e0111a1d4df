import { describe, expect, it } from 'vitest'
import { paid, parcel, submitted, told } from '../../test/order-scenario.ts'

const twoParcels = () =>
  told(submitted(), {
    status: 'shipped',
    shipments: [parcel({ status: 'shipped' }), parcel({ id: 'shp_2', status: 'shipped' })],
  })

describe('what an admin does by hand', () => {
  it('keeps notes in the history', () => {
    expect(paid().when({ type: 'add_note', note: 'Called back.' }).history.at(-1)).toEqual({
      type: 'note_added',
      note: 'Called back.',
    })
  })

  it('marks parcels as delivered, one or all; the order is delivered with the last', () => {
    const one = twoParcels().when({ type: 'mark_delivered', shipmentId: 'shp_2' })
    expect(one.order.status).toBe('shipped')
    expect(one.when({ type: 'mark_delivered', shipmentId: null }).order.status).toBe('delivered')
  })

  it('refuses to deliver what was not sent', () => {
    expect(submitted().when({ type: 'mark_delivered', shipmentId: null }).refused).toBe('not_shipped')
    expect(twoParcels().when({ type: 'mark_delivered', shipmentId: 'shp_9' }).refused).toBe('shipment_not_found')
  })

  it('edits tracking of the one parcel, and asks which when there are several', () => {
    const edit = { type: 'edit_tracking', shipmentId: null, trackingNumber: 'T1', trackingUrl: null } as const
    expect(twoParcels().when(edit).refused).toBe('shipment_ambiguous')
    const edited = twoParcels().when({ ...edit, shipmentId: 'shp_2' })
    const second = (scenario: typeof edited) => scenario.order.fulfillments[0]?.shipments.find((s) => s.id === 'shp_2')
    expect(second(edited)?.trackingNumber).toBe('T1')
    expect(paid().when(edit).refused).toBe('shipment_not_found')
    // A link goes with its number.
    const linked = edited.when({ ...edit, shipmentId: 'shp_2', trackingUrl: 'https://dpd.example/T1' })
    expect(second(linked)).toMatchObject({ trackingNumber: 'T1', trackingUrl: 'https://dpd.example/T1' })
    const another = linked.when({ ...edit, shipmentId: 'shp_2', trackingNumber: 'T2' })
    expect(second(another)).toMatchObject({ trackingNumber: 'T2', trackingUrl: null })
  })

  it('keeps the tracking that a person wrote, whatever the provider says later', () => {
    const edit = { type: 'edit_tracking', shipmentId: 'shp_2', trackingNumber: 'T1', trackingUrl: null } as const
    const full = { carrier: 'DPD', service: 'Next Day', trackingNumber: 'P9', trackingUrl: 'https://dpd.example/P9' }
    const edited = twoParcels().when(edit)
    const later = told(
      edited,
      { status: 'shipped', shipments: [parcel({ id: 'shp_2', status: 'shipped', ...full })] },
      '2026-01-09T00:00:00Z',
    )
    const numbers = (scenario: typeof later) => scenario.order.fulfillments[0]?.shipments.map((s) => s.trackingNumber)
    expect(numbers(later)).toEqual([null, 'T1'])
    expect(numbers(later.when({ ...edit, trackingNumber: 'T2' }))).toEqual([null, 'T2'])
  })

  it('opens a reason once and closes it by its code', () => {
    const open = { type: 'open_attention', reason: { code: 'retries_exhausted', subject: 'x', message: 'm' } } as const
    const opened = paid().when(open)
    expect(opened.when(open).last.events).toEqual([])
    expect(opened.when({ type: 'resolve_attention', code: 'asset_failed' }).order.attention).toHaveLength(1)
    expect(opened.when({ type: 'resolve_attention', code: 'retries_exhausted' }).order.attention).toEqual([])
  })
})
