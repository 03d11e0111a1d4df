import { describe, expect, it } from 'vitest'
import { address, checkedOut, newOrder, pay } from '../../test/order-scenario.ts'

const checkout = {
  checkoutId: 'cs_1',
  url: null,
  expiresAt: new Date('2026-01-02T00:00:00Z'),
  livemode: false,
}

describe('the end of a checkout', () => {
  it('given another was started since, then the order stays open', () => {
    const raced = newOrder()
      .when({ type: 'start_checkout', checkout })
      .when({ type: 'expire_order', checkoutId: null, reason: 'replaced' })
    expect(raced.order).toMatchObject({ closedAs: null, payment: { checkoutId: 'cs_1' } })
    expect(raced.last.events).toEqual([])
  })

  it('given it is the one that was looked at, then the order is over, and says why', () => {
    const replaced = checkedOut().when({ type: 'expire_order', checkoutId: 'cs_1', reason: 'replaced' })
    expect(replaced.order).toMatchObject({ status: 'expired' })
    expect(replaced.history).toContainEqual({ type: 'order_closed', as: 'expired', reason: 'replaced' })
    expect(replaced.when({ type: 'start_checkout', checkout: { ...checkout, checkoutId: 'cs_2' } }).refused).toBe(
      'order_closed',
    )
  })

  it('given it was paid, then it is no end', () => {
    const paid = checkedOut().when(pay()).when({ type: 'expire_order', checkoutId: 'cs_1', reason: 'replaced' })
    expect(paid.order.closedAs).toBeNull()
  })
})

describe('an address that is known before the payment', () => {
  const preset = { ...address, name: 'Grace Hopper' }
  const adopted = () => checkedOut({ shippingAddress: preset })

  it('given the payment names none, then it goes there; otherwise where the payment says', () => {
    const silent = adopted().when(pay({ shippingAddress: null })).order
    expect(silent).toMatchObject({ shippingAddress: preset, attention: [], fulfillments: [{ status: 'pending' }] })
    expect(adopted().when(pay()).order.shippingAddress).toEqual(address)
  })
})
