import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { openShop, type ShopOfTests } from '../shop.test.data.tsx'
import { AdminOrderDashboard } from './admin-order-dashboard.tsx'

const day = 86_400_000

beforeEach(() => window.history.replaceState(null, '', '/admin'))

/** An order that was cancelled five days ago. */
async function over(shop: ShopOfTests) {
  const order = await shop.buyAs('ada')
  await shop.settle()
  await shop.quoin.orders.cancel(order.orderId, { reason: 'Test' }, 'admin:root')
  await shop.settle()
  shop.clock.advance(5 * day)
  await shop.settle()
  return order
}

function show(shop: ShopOfTests, query = '') {
  window.history.replaceState(null, '', `/admin?${query}`)
  return shop.show(<AdminOrderDashboard />, 'root').user
}

const button = (name: string) => screen.findByRole('button', { name })

describe('the archive', () => {
  it('given orders that are over, then it is asked for how long, and they leave the list until something happens', async () => {
    const shop = await openShop()
    const { orderId, orderNumber } = await over(shop)
    const user = show(shop, 'view=health')
    await user.click(await button('Archive orders…'))
    const asked = within(await screen.findByRole('dialog'))
    expect(await faultsOfPage()).toEqual([])
    const days = asked.getByRole('spinbutton', { name: /at rest for so many days/ })
    await user.clear(days)
    await user.type(days, '4')
    await user.click(await button('Archive them'))
    await screen.findByText('1 order was archived.')

    await user.click(screen.getByRole('button', { name: 'Orders' }))
    await screen.findByText(/^(There are no orders here|No order fits)/)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Archive' }), 'Listed alone')
    await user.click(await button(orderNumber))
    expect(window.location.search).toBe(`?order=${orderId}&archived=only`)
    const order = within(await screen.findByRole('article', { name: `Order ${orderNumber}` }))
    order.getByText('In the archive')
    await order.findByText('The order went into the archive.')
    await user.type(order.getByRole('textbox', { name: 'Add a note' }), 'The customer called.')
    await user.click(order.getByRole('button', { name: 'Add' }))
    await order.findByText('The order left the archive.')
    expect(order.queryByText('In the archive')).toBeNull()
    await screen.findByText('No order fits these filters.')
  })

  it('given an order in the archive, then the list leaves it out, and a search for it finds it', async () => {
    const shop = await openShop()
    const { orderNumber } = await over(shop)
    await shop.quoin.archiveOrders({ afterMs: 4 * day }, 'admin:root')
    const user = show(shop)
    await screen.findByText('There are no orders here.')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), orderNumber)
    within(await screen.findByRole('row', { name: new RegExp(orderNumber) })).getByText('In the archive')
    expect(await faultsOfPage()).toEqual([])
    await user.selectOptions(screen.getByRole('combobox', { name: 'Archive' }), 'Left out')
    await screen.findByText('No order fits these filters.')
  })
})
