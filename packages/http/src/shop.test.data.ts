import {
  createMemoryStorage,
  createQuoin,
  type Logger,
  money,
  type Quoin,
  type QuoinOptions,
  type Storage,
  silentLogger,
} from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, printableArtwork } from '@quoin/testing'
import { createHttpHandler, type HttpHandlerOptions } from './index.ts'

export const clock = createManualClock('2026-11-22T09:00:00Z')
export const webhookSecret = 'whsec_http'

/** A storage whose database has trouble with one kind of call. */
export function storageWith(faults: Partial<Storage>): Storage {
  return { ...createMemoryStorage({ clock }), ...faults }
}

/** A shop on memory storage; its providers can't be reached. */
export function shop(options: Partial<QuoinOptions> = {}): Quoin {
  return createQuoin({
    preflight: printableArtwork(),
    storage: createMemoryStorage({ clock }),
    payments: stripePayments({
      secretKey: 'sk_test_http',
      webhookSecrets: webhookSecret,
      apiBase: 'http://127.0.0.1:1',
    }),
    fulfillment: prodigiFulfillment({ apiKey: 'http', environment: 'sandbox' }),
    catalog: () => null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'https://shop.example',
    secret: 'a-secret-of-callback-urls',
    clock,
    logger: silentLogger,
    ...options,
  })
}

/** Sends requests to a handler as an admin, and keeps what it logs. */
export function served(options: Partial<HttpHandlerOptions> = {}) {
  const lines: string[] = []
  const note = (...line: readonly unknown[]) => void lines.push(JSON.stringify(line))
  const logger: Logger = { debug: note, info: note, warn: note, error: note }
  const authenticate = () => ({ userId: 'root', role: 'admin' as const })
  const handler = createHttpHandler({ quoin: shop(), authenticate, clock, logger, ...options })
  const send = (path: string, init?: RequestInit) => handler(new Request(`https://shop.example/api${path}`, init))
  return { send, lines }
}
