import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { openShop, type ShopOfTests } from '../shop.test.data.tsx'
import { AdminOrderDashboard } from './admin-order-dashboard.tsx'

beforeEach(() => window.history.replaceState(null, '', '/admin'))

async function bought(shop: ShopOfTests) {
  const order = await shop.buyAs('ada')
  await shop.settle()
  shop.clock.advance(60_000) // figures are of what was before now
  return order
}

function show(shop: ShopOfTests, query: string) {
  window.history.replaceState(null, '', `/admin?${query}`)
  return shop.show(<AdminOrderDashboard />, 'root').user
}

const button = (name: string) => screen.findByRole('button', { name })

describe('the figures', () => {
  it('given orders of a day and a refund, then they are counted, drawn, and written as a table', async () => {
    const shop = await openShop()
    const { orderId } = await bought(shop)
    await bought(shop)
    const amount = { amount: 700, currency: 'USD' }
    await shop.quoin.orders.refund(orderId, { scope: { kind: 'amount', amount }, reason: 'Late' }, 'admin:root')
    await shop.settle()
    show(shop, 'view=figures')
    expect(await screen.findAllByText('US$207.00')).not.toEqual([]) // the figure, and the row of its day
    screen.getByText('US$214.00 paid, US$7.00 refunded')
    await screen.findByRole('img', { name: 'Orders' })
    const orders = within(screen.getByRole('table', { name: 'Orders' }))
    expect(within(orders.getByRole('row', { name: /^1 Mar/ })).getByRole('cell').textContent).toBe('2')
    const money = within(screen.getByRole('table', { name: 'Revenue and margin, USD' }))
    expect(money.getByRole('row', { name: /^1 Mar US\$207.00/ }).textContent).toContain('US$')
    expect(within(screen.getByRole('table', { name: 'How long it takes' })).getAllByRole('row')).toHaveLength(4)
    expect(await faultsOfPage()).toEqual([])
  })

  it('given countries, then each goes by its name, and the address says so', async () => {
    const shop = await openShop()
    await bought(shop)
    const user = show(shop, 'view=figures')
    await user.click(await button('Country'))
    await waitFor(() =>
      within(screen.getByRole('table', { name: 'Orders' })).getByRole('row', { name: /United States/ }),
    )
    expect(window.location.search).toBe('?view=figures&by=country')
  })

  it('given a time in which nobody paid, then it says so', async () => {
    show(await openShop(), 'view=figures&since=2026-01-01&until=2026-01-02')
    await screen.findByText('No order was paid in this time.')
  })

  it('given a time that ends before it begins, then the field is named, and another time can be chosen', async () => {
    const user = show(await openShop(), 'view=figures&since=2026-01-03&until=2026-01-02')
    expect((await screen.findByRole('alert')).textContent).toContain('dateTo: Must not be before dateFrom.')
    await user.click(await button('30 days'))
    expect(window.location.search).toBe('?view=figures')
  })
})

describe('the health', () => {
  it('given work that was given up, then it is told; a retry of all does it, and all is well', async () => {
    const shop = await openShop()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-500', times: 1000 })
    const { orderId } = await bought(shop)
    shop.clock.advance(97 * 3_600_000)
    await shop.settle()
    shop.prodigi.faults.clear()
    const user = show(shop, 'view=health')
    const jobs = within(await screen.findByRole('region', { name: 'Jobs' }))
    await jobs.findByText('1 job is dead: look and retry.')
    await user.click(await button('Retry what was given up'))
    await screen.findByText('1 job is tried again.')
    await shop.settle()
    expect((await shop.order(orderId)).status).toBe('submitted')
    await user.click(await button('Look again'))
    await waitFor(() => expect(jobs.queryByText('Well')).not.toBeNull())
    expect(await faultsOfPage()).toEqual([])
  })

  it('given a payment whose webhook never came, then a comparison finds it, and leads to the order', async () => {
    const shop = await openShop()
    const { orderNumber } = await shop.buyAs('ada')
    shop.clock.advance(7_200_000)
    const user = show(shop, 'view=health')
    await user.click(await button('Compare with the providers'))
    // Two events that never came, and what they would have told.
    await screen.findByText('3 differences were found.')
    screen.getByText(/A payment was not noted/)
    await user.click(screen.getByRole('button', { name: 'Show the order' }))
    await screen.findByRole('article', { name: `Order ${orderNumber}` })
  })

  it('given a customer who is to be forgotten, then a wrong address is refused, and a right one leaves what is not over', async () => {
    const shop = await openShop()
    const { orderId } = await bought(shop)
    await shop.quoin.orders.cancel(orderId, { reason: 'Test' }, 'admin:root')
    await shop.settle()
    const user = show(shop, 'view=health')
    await user.click(await button('Forget a customer…'))
    const asked = within(await screen.findByRole('dialog'))
    const email = asked.getByRole('textbox', { name: 'E-mail address' })
    await user.type(email, 'nobody')
    await user.click(asked.getByRole('button', { name: 'Forget them' }))
    expect((await asked.findByRole('alert')).textContent).toContain('email')
    await user.clear(email)
    await user.type(email, (await shop.order(orderId)).email ?? '')
    await user.click(asked.getByRole('button', { name: 'Forget them' }))
    await screen.findByText('They left 1 order.')
    expect((await shop.order(orderId)).email).toBeNull()
  })

  it('given what is old, then it is asked before it is removed', async () => {
    const shop = await openShop()
    await bought(shop)
    shop.clock.advance(100 * 86_400_000)
    const user = show(shop, 'view=health')
    await user.click(await button('Clean up…'))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove it' }))
    await screen.findByText(/[1-9]\d* webhooks, .* were removed/)
  })
})
