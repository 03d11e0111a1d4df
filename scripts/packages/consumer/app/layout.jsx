import { QuoinProvider } from '@quoin/react'
import '@quoin/react/styles.css'
import '@quoin/react/admin.css'

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <QuoinProvider baseUrl="/api">{children}</QuoinProvider>
      </body>
    </html>
  )
}
