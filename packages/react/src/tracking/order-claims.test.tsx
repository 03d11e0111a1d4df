import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { openShop, type ShopOfTests } from '../shop.test.data.tsx'
import { CustomerOrderTracking } from './customer-order-tracking.tsx'

const section = () => screen.findByRole('region', { name: 'Is something wrong?' })
const button = (name: string) => screen.getByRole('button', { name })

/** An order of two copies, printed and sent. */
async function sentTo(shop: ShopOfTests, person: 'ada' | null): Promise<{ orderId: string; guestToken?: string }> {
  const bought = await shop.buyAs(person)
  await shop.settle()
  for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
  await shop.settle()
  await shop.pass(3_600_000)
  return bought
}

describe('having something put right', () => {
  it('given an order that was sent, when a customer tells what is wrong, then the shop hears of it, and the answer is shown', async () => {
    const shop = await openShop()
    const { orderId } = await sentTo(shop, 'ada')
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await section()
    await user.click(button('Tell us what is wrong'))
    const dialog = screen.getByRole('dialog', { name: 'What is wrong?' })
    expect(await faultsOfPage()).toEqual([])
    await user.selectOptions(within(dialog).getByLabelText('What went wrong'), 'It is not printed well')
    const copies = within(dialog).getByLabelText(/of 2\)$/)
    await user.clear(copies)
    await user.type(copies, '1')
    await user.type(within(dialog).getByLabelText('Tell us more (optional)'), 'A stripe across the sky.')
    await user.type(within(dialog).getByLabelText('Links to photos (optional)'), 'https://photos.example/1.jpg')
    await user.click(button('Send'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

    const told = await section()
    const [said] = within(told).getAllByRole('listitem')
    expect(said?.textContent).toContain('It is not printed wellWe are looking into it')
    expect(said?.textContent).toMatch(/You told us on 1 March 2026 · 1 × Sunrise.* · 1 photo/)
    expect(within(told).getByRole('status').textContent).toMatch(/^Thank you\./)
    const order = await shop.order(orderId)
    expect(order.claims).toMatchObject([
      {
        kind: 'claim',
        reason: 'poor_quality',
        description: 'A stripe across the sky.',
        photos: ['https://photos.example/1.jpg'],
        lines: [{ itemId: order.items[0]?.id, quantity: 1 }],
        openedBy: 'customer:ada',
      },
    ])
    expect(order.attention).toMatchObject([{ code: 'claim_opened' }])

    const [claim] = order.claims
    await act(async () => {
      const answer = { claimId: claim?.id ?? '', decision: 'reprint', note: 'We are sorry.' } as const
      await shop.quoin.orders.decideClaim(orderId, answer, 'admin:root')
      await shop.settle()
    })
    await waitFor(() => expect(within(told).getByText('It is printed again')).toBeDefined())
    expect(within(told).getByText('We are sorry.')).toBeDefined()
    expect(await faultsOfPage()).toEqual([])
  })

  it('given faults, then each stands at its field, and the first of them has the focus', async () => {
    const shop = await openShop()
    const { orderId } = await sentTo(shop, 'ada')
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await section()
    await user.click(button('Tell us what is wrong'))
    const photos = screen.getByLabelText('Links to photos (optional)')
    await user.type(photos, 'http://photos.example/1.jpg')
    await user.click(button('Send'))
    await screen.findByText('Please check these links.')
    expect([photos.getAttribute('aria-invalid'), document.activeElement === photos]).toEqual(['true', true])
    expect(screen.getByRole('alert').textContent).toBe('Please look at the fields that are marked.')
    expect(await faultsOfPage()).toEqual([])
    expect((await shop.order(orderId)).claims).toEqual([])

    await user.clear(photos)
    await user.click(screen.getByLabelText('I want to send it back'))
    await user.click(button('Send'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await shop.order(orderId)).claims).toMatchObject([
      { kind: 'return', reason: 'damaged', lines: [], photos: [] },
    ])
  })

  it('given the answer was lost, when the form is sent again, then it is one claim', async () => {
    const shop = await openShop()
    const { orderId } = await sentTo(shop, 'ada')
    const send = shop.fetchAs('ada')
    const lost: string[] = []
    const fetch = async (request: Request): Promise<Response> => {
      const answer = await send(request)
      if (!request.url.endsWith('/claims') || lost.length > 0) return answer
      lost.push(request.url)
      throw new TypeError('The connection is gone.')
    }
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />, 'ada', { fetch })
    await section()
    await user.click(button('Tell us what is wrong'))
    await user.click(button('Send'))
    await screen.findByText('The shop can not be reached. Are you online?')
    await user.click(button('Send'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(lost).toHaveLength(1)
    expect((await shop.order(orderId)).claims).toMatchObject([{ reason: 'damaged' }])

    // Told a second time, in a form of its own, it is another.
    await user.click(button('Tell us what is wrong'))
    await user.click(button('Send'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await shop.order(orderId)).claims).toHaveLength(2)
  })

  it('given a line of which less was sent than is claimed, then that line is marked', async () => {
    const shop = await openShop({ plan: { parcels: 'by_item' } })
    const items = [
      { productId: 'sunrise', quantity: 1 },
      { productId: 'sunrise', quantity: 1 },
    ]
    const { data } = await shop.clientOf('ada').POST('/checkout', { body: { items } })
    const orderId = data?.orderId ?? ''
    shop.stripe.pay((await shop.order(orderId)).payment.checkoutId ?? '')
    await shop.settle()
    for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
    await shop.settle()
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} />)
    await section()
    await user.click(button('Tell us what is wrong'))
    const [, second] = screen.getAllByLabelText(/of 1\)$/)
    if (!second) throw new Error('There is one field for both lines.')
    // A browser holds back what is above its limit; a reader without that gets the answer of the API.
    second.removeAttribute('max')
    await user.clear(second)
    await user.type(second, '3')
    await user.click(button('Send'))
    await screen.findByText('So many of it have not been sent.')
    expect(screen.getAllByLabelText(/of 1\)$/).map((field) => field.getAttribute('aria-invalid'))).toEqual([
      'false',
      'true',
    ])
  })

  it('given nothing was sent yet, then there is nothing to tell', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    shop.show(<CustomerOrderTracking orderId={orderId} />)
    await screen.findByRole('heading', { name: /^Order/ })
    expect(screen.queryByRole('region', { name: 'Is something wrong?' })).toBeNull()
  })

  it('given a guest’s link, when all of it did not arrive, then it is told by the keyboard alone', async () => {
    const shop = await openShop()
    const { orderId, guestToken } = await sentTo(shop, null)
    const { user } = shop.show(<CustomerOrderTracking orderId={orderId} token={guestToken} />, null)
    await section()
    button('Tell us what is wrong').focus()
    await user.keyboard('{Enter}')
    await user.selectOptions(screen.getByLabelText('What went wrong'), 'It did not arrive')
    button('Send').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await shop.order(orderId)).claims).toMatchObject([{ reason: 'lost', lines: [], description: null }])
    expect(await within(await section()).findByText('We are looking into it')).toBeDefined()
  })
})
