import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { german } from '../language/german.ts'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { openShop, type ShopOfTests } from '../shop.test.data.tsx'
import { CustomerOrderTracking } from './customer-order-tracking.tsx'

const heading = (name: string | RegExp) => screen.findByRole('heading', { name })
const lead = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
const steps = () =>
  within(screen.getByRole('list', { name: 'Progress' }))
    .getAllByRole('listitem')
    .map((step) => `${step.textContent}${step.getAttribute('aria-current') === 'step' ? ' *' : ''}`)
const history = () =>
  within(screen.getByRole('region', { name: 'What happened' }))
    .getAllByRole('listitem')
    .map((entry) => entry.firstElementChild?.textContent)

/** Prints an order and sends it. */
async function send(shop: ShopOfTests, orderId: string): Promise<string[]> {
  await shop.settle()
  const printed = await shop.order(orderId)
  for (const { providerOrderId } of printed.fulfillments) shop.prodigi.runOrder(providerOrderId ?? '')
  await shop.settle()
  await shop.pass(3_600_000)
  const { fulfillments } = await shop.order(orderId)
  return fulfillments.flatMap(({ shipments }) => shipments.map(({ trackingNumber }) => trackingNumber ?? ''))
}

describe('an order on its way', () => {
  it('given an order that is sent, then it is never called delivered before a carrier says so', async () => {
    const shop = await openShop()
    const { orderId, orderNumber } = await shop.buyAs('ada')
    const [number = ''] = await send(shop, orderId)
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await heading(`Order ${orderNumber}`)
    expect(lead()).toContain('Everything has been sent and is on its way to you.')
    expect(steps()).toEqual([
      'Payment1 March 2026',
      'Production1 March 2026',
      'On its wayNow *',
      'DeliveryStill to come',
    ])
    expect(screen.getByText('Sent on 1 March 2026. No news from the carrier yet.')).toBeDefined()
    expect(document.body.textContent).not.toMatch(/delivered|has arrived/i)
    expect(screen.getByRole('link', { name: 'Track this parcel' }).getAttribute('href')).toMatch(/^https:/)

    shop.easypost.move(number, 'delivered')
    await act(() => shop.settle())
    await waitFor(() => expect(lead()).toContain('Your order has arrived.'))
    expect(screen.getByText('Sent on 1 March 2026. Delivered on 1 March 2026.')).toBeDefined()
    expect(history().slice(0, 2)).toEqual(['Everything was delivered.', 'Your parcel was delivered.'])
    expect(await faultsOfPage()).toEqual([])
  })

  it('given two parcels of which one was lost, then each tells for itself, and that the shop knows', async () => {
    const shop = await openShop({ plan: { parcels: 'by_item' } })
    const { data } = await shop.clientOf('ada').POST('/checkout', {
      body: {
        items: [
          { productId: 'sunrise', quantity: 1 },
          { productId: 'sunrise', quantity: 1 },
        ],
      },
    })
    const orderId = data?.orderId ?? ''
    shop.stripe.pay((await shop.order(orderId)).payment.checkoutId ?? '')
    const [first = '', second = ''] = await send(shop, orderId)
    shop.easypost.move(first, 'delivered')
    shop.easypost.move(second, 'failure')
    await shop.settle()
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await heading(/^Order/)
    const parcels = within(screen.getByRole('region', { name: 'Your parcels' })).getAllByRole('listitem')
    expect(parcels.map((parcel) => within(parcel).getByRole('heading').parentElement?.textContent)).toEqual([
      'Parcel 1 of 2Delivered',
      'Parcel 2 of 2Held up on its way',
    ])
    expect(screen.getByText(/Something needs a person/)).toBeDefined()
    expect(lead()).toContain('Everything has been sent and is on its way to you.')
    expect(history()).toContain('Parcel 2 of 2 is held up on its way.')
  })

  it('given a long history, then the latest comes first and the rest when it is asked for', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    const [number = ''] = await send(shop, orderId)
    for (const status of ['in_transit', 'out_for_delivery', 'delivered'] as const) {
      shop.easypost.move(number, status)
      await shop.settle()
    }
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await heading(/^Order/)
    const latest = history()
    await user.click(screen.getByRole('button', { name: 'Show everything' }))
    expect(history().slice(0, latest.length)).toEqual(latest)
    expect(history().slice(-2)).toEqual(['Your payment of US$107.00 arrived.', 'You placed the order.'])
    expect(screen.queryByRole('button', { name: 'Show everything' })).toBeNull()
  })
})

describe('coming back from paying', () => {
  it('given that no webhook has told of it yet, then the order is paid at once all the same', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await waitFor(() => expect(lead()).toContain('Thank you. We are getting your order ready for the print shop.'))
    expect(screen.queryByRole('button', { name: 'Finish paying' })).toBeNull()
  })
})

describe('changing one’s mind', () => {
  it('given an order that is not printed yet, when it is cancelled, then it is asked twice, and the money goes back', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await user.click(await screen.findByRole('button', { name: 'Cancel this order' }))
    const dialog = screen.getByRole('dialog', { name: 'Cancel this order?' })
    expect(await faultsOfPage()).toEqual([])
    await user.type(within(dialog).getByRole('textbox'), 'Ordered twice.')
    await user.click(within(dialog).getByRole('button', { name: 'Yes, cancel it' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await act(() => shop.settle())
    await waitFor(() => expect(lead()).toContain('This order was cancelled. Nothing will be sent.'))
    await waitFor(() => expect(history()).toContain('US$107.00 in all went back to you.'))
    expect(screen.queryByRole('button', { name: 'Cancel this order' })).toBeNull()
    expect(screen.queryByRole('list', { name: 'Progress' })).toBeNull()
    const asked = (await shop.quoin.orders.history(orderId)).find(({ event }) => event.type === 'cancel_requested')
    expect(asked?.event).toMatchObject({ request: { reason: 'Ordered twice.' } })
  })

  it('given the dialog, when it is left by its button, then nothing happens', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await user.click(await screen.findByRole('button', { name: 'Cancel this order' }))
    await user.click(screen.getByRole('button', { name: 'Keep it' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect((await shop.order(orderId)).cancelRequest).toBeNull()
  })

  it('given an order that left meanwhile, when it is cancelled, then it says that it is too late', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await user.click(await screen.findByRole('button', { name: 'Cancel this order' }))
    await act(async () => void (await send(shop, orderId)))
    const open = screen.queryByRole('button', { name: 'Yes, cancel it' })
    if (open) await user.click(open)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel this order' })).toBeNull())
    expect((await shop.order(orderId)).status).toBe('shipped')
  })

  it('given another address, then it is carried to the print shop and shown', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await user.click(await screen.findByRole('button', { name: 'Change the address' }))
    const dialog = screen.getByRole('dialog', { name: 'Where should it go?' })
    expect(await faultsOfPage()).toEqual([])
    const code = within(dialog).getByLabelText('Postal code')
    await user.clear(code)
    await user.click(within(dialog).getByRole('button', { name: 'Save the address' }))
    await within(dialog).findByText('This is needed.')
    expect([code.getAttribute('aria-invalid'), document.activeElement === code]).toEqual(['true', true])

    await user.type(code, '94103')
    await user.clear(within(dialog).getByLabelText('Street and number'))
    await user.type(within(dialog).getByLabelText('Street and number'), '2 New Road')
    await user.click(within(dialog).getByRole('button', { name: 'Save the address' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await act(() => shop.settle())
    await screen.findByText('2 New Road')
    expect((await shop.order(orderId)).shippingAddress).toMatchObject({ line1: '2 New Road', postalCode: '94103' })
  })

  it('given it was paid without an address, then its customer is told, gives one, and it is printed', async () => {
    const shop = await openShop()
    const { data } = await shop
      .clientOf('ada')
      .POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
    const orderId = data?.orderId ?? ''
    shop.stripe.pay((await shop.order(orderId)).payment.checkoutId ?? '', { address: null })
    await shop.settle()
    const { user } = shop.show(
      <>
        <NotificationBell />
        <CustomerOrderTracking orderId={orderId} />
      </>,
    )
    await user.click(await screen.findByRole('button', { name: 'Notifications, 2 unread' }))
    await user.click(await screen.findByText(/is not complete. Please correct it/))
    await user.click(await screen.findByRole('button', { name: 'Change the address' }))
    const dialog = screen.getByRole('dialog', { name: 'Where should it go?' })
    expect(await faultsOfPage()).toEqual([])
    const given = {
      Name: 'Ada Test',
      'Street and number': '2 New Road',
      'Town or city': 'Leeds',
      'Postal code': 'LS1 1AA',
    }
    for (const [field, value] of Object.entries(given)) await user.type(within(dialog).getByLabelText(field), value)
    await user.selectOptions(within(dialog).getByLabelText('Country'), 'GB')
    await user.click(within(dialog).getByRole('button', { name: 'Save the address' }))
    await act(() => shop.settle())
    await screen.findByText('2 New Road')
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
  })

  it('given an order in production, then nothing is offered that would be refused', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await send(shop, orderId)
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await heading(/^Order/)
    expect(screen.queryByRole('button', { name: 'Cancel this order' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Change the address' })).toBeNull()
  })

  it('given an order that is not paid, then it leads back to the payment', async () => {
    const shop = await openShop()
    const { data } = await shop
      .clientOf('ada')
      .POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
    const went: (string | null)[] = []
    const { user } = shop.show(
      <CustomerOrderTracking orderId={data?.orderId ?? ''} onPay={({ url }) => went.push(url)} />,
    )
    await user.click(await screen.findByRole('button', { name: 'Finish paying' }))
    await waitFor(() => expect(went).toEqual([data?.url]))
    expect(screen.getByText('You give the address when you pay.')).toBeDefined()
  })
})

describe('a guest’s link', () => {
  it('given the link, then it shows its order, and changes nothing', async () => {
    const shop = await openShop()
    const { orderId, guestToken, orderNumber } = await shop.buyAs(null)
    await shop.settle()
    shop.show(<CustomerOrderTracking orderId={orderId} token={guestToken} />, null)
    await heading(`Order ${orderNumber}`)
    expect(screen.getByText('A. T.')).toBeDefined()
    expect(screen.queryByRole('button', { name: /Cancel|Change|Notifications/ })).toBeNull()
    await act(async () => void (await send(shop, orderId)))
    await waitFor(() => expect(lead()).toContain('Everything has been sent and is on its way to you.'))
  })

  it('given a link that has run out, then it says so', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs(null)
    shop.show(<CustomerOrderTracking orderId={orderId} token="0.00" />, null)
    await screen.findByText('This link is not valid any more.')
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })
})

describe('own orders', () => {
  it('given orders, then one is chosen by the keyboard, and back is the list', async () => {
    const shop = await openShop()
    const older = await shop.buyAs('ada')
    await send(shop, older.orderId)
    const newer = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking />)
    const list = await screen.findByRole('navigation', { name: 'Your orders' })
    const cards = await within(list).findAllByRole('button')
    expect(cards.map(({ textContent }) => textContent?.slice(0, 11))).toEqual([newer.orderNumber, older.orderNumber])
    expect(await faultsOfPage()).toEqual([])
    cards[1]?.focus()
    await user.keyboard('{Enter}')
    await heading(`Order ${older.orderNumber}`)
    expect(cards[1]?.getAttribute('aria-current')).toBe('true')
    await user.click(screen.getByRole('button', { name: /All orders/ }))
    expect(screen.queryByRole('heading', { name: /^Order/ })).toBeNull()
    expect(document.activeElement).toBe(list)
  })

  it('given an order that changes while it is shown, then the list changes with it', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    const { user } = shop.show(<CustomerOrderTracking />)
    const list = await screen.findByRole('navigation', { name: 'Your orders' })
    await user.click(await within(list).findByRole('button', { name: /Not paid yet/ }))
    await heading(/^Order/)
    await act(async () => void (await send(shop, orderId)))
    await within(list).findByRole('button', { name: /Sent/ })
  })

  it('given no orders, somebody who is not signed in, or no network, then it says so', async () => {
    const shop = await openShop()
    const { unmount } = shop.show(<CustomerOrderTracking />)
    await screen.findByText('You have not ordered anything yet.')
    unmount()
    shop.show(<CustomerOrderTracking />, null)
    await screen.findByText('Sign in to see this.')
    expect(await faultsOfPage()).toEqual([])
  })

  it('given an order of somebody else, then there is none', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('bea')
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await screen.findByText('There is no such order.')
  })

  it('given German, then nothing of an order is said in English', async () => {
    const shop = await openShop()
    const { orderId, orderNumber } = await shop.buyAs('ada')
    await send(shop, orderId)
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />, 'ada', {
      locale: 'de-DE',
      messages: german,
    })
    await heading(`Bestellung ${orderNumber}`)
    await user.click(screen.getByRole('button', { name: 'Sagen, was nicht stimmt' }))
    expect(screen.getByRole('dialog', { name: 'Was stimmt nicht?' })).toBeDefined()
    expect(document.body.textContent).not.toMatch(/\b(your|order|parcel|sent|what|you)\b/i)
  })

  it('given words and a locale of the host, then it speaks them', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    shop.show(<CustomerOrderTracking orderId={orderId} />, 'ada', {
      locale: 'de-DE',
      messages: { 'order.placed': 'Bestellt am {day}', 'status.submitted': 'In der Druckerei' },
    })
    await screen.findByText('Bestellt am 1. März 2026')
    expect(screen.getByText('In der Druckerei')).toBeDefined()
    expect(screen.getAllByText(/^107,00/)).toBeDefined()
  })
})
