import { AdminOrderDashboard } from '@quoin/react/admin'

export default function Page() {
  return <AdminOrderDashboard />
}
