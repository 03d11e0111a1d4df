import '@quoin/react/admin.css'
import { AdminOrderDashboard } from '@quoin/react/admin'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentUser } from '@/shop/session.ts'

export const metadata: Metadata = { title: 'Admin' }

/** The API asks for the role again: this only spares others an empty page. */
export default async function AdminPage() {
  const user = await currentUser()
  if (user?.role !== 'admin') redirect('/sign-in')
  return (
    <section className="dashboard">
      <h1 className="hidden">Admin</h1>
      <AdminOrderDashboard />
    </section>
  )
}
