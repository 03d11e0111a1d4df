import '@fontsource/instrument-serif/400.css'
import '@fontsource/instrument-serif/400-italic.css'
import '@fontsource-variable/instrument-sans'
import '@quoin/react/styles.css'
import './store.css'
import { QuoinProvider } from '@quoin/react'
import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { currentUser } from '@/shop/session.ts'
import { CartLink } from './cart/cart-link.tsx'

export const metadata: Metadata = {
  title: { default: 'Parallel Editions', template: '%s · Parallel Editions' },
  description: 'Art prints in open editions, printed when you order them.',
}

export default async function Layout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  return (
    <html lang="en">
      <body>
        <a className="skip" href="#main">
          To the content
        </a>
        <header className="masthead">
          <Link className="wordmark" href="/">
            Parallel <em>Editions</em>
          </Link>
          <nav aria-label="Shop">
            {user?.role === 'admin' && <Link href="/admin">Admin</Link>}
            <Link href="/orders">Orders</Link>
            <Link href="/sign-in">{user ? 'Account' : 'Sign in'}</Link>
            <CartLink />
          </nav>
        </header>
        <main id="main">
          <QuoinProvider baseUrl="/api" locale="en-US">
            {children}
          </QuoinProvider>
        </main>
        <footer className="colophon">
          <p>Printed to order on 200 gsm matte paper. Framed by hand.</p>
          <p>
            An example shop, built with Quoin. <a href="/api/docs">Its API</a>
          </p>
        </footer>
      </body>
    </html>
  )
}
