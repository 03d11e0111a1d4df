'use client'

import { CustomerOrderTracking, type ItemImage } from '@quoin/react'

const picture: ItemImage = ({ productId }) => `/art/${productId.split('.')[0]}.svg`

/** An order; all of whoever is signed in, without one. */
export function TrackOrder({ orderId, token }: { orderId?: string; token?: string | undefined }) {
  return <CustomerOrderTracking orderId={orderId} token={token} itemImage={picture} />
}
