import { QuoinProvider } from '@quoin/react'
import { AdminOrderDashboard } from '@quoin/react/admin'
import { createRoot } from 'react-dom/client'

const place = document.querySelector('#admin')
if (place) {
  createRoot(place).render(
    <QuoinProvider baseUrl="/api">
      <AdminOrderDashboard />
    </QuoinProvider>,
  )
}
