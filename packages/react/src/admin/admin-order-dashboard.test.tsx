import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { openShop, type ShopOfTests } from '../shop.test.data.tsx'
import { AdminOrderDashboard } from './admin-order-dashboard.tsx'

const hour = 3_600_000

beforeEach(() => {
  window.history.replaceState(null, '', '/admin')
  window.localStorage.clear()
})

async function bought(shop: ShopOfTests, person: 'ada' | 'bea' = 'ada') {
  const order = await shop.buyAs(person)
  await shop.settle()
  return order
}

/** An order that was given up, for the printer failed for too long. */
async function stuckOrder(shop: ShopOfTests) {
  shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-500', times: 1000 })
  const order = await bought(shop)
  shop.clock.advance(97 * hour)
  await shop.settle()
  shop.prodigi.faults.clear()
  return order
}

/** What was asked for is worked off a second later: events tell of changes by their time. */
async function later(shop: ShopOfTests) {
  shop.clock.advance(1000)
  await shop.settle()
}

function show(shop: ShopOfTests, person: 'root' | 'ada' = 'root') {
  return shop.show(<AdminOrderDashboard />, person).user
}

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const dialog = async () => within(await screen.findByRole('dialog'))
const row = (number: string) => screen.findByRole('row', { name: new RegExp(number) })
const detail = async (number: string) => within(await screen.findByRole('article', { name: `Order ${number}` }))

describe('the list of orders', () => {
  it('given orders of two customers, then each is a row; a search leaves those that fit, and the address says so', async () => {
    const shop = await openShop()
    const first = await bought(shop)
    const second = await bought(shop, 'bea')
    const user = show(shop)
    await row(first.orderNumber)
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), second.orderNumber)
    await waitFor(() => expect(screen.queryByRole('row', { name: new RegExp(first.orderNumber) })).toBeNull())
    await row(second.orderNumber)
    expect(window.location.search).toBe(`?q=${second.orderNumber}`)
    await user.click(await button('Clear filters'))
    await row(first.orderNumber)
  })

  it('given a filter that nothing fits, then it says so; given none at all, too', async () => {
    const shop = await openShop()
    const user = show(shop)
    await screen.findByText('There are no orders here.')
    await user.click(screen.getByRole('checkbox', { name: 'Disputed' }))
    await screen.findByText('No order fits these filters.')
    expect(window.location.search).toBe('?paymentStatus=disputed')
  })

  it('given more orders than a page, then the next page has the rest, and the one before is found again', async () => {
    const shop = await openShop()
    const [oldest] = [await shop.buyAs('ada')]
    for (let count = 0; count < 25; count += 1) {
      shop.clock.advance(1000)
      await shop.clientOf('bea').POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
    }
    const user = show(shop)
    await user.click(await button('Next page'))
    await row(oldest.orderNumber)
    expect(screen.getAllByRole('row')).toHaveLength(2)
    await user.click(await button('Newer page'))
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(26))
  })

  it('given a filter, then it can be kept under a name, also for the next visit, and removed', async () => {
    const shop = await openShop()
    const { unmount, user } = shop.show(<AdminOrderDashboard />, 'root')
    await user.click(await screen.findByRole('checkbox', { name: 'Delivered' }))
    await user.click(await button('Save as a view'))
    await user.type(screen.getByRole('textbox', { name: 'Name of the view' }), 'Done ones{Enter}')
    await button('Done ones')
    unmount()
    window.history.replaceState(null, '', '/admin')
    show(shop)
    await user.click(await button('Done ones'))
    expect(window.location.search).toBe('?status=delivered')
    await user.click(await button('Remove the view Done ones'))
    expect(screen.queryByRole('button', { name: 'Done ones' })).toBeNull()
  })

  it('given an order that changes, then its row says so by itself; given a new one, then it appears', async () => {
    const shop = await openShop()
    const { orderNumber, orderId } = await bought(shop)
    show(shop)
    await screen.findByText('Live')
    expect(within(await row(orderNumber)).queryByText('Being cancelled')).toBeNull()
    shop.clock.advance(1000)
    await shop.quoin.orders.cancel(orderId, { reason: 'Test' }, 'admin:root')
    await waitFor(async () => expect(within(await row(orderNumber)).queryByText('Being cancelled')).not.toBeNull())
    shop.clock.advance(1000)
    const next = await shop.buyAs('bea')
    await waitFor(() => row(next.orderNumber))
  })

  it('given somebody who is no admin, then they are told, and see nothing', async () => {
    const shop = await openShop()
    await bought(shop)
    show(shop, 'ada')
    expect((await screen.findByRole('alert')).textContent).toContain('Only the shop’s people may see this.')
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('given a keyboard, then arrows go through the list, Enter opens, and Escape closes and leads back', async () => {
    const shop = await openShop()
    const first = await bought(shop)
    shop.clock.advance(1000)
    const second = await bought(shop)
    const user = show(shop)
    ;(await button(second.orderNumber)).focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toBe(first.orderNumber)
    await user.keyboard('{Enter}')
    await detail(first.orderNumber)
    expect(document.activeElement?.tagName).toBe('H2')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('article')).toBeNull()
    expect(document.activeElement?.textContent).toBe(first.orderNumber)
  })
})

describe('an order that is stuck', () => {
  it('given the view of stuck ones, then it is found with why, and a retry prints it', async () => {
    const shop = await openShop()
    const fine = await bought(shop)
    const { orderNumber } = await stuckOrder(shop)
    const user = show(shop)
    await row(fine.orderNumber)
    await user.click(await button('Stuck'))
    await waitFor(() => expect(screen.queryByRole('row', { name: new RegExp(fine.orderNumber) })).toBeNull())
    await user.click(await button(orderNumber))
    const order = await detail(orderNumber)
    expect((await order.findByText('Given up')).closest('li')?.textContent).toContain('2 attempts')
    await user.click(await order.findByRole('button', { name: 'Retry' }))
    await order.findByText('It is tried again.')
    await later(shop)
    await order.findByText('Settled: Given up after many tries.')
    await waitFor(() => expect(order.getAllByText('At the printer').length).toBeGreaterThan(0))
    expect(shop.prodigi.ledger().orders).toHaveLength(2)
  })

  it('given several that are selected, then they are retried together, and a refusal names the order', async () => {
    const shop = await openShop()
    const stuck = await stuckOrder(shop)
    const { data: unpaid } = await shop
      .clientOf('bea')
      .POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
    const user = show(shop)
    await user.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }))
    const bulk = within(screen.getByRole('region', { name: 'Selected orders' }))
    bulk.getByText('2 selected')
    await user.click(bulk.getByRole('button', { name: 'Retry' }))
    await bulk.findByText('1 order is tried again.')
    bulk.getByText('1 order could not be:')
    expect(bulk.getByRole('listitem').textContent).toBe(`${unpaid?.orderNumber} The order is not paid.`)
    await shop.settle()
    expect((await shop.order(stuck.orderId)).status).toBe('submitted')
  })
})

describe('what can be done with an order', () => {
  async function open(shop: ShopOfTests, orderNumber: string) {
    const user = show(shop)
    await user.click(await button(orderNumber))
    return { user, order: await detail(orderNumber) }
  }

  it('given a cancel that is confirmed, then the money is back at Stripe, and the order says so', async () => {
    const shop = await openShop()
    const { orderNumber, orderId } = await bought(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Cancel…' }))
    const asked = await dialog()
    asked.getByText(/\$107\.00 go back to the customer/)
    await user.type(asked.getByRole('textbox', { name: 'Reason' }), 'Ordered twice.')
    await user.click(asked.getByRole('button', { name: 'Cancel the order' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await later(shop)
    expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 10_700 }])
    expect(await shop.order(orderId)).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    await order.findByText('The order was closed: Cancelled.')
    expect(order.getAllByText('Ordered twice.')).not.toEqual([])
    expect(order.queryByRole('button', { name: 'Cancel…' })).toBeNull()
    expect(order.queryByRole('button', { name: 'Refund…' })).toBeNull()
  })

  it('given a part to refund, then that much is at Stripe; given no amount or too much, then the field says so', async () => {
    const shop = await openShop()
    const { orderNumber } = await bought(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Refund…' }))
    const asked = await dialog()
    await user.click(asked.getByRole('radio', { name: 'An amount' }))
    await user.type(asked.getByRole('textbox', { name: 'Reason, for the shop' }), 'Late')
    const amount = asked.getByRole('textbox', { name: 'Amount in USD' })
    const confirm = asked.getByRole('button', { name: 'Refund' })
    await user.type(amount, 'much')
    await user.click(confirm)
    asked.getByText('An amount such as 107.00.')
    expect(document.activeElement).toBe(amount)
    await user.clear(amount)
    await user.type(amount, '1000')
    await user.click(confirm)
    await asked.findByText('Of the payment 107.00 USD is left.')
    expect(amount.getAttribute('aria-invalid')).toBe('true')
    await user.clear(amount)
    await user.type(amount, '12,50')
    await user.click(confirm)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await later(shop)
    expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 1_250 }])
    await order.findByText('-US$12.50')
  })

  it('given one copy to refund, then its price goes back', async () => {
    const shop = await openShop()
    const { orderNumber } = await bought(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Refund…' }))
    const asked = await dialog()
    await user.click(asked.getByRole('radio', { name: 'Some items' }))
    await user.type(asked.getByRole('textbox', { name: 'Reason, for the shop' }), 'Damaged')
    await user.click(asked.getByRole('button', { name: 'Refund' }))
    asked.getByText('Choose at least one copy.')
    const copies = asked.getByRole('spinbutton', { name: /Copies of Sunrise/ })
    await user.clear(copies)
    await user.type(copies, '1')
    await user.click(asked.getByRole('button', { name: 'Refund' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await later(shop)
    expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 4_900 }])
  })

  it('given an address that the country does not have so, then its field says so; given a good one, then the printer has it', async () => {
    const shop = await openShop()
    const { orderNumber } = await bought(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Edit the address…' }))
    const asked = await dialog()
    const postalCode = asked.getByRole('textbox', { name: 'Postal code' })
    await user.clear(postalCode)
    await user.click(asked.getByRole('button', { name: 'Save the address' }))
    await waitFor(() => expect(postalCode.getAttribute('aria-invalid')).toBe('true'))
    await user.type(postalCode, '10001')
    const street = asked.getByRole('textbox', { name: 'Street and number' })
    await user.clear(street)
    await user.type(street, '2 New Road')
    await user.click(asked.getByRole('button', { name: 'Save the address' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await later(shop)
    await order.findByText('2 New Road')
    expect(shop.prodigi.orders()[0]?.recipient.address).toMatchObject({ line1: '2 New Road', postalOrZipCode: '10001' })
  })

  it('given a parcel on its way, then its tracking can be corrected, it can be marked as delivered and printed again', async () => {
    const shop = await openShop()
    const { orderNumber, orderId } = await bought(shop)
    for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
    await shop.settle()
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Edit tracking' }))
    const tracking = await dialog()
    const number = tracking.getByRole('textbox', { name: 'Tracking number' })
    await user.clear(number)
    await user.type(number, 'RIGHT123')
    const link = tracking.getByRole('textbox', { name: 'Link to follow it (optional)' })
    await user.clear(link)
    await user.type(link, 'https://carrier.example/RIGHT123')
    await user.click(tracking.getByRole('button', { name: 'Save' }))
    expect((await order.findByRole('link', { name: 'RIGHT123' })).getAttribute('href')).toBe(
      'https://carrier.example/RIGHT123',
    )
    await user.click(await order.findByRole('button', { name: 'Reprint…' }))
    const reprint = await dialog()
    await user.type(reprint.getByRole('textbox', { name: 'Reason' }), 'Bent')
    await user.click(reprint.getByRole('button', { name: 'Print again' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await later(shop)
    expect(shop.prodigi.ledger().orders).toHaveLength(2)
    await order.findByRole('heading', { name: 'Reprint' })
    await user.click(await order.findByRole('button', { name: 'Mark as delivered' }))
    await user.click((await dialog()).getByRole('button', { name: 'It was delivered' }))
    await waitFor(() => expect(order.queryByRole('button', { name: 'Mark as delivered' })).toBeNull())
    expect((await shop.order(orderId)).fulfillments[0]?.shipments[0]).toMatchObject({ status: 'delivered' })
  })

  it('given a claim, then it is decided, and what customers are told is kept', async () => {
    const shop = await openShop()
    const { orderNumber, orderId } = await bought(shop)
    for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
    await shop.settle()
    const claim = { reason: 'damaged', description: 'The corner is bent.' } as const
    await shop
      .clientOf('ada')
      .POST('/orders/{id}/claims', { params: { path: { id: orderId } }, body: { kind: 'claim', ...claim } })
    const { user, order } = await open(shop, orderNumber)
    await order.findByText('The corner is bent.')
    await user.click(order.getByRole('button', { name: 'Decide' }))
    const asked = await dialog()
    await user.click(asked.getByRole('radio', { name: 'Give the money back' }))
    await user.type(asked.getByRole('textbox', { name: /What the customer is told/ }), 'We are sorry.')
    await user.click(asked.getByRole('button', { name: 'Decide' }))
    await order.findByText('The claim was decided.')
    await later(shop)
    expect(shop.stripe.ledger().refunds).toMatchObject([{ amount: 10_700 }])
    expect((await shop.order(orderId)).claims).toMatchObject([{ decision: 'refund', note: 'We are sorry.' }])
  })

  it('given a note, then it stands in the history; given a reason for attention, then it can be settled', async () => {
    const shop = await openShop()
    const { orderNumber } = await stuckOrder(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.type(await order.findByRole('textbox', { name: 'Add a note' }), 'Called the printer.')
    await user.click(order.getByRole('button', { name: 'Add' }))
    await order.findByText('Called the printer.')
    await user.click(order.getByRole('button', { name: 'Mark as settled' }))
    await order.findByText('Settled: Given up after many tries.')
    expect(order.queryByRole('heading', { name: 'Needs attention' })).toBeNull()
  })

  it("given the provider's own view, then it is asked for when somebody wants to see it", async () => {
    const shop = await openShop()
    const { orderNumber } = await bought(shop)
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Show' }))
    await order.findByText(/"merchantReference"/)
  })

  it('given a shop where a second person must agree, then who asked is refused, and somebody else agrees', async () => {
    const shop = await openShop()
    const { orderId, orderNumber } = await bought(shop)
    for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
    await shop.settle()
    const strict = shop.another({ reprints: { needApproval: true } })
    await strict.orders.reprint(orderId, { reason: 'Bent' }, 'admin:root')
    const { user, order } = await open(shop, orderNumber)
    await user.click(await order.findByRole('button', { name: 'Agree' }))
    await order.findByText('Somebody else than who asked for it must agree.')
    await user.click(order.getByRole('button', { name: 'Reject' }))
    const asked = await dialog()
    await user.type(asked.getByRole('textbox', { name: 'Reason' }), 'Too dear.')
    await user.click(asked.getByRole('button', { name: 'Reject it' }))
    await waitFor(() => expect(order.queryByRole('button', { name: 'Agree' })).toBeNull())
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })
})

describe('accessibility', () => {
  it('given the list, an order and a dialog, then the rules find nothing wrong', async () => {
    const shop = await openShop()
    await stuckOrder(shop)
    const { orderNumber } = await bought(shop)
    const user = show(shop)
    await user.click(await button(orderNumber))
    const order = await detail(orderNumber)
    await order.findByText('Send to the printer', { exact: false, ignore: 'button' }).catch(() => null)
    await user.click(await order.findByRole('button', { name: 'Show' }))
    await order.findByText(/"merchantReference"/)
    expect(await faultsOfPage()).toEqual([])
    await user.click(await order.findByRole('button', { name: 'Refund…' }))
    await dialog()
    expect(await faultsOfPage()).toEqual([])
  })
})

const useFixedQuery = () => ['?status=expired', () => {}] as const

describe("a host's own words and address", () => {
  it('given other words and another place for what is seen, then both are used', async () => {
    const shop = await openShop()
    await bought(shop)
    const messages = { 'list.emptyFilter': 'Nichts passt.' }
    shop.show(<AdminOrderDashboard messages={messages} useQueryString={useFixedQuery} />, 'root', { locale: 'de' })
    await screen.findByText('Nichts passt.')
    expect(window.location.search).toBe('')
  })
})
