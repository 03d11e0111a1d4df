import { CustomerOrderTracking } from '@quoin/react'

export default function Page() {
  return <CustomerOrderTracking />
}
