import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { openShop } from '../shop.test.data.tsx'
import { CustomerOrderTracking } from '../tracking/customer-order-tracking.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { useDeleteNotifications } from './use-delete-notifications.ts'
import { useNotifications } from './use-notifications.ts'

const bell = (name: string) => screen.findByRole('button', { name })

describe('the bell', () => {
  it('given something new, then it counts it, tells it, opens it, and counts it no more', async () => {
    const shop = await openShop()
    const { orderId, orderNumber } = await shop.buyAs('ada')
    await shop.settle()
    const opened: string[] = []
    const { user } = shop.show(<NotificationBell onOpen={(one) => opened.push(one.orderId)} />)
    await user.click(await bell('Notifications, 1 unread'))
    const panel = screen.getByRole('dialog', { name: 'Notifications' })
    expect(document.activeElement).toBe(panel)
    expect(await faultsOfPage()).toEqual([])
    await user.click(within(panel).getByRole('button', { name: new RegExp(`Order ${orderNumber} is confirmed`) }))
    expect(opened).toEqual([orderId])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(await bell('Notifications, 0 unread'))
  })

  it('given several, when all are marked as read, then none is new', async () => {
    const shop = await openShop()
    for (let orders = 0; orders < 2; orders += 1) await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<NotificationBell />)
    await user.click(await bell('Notifications, 2 unread'))
    expect(screen.getAllByText('new')).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }))
    await bell('Notifications, 0 unread')
    await waitFor(() => expect(screen.queryByText('new')).toBeNull())
  })

  it('given the panel, when Escape is pressed or something else is touched, then it closes', async () => {
    const shop = await openShop()
    const { user } = shop.show(
      <>
        <NotificationBell />
        <button type="button">Elsewhere</button>
      </>,
    )
    const button = await bell('Notifications, 0 unread')
    await user.click(button)
    await screen.findByText('Nothing new.')
    await user.keyboard('{Escape}')
    expect([screen.queryByRole('dialog'), document.activeElement]).toEqual([null, button])
    await user.click(button)
    await user.click(screen.getByRole('button', { name: 'Elsewhere' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('given an order that is shown, when something becomes of it, then the bell rings at once', async () => {
    const shop = await openShop()
    const { orderNumber } = await shop.buyAs('ada')
    const { user } = shop.show(<CustomerOrderTracking />)
    await user.click(await screen.findByRole('button', { name: new RegExp(orderNumber) }))
    await screen.findByRole('heading', { name: `Order ${orderNumber}` })
    await act(() => shop.settle())
    await user.click(await bell('Notifications, 1 unread'))
    await user.click(screen.getByRole('button', { name: /is confirmed/ }))
    await screen.findByRole('heading', { name: `Order ${orderNumber}` })
  })
})

function Deleting() {
  const { data, hasNextPage, fetchNextPage } = useNotifications({ pageSize: 1 })
  const remove = useDeleteNotifications()
  return (
    <>
      <p role="status">{data && `${data.notifications.length} of them, ${data.unreadCount} unread`}</p>
      <button type="button" disabled={!hasNextPage} onClick={() => void fetchNextPage()}>
        More
      </button>
      <button type="button" onClick={() => remove.mutate({ all: true })}>
        Delete
      </button>
    </>
  )
}

describe('useNotifications', () => {
  it('given more than a page, then it reads on; and given that all are deleted, then there is none', async () => {
    const shop = await openShop()
    for (let orders = 0; orders < 2; orders += 1) await shop.buyAs('ada')
    await shop.settle()
    const { user } = shop.show(<Deleting />)
    const told = (text: string) => waitFor(() => expect(screen.getByRole('status').textContent).toBe(text))
    await told('1 of them, 2 unread')
    await user.click(screen.getByRole('button', { name: 'More' }))
    await told('2 of them, 2 unread')
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    await told('0 of them, 0 unread')
  })
})
