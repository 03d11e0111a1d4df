import type { ReactNode } from 'react'
import { Frame } from '../frame/frame.tsx'
import type { StartedCheckout } from '../orders/use-resume-checkout.ts'
import { OrderDetails } from './order-details.tsx'
import type { ItemImage } from './order-items.tsx'
import { OwnOrders } from './own-orders.tsx'

/** What {@link CustomerOrderTracking} takes. */
export interface CustomerOrderTrackingProps {
  /** Shows this order only. @default all orders of whoever is signed in */
  readonly orderId?: string | undefined
  /** Of a guest link to `orderId`, for somebody who is not signed in. @default none */
  readonly token?: string | undefined
  /** A picture of what was bought, by the shop's own ids. @default no pictures */
  readonly itemImage?: ItemImage | undefined
  /** Called with where to pay an order that was not paid yet. @default the browser goes there */
  readonly onPay?: ((checkout: StartedCheckout) => void) | undefined
  /** @default none */
  readonly className?: string | undefined
}

/**
 * A customer's orders: how each is, what is sent and what has arrived, where the parcels are, what happened, and what can
 * still be changed. It keeps itself up to date.
 *
 * @example
 * ```tsx
 * import { CustomerOrderTracking, QuoinProvider } from '@quoin/react'
 * import '@quoin/react/styles.css'
 *
 * export const Orders = () => (
 *   <QuoinProvider baseUrl="/api">
 *     <CustomerOrderTracking />
 *   </QuoinProvider>
 * )
 *
 * // What a guest's link leads to.
 * export const GuestOrder = ({ orderId, token }: { orderId: string; token: string }) => (
 *   <QuoinProvider baseUrl="/api">
 *     <CustomerOrderTracking orderId={orderId} token={token} />
 *   </QuoinProvider>
 * )
 * ```
 */
export function CustomerOrderTracking(props: CustomerOrderTrackingProps): ReactNode {
  const { orderId, token, itemImage, onPay, className } = props
  const shown = { itemImage, onPay }
  return (
    <Frame className={className}>
      {orderId === undefined ? <OwnOrders {...shown} /> : <OrderDetails {...shown} orderId={orderId} token={token} />}
    </Frame>
  )
}
