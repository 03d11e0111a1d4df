import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { RequestError } from '../request-error.ts'
import { openShop } from '../shop.test.data.tsx'
import { useCancelOrder } from './use-cancel-order.ts'
import { useEditRecipient } from './use-edit-recipient.ts'
import { useOrder } from './use-order.ts'
import { useOrderActions } from './use-order-actions.ts'
import { useOrderEvents } from './use-order-events.ts'
import { useOrders } from './use-orders.ts'
import { useRefreshOrder } from './use-refresh-order.ts'
import { useResumeCheckout } from './use-resume-checkout.ts'

function Orders({ pageSize }: { readonly pageSize: number }) {
  const { data, error, hasNextPage, fetchNextPage, isFetching, refetch } = useOrders({ pageSize })
  return (
    <>
      <p role="status">{error instanceof RequestError ? error.code : data?.map(({ status }) => status).join(' ')}</p>
      <p>{isFetching ? 'listing' : 'listed'}</p>
      <button type="button" onClick={() => refetch()}>
        Again
      </button>
      {hasNextPage && (
        <button type="button" onClick={() => fetchNextPage()}>
          More
        </button>
      )}
    </>
  )
}

function Order({ orderId, token }: { readonly orderId: string; readonly token?: string | undefined }) {
  const { data, error, isFetching } = useOrder(orderId, { token })
  const liveness = useOrderEvents(orderId, { token })
  const refresh = useRefreshOrder(orderId, { token })
  const resume = useResumeCheckout(orderId, { token })
  return (
    <>
      <p role="status">{error instanceof RequestError ? error.code : data?.order.status}</p>
      <p>{liveness}</p>
      <p>{`${isFetching ? 'asking' : 'asked'}, refresh ${refresh.status}`}</p>
      <ul>
        {[...new Set(data?.history.map(({ type }) => type))].map((type) => (
          <li key={type}>{type}</li>
        ))}
      </ul>
      <button type="button" onClick={() => refresh.mutate()}>
        Refresh
      </button>
      <button type="button" onClick={() => resume.mutate()}>
        Pay
      </button>
      <p>{resume.data?.url ?? (resume.error instanceof RequestError && resume.error.code)}</p>
    </>
  )
}

function Live({ orderId }: { readonly orderId: string }) {
  const { data, refetch } = useOrder(orderId)
  const liveness = useOrderEvents(orderId)
  return (
    <>
      <p>{`${liveness}: ${data?.order.status}`}</p>
      <button type="button" onClick={() => refetch()}>
        Ask
      </button>
    </>
  )
}

function Change({ orderId }: { readonly orderId: string }) {
  const { data: actions } = useOrderActions(orderId)
  const { data } = useOrder(orderId)
  const cancel = useCancelOrder(orderId)
  const edit = useEditRecipient(orderId)
  const faults = edit.error instanceof RequestError ? edit.error.issues.map(({ path }) => path) : []
  return (
    <>
      <p role="status">{data?.order.status}</p>
      <p>{actions && `cancel ${actions.cancel}, recipient ${actions.recipient}`}</p>
      <p>{`${cancel.status} ${edit.status}`}</p>
      <address>{data?.order.shippingAddress?.line1}</address>
      <button type="button" onClick={() => cancel.mutate({ reason: 'Ordered twice.' })}>
        Cancel
      </button>
      <button type="button" onClick={() => edit.mutate({ line1: '2 New Road' })}>
        Move
      </button>
      <button type="button" onClick={() => edit.mutate({ postalCode: null })}>
        Move nowhere
      </button>
      <p>{edit.error && `${edit.error.message} ${faults.join(' ')}`}</p>
    </>
  )
}

const status = () => screen.getByRole('status').textContent

describe('useOrders', () => {
  it('given orders of two customers, then each sees their own, page by page', async () => {
    const shop = await openShop()
    for (const person of ['ada', 'bea', 'ada'] as const) await shop.buyAs(person)
    const { user } = shop.show(<Orders pageSize={1} />)
    await waitFor(() => expect(status()).toBe('pending'))
    await user.click(screen.getByRole('button', { name: 'More' }))
    await waitFor(() => expect(status()).toBe('pending pending'))
    expect(screen.queryByRole('button', { name: 'More' })).toBeNull()
  })

  it('given nobody who is signed in, then the refusal is told by its code', async () => {
    const shop = await openShop()
    shop.show(<Orders pageSize={10} />, null)
    await waitFor(() => expect(status()).toBe('unauthenticated'))
  })

  it('given a shop that can not be reached, then that is told when it was asked for a while', async () => {
    const shop = await openShop()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      shop.show(<Orders pageSize={10} />, 'ada', { fetch: () => Promise.reject(new TypeError('offline')) })
      await act(() => vi.advanceTimersByTimeAsync(10_000))
    } finally {
      vi.useRealTimers()
    }
    expect(status()).toBe('unreachable')
  })
})

describe('useOrder', () => {
  it('given what happens to an order, then it shows by itself', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    shop.show(<Order orderId={orderId} />)
    await waitFor(() => expect(status()).toBe('pending'))
    await waitFor(() => expect(screen.getByText('live')).toBeDefined())
    await act(() => shop.settle())
    await waitFor(() => expect(status()).toBe('submitted'))
    await waitFor(() => expect(screen.getByText('payment_captured')).toBeDefined())
  })

  it('given a server that restarts, then it connects again and misses nothing', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    shop.show(<Order orderId={orderId} />)
    await waitFor(() => expect(screen.getByText('live')).toBeDefined())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await act(async () => shop.endStreams())
      await act(() => vi.advanceTimersByTimeAsync(1))
      expect(screen.getByText('connecting')).toBeDefined()
      await shop.clientOf('root').PATCH('/orders/management', { body: { orderId, action: 'cancel' } })
      await act(() => vi.advanceTimersByTimeAsync(3_000))
    } finally {
      vi.useRealTimers()
    }
    await waitFor(() => expect(screen.getByText('live')).toBeDefined())
    await waitFor(() => expect(screen.getByText('cancel_requested')).toBeDefined())
  })

  it.each([
    ['GET', 'asked, refresh idle'],
    ['POST', 'asked, refresh success'],
  ])(
    'given an answer to %s that comes after what has happened since, then what is newer stays',
    async (method, end) => {
      const shop = await openShop()
      const { orderId } = await shop.buyAs('ada')
      const isLate = Promise.withResolvers<void>()
      const isGiven = Promise.withResolvers<void>()
      const ask = shop.fetchAs('ada')
      const fetch = async (request: Request) => {
        const response = await ask(request)
        if (request.method !== method || !request.url.endsWith('/status')) return response
        isGiven.resolve()
        await isLate.promise
        return response
      }
      const { user } = shop.show(<Order orderId={orderId} />, 'ada', { fetch })
      if (method === 'POST') await user.click(screen.getByRole('button', { name: 'Refresh' }))
      await isGiven.promise
      await act(() => shop.settle())
      await waitFor(() => expect(status()).toBe('submitted'))

      // When
      await act(async () => isLate.resolve())

      // Then
      await waitFor(() => expect(screen.getByText(end)).toBeDefined())
      expect(status()).toBe('submitted')
      expect(screen.getByText('payment_captured')).toBeDefined()
    },
  )

  it.each(['first', 'another'])(
    'given %s answer of a list that is of before an event, then the list shows what is newer',
    async (which) => {
      const shop = await openShop()
      const { orderId } = await shop.buyAs('ada')
      const isLate = Promise.withResolvers<void>()
      const isGiven = Promise.withResolvers<void>()
      const ask = shop.fetchAs('ada')
      let lists = 0
      const fetch = async (request: Request) => {
        const response = await ask(request)
        if (!request.url.includes('/orders?')) return response
        lists += 1
        if (lists !== (which === 'first' ? 1 : 2)) return response
        isGiven.resolve()
        await isLate.promise
        return response
      }
      const { user } = shop.show(
        <>
          <Orders pageSize={10} />
          <Live orderId={orderId} />
        </>,
        'ada',
        { fetch },
      )
      await waitFor(() => expect(screen.getByText('live: pending')).toBeDefined())
      if (which === 'another') await user.click(screen.getByRole('button', { name: 'Again' }))
      await isGiven.promise
      await act(() => shop.settle())
      await waitFor(() => expect(screen.getByText('live: submitted')).toBeDefined())

      // When
      await act(async () => isLate.resolve())

      // Then
      await waitFor(() => expect(status()).toBe('submitted'))
      await waitFor(() => expect(screen.getByText('listed')).toBeDefined())
      expect(status()).toBe('submitted')
    },
  )

  it('given an answer that overtakes its event, then the list shows it, too', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    const ask = shop.fetchAs('ada')
    const fetch = async (request: Request) =>
      request.url.endsWith('/events') ? new Response(null, { status: 404 }) : ask(request)
    const { user } = shop.show(
      <>
        <Orders pageSize={10} />
        <Live orderId={orderId} />
      </>,
      'ada',
      { fetch },
    )
    await waitFor(() => expect(status()).toBe('pending'))
    await waitFor(() => expect(screen.getByText('refused: pending')).toBeDefined())
    await act(() => shop.settle())
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    await waitFor(() => expect(screen.getByText('refused: submitted')).toBeDefined())
    await waitFor(() => expect(status()).toBe('submitted'))
  })

  it('given a guest link, then it opens its order and no other', async () => {
    const shop = await openShop()
    const mine = await shop.buyAs(null)
    const other = await shop.buyAs(null)
    const { unmount } = shop.show(<Order orderId={mine.orderId} token={mine.guestToken} />, null)
    await waitFor(() => expect(status()).toBe('pending'))
    unmount()
    shop.show(<Order orderId={other.orderId} token={mine.guestToken} />, null)
    await waitFor(() => expect(status()).toBe('unauthenticated'))
    await waitFor(() => expect(screen.getByText('refused')).toBeDefined())
  })

  it('given a payment that no webhook told of, when it is refreshed, then it is there', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    const { user } = shop.show(<Order orderId={orderId} />)
    await waitFor(() => expect(status()).toBe('pending'))
    await user.click(screen.getByRole('button', { name: 'Refresh' }))
    await waitFor(() => expect(status()).toBe('paid'))
  })

  it('given an order that is not paid, then it leads back to where to pay; afterwards it says why not', async () => {
    const shop = await openShop()
    const { data } = await shop
      .clientOf('ada')
      .POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
    const { user } = shop.show(<Order orderId={data?.orderId ?? ''} />)
    await user.click(screen.getByRole('button', { name: 'Pay' }))
    await waitFor(() => expect(screen.getByText(data?.url ?? '')).toBeDefined())
    const paid = await shop.buyAs('ada')
    shop.show(<Order orderId={paid.orderId} />)
    await act(() => shop.settle())
    await user.click(screen.getAllByRole('button', { name: 'Pay' })[1] ?? document.body)
    await waitFor(() => expect(screen.getByText('already_paid')).toBeDefined())
  })
})

describe('changing an order', () => {
  it('given an order that can be stopped, when it is cancelled, then the money goes back', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<Change orderId={orderId} />)
    await waitFor(() => expect(screen.getByText('cancel true, recipient true')).toBeDefined())
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.getByText('success idle')).toBeDefined())
    await act(() => shop.settle())
    await waitFor(() => expect(status()).toBe('cancelled'))
    await waitFor(() => expect(screen.getByText('cancel false, recipient false')).toBeDefined())
    expect((await shop.order(orderId)).payment.amountRefunded).toBe((await shop.order(orderId)).totals.total.amount)
  })

  it('given another address, then it goes there; given one that is none, then the field is named', async () => {
    const shop = await openShop()
    const { orderId } = await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<Change orderId={orderId} />)
    await user.click(screen.getByRole('button', { name: 'Move nowhere' }))
    await waitFor(() => expect(screen.getByText(/ postalCode$/)).toBeDefined())
    await user.click(screen.getByRole('button', { name: 'Move' }))
    await waitFor(() => expect(screen.getByText('idle success')).toBeDefined())
    await act(() => shop.settle())
    await waitFor(() => expect(screen.getByText('2 New Road')).toBeDefined())
  })
})
