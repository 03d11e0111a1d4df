import { CustomerOrderTracking, QuoinProvider } from '@quoin/react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'

// The order that this page is about: by the link of a mail, or the one that was bought in this browser; on the page of one's
// account, all of whoever is signed in.

interface Shown {
  readonly orderId?: string | undefined
  readonly token?: string | undefined
}

const place = document.querySelector<HTMLElement>('#orders')
const isSignedIn = place?.dataset['signedIn'] !== undefined
const isAboutOne = place?.dataset['one'] !== undefined

function shownBy(hash: string): Shown | null {
  const link = new URLSearchParams(hash.slice(1))
  const [orderId, token] = [link.get('order'), link.get('token')]
  if (orderId !== null && token !== null) return { orderId, token }
  if (isSignedIn && !isAboutOne) return {}
  const bought = sessionStorage.getItem('order')
  if (bought === null) return null
  const { orderId: id, guestToken } = JSON.parse(bought)
  return { orderId: id, token: guestToken }
}

function listen(look: () => void): () => void {
  addEventListener('hashchange', look)
  return () => removeEventListener('hashchange', look)
}

function Orders(): ReactNode {
  const hash = useSyncExternalStore(listen, () => location.hash)
  const shown = shownBy(hash)
  if (shown) return <CustomerOrderTracking key={hash} {...shown} itemImage={() => '/art/sunrise.jpg'} />
  return (
    <p>
      Nothing was bought in this browser yet. An order shows here at once, and by the link in its mails in any browser.
      Who <a href="/sign-in">signs in</a> sees all of theirs.
    </p>
  )
}

if (place) {
  createRoot(place).render(
    <QuoinProvider baseUrl="/api">
      <Orders />
    </QuoinProvider>,
  )
}
