import { createMemoryStorage, silentLogger } from '@quoin/core'
import { createHttpHandler } from '@quoin/http'
import { createQuoinClient, type QuoinClient } from '@quoin/http/client'
import { createManualClock, createManualTimer, type OrderPlan, openTestShop, type TestShop } from '@quoin/testing'
import { cleanup, configure, type RenderResult, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { QuoinProvider, type QuoinProviderProps } from './quoin-provider.tsx'

// A limit for what hangs: a whole shop runs in the process, and a busy machine draws slowly.
configure({ asyncUtilTimeout: 20_000 })

const baseUrl = 'https://shop.example/api'
const opened: (() => Promise<void>)[] = []

afterEach(async () => {
  cleanup()
  for (const close of opened.splice(0)) await close()
})

/** Who asks; null is a guest. */
type Person = 'ada' | 'bea' | 'root' | null

/** A shop in this process whose API is called by its own handler. */
export interface ShopOfTests extends TestShop {
  /** Sends requests as somebody. */
  fetchAs(person: Person): (request: Request) => Promise<Response>
  clientOf(person: Person): QuoinClient
  /** Fills a cart and pays it. Nothing has reached the shop yet; `settle` lets it. */
  buyAs(person: Person, quantity?: number): Promise<{ orderId: string; orderNumber: string; guestToken?: string }>
  /** Shows something of this package to somebody. */
  show(part: ReactNode, person?: Person, props?: Partial<QuoinProviderProps>): RenderResult & { user: typeof userEvent }
  /** Ends every stream of events that is open, as a server does that restarts. */
  endStreams(): void
}

/** @param plan what happens to every print. @default prints that go through */
export async function openShop({ plan }: { readonly plan?: OrderPlan } = {}): Promise<ShopOfTests> {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const shop = await openTestShop({
    storage: createMemoryStorage({ clock }),
    clock,
    tracking: true,
    ...(plan && { plan }),
  })
  opened.push(() => shop.close())
  const timer = createManualTimer()
  const handler = createHttpHandler({
    quoin: shop.quoin,
    clock,
    // Streams look when something has changed in this process; nothing waits.
    timer,
    rateLimit: false,
    logger: silentLogger,
    guestLinkSecret: 'a secret of guest links with 32 characters',
    authenticate: (request) => {
      const person = request.headers.get('authorization')
      return person === null ? null : { userId: person, role: person === 'root' ? 'admin' : 'customer' }
    },
  })
  const fetchAs = (person: Person) => (request: Request) => {
    if (person !== null) request.headers.set('authorization', person)
    return handler(request)
  }
  const clientOf = (person: Person) => createQuoinClient({ baseUrl, fetch: fetchAs(person) })
  return {
    ...shop,
    fetchAs,
    clientOf,
    async buyAs(person, quantity = 2) {
      const body = { items: [{ productId: 'sunrise', quantity }] }
      const { data } = await clientOf(person).POST('/checkout', { body })
      if (!data) throw new Error('The checkout was refused.')
      const { payment } = await shop.order(data.orderId)
      shop.stripe.pay(payment.checkoutId ?? '')
      return data
    },
    show(part, person = 'ada', props = {}) {
      const shown = render(
        <QuoinProvider baseUrl={baseUrl} fetch={fetchAs(person)} locale="en-GB" timeZone="UTC" {...props}>
          {part}
        </QuoinProvider>,
      )
      return { ...shown, user: userEvent }
    },
    endStreams: () => timer.elapse(600_000),
  }
}
