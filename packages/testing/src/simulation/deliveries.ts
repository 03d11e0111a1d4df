import type { Quoin } from '@quoin/core'
import { chance, chanceBetween } from './chance.ts'
import type { SimulatedShop } from './shop.ts'
import type { World } from './world.ts'

const minute = 60_000
/** When a provider tries again what the shop did not acknowledge. */
const againMs = [10_000, 5 * minute, 30 * minute, 2 * 60 * minute, 5 * 60 * minute]
const patienceMs = 20_000
const encoder = new TextEncoder()

/** Brings what providers tell to the shop, as badly as the plan says; and what others forge. */
export interface Deliveries {
  fromStripe(event: { readonly id: string; readonly body: string }): void
  fromProdigi(callbackUrl: string, event: { readonly id: string; readonly body: string }): void
}

/** @param onAcknowledged hears of each event that the shop says it has. */
export function createDeliveries(
  world: World,
  shop: () => SimulatedShop,
  onAcknowledged: (source: 'stripe' | 'prodigi', eventId: string) => void,
): Deliveries {
  const { kernel, plan } = world
  const { lost, twice, late, forged } = plan.webhooks

  const bring = (label: string, tries: number, what: (quoin: Quoin) => Promise<unknown>): void => {
    const { processes } = shop()
    const one = processes[chanceBetween(plan.seed, 'door', kernel.next(), 0, processes.length - 1)]
    let isKnown = false
    kernel.after(patienceMs, '', () => {
      const wait = againMs[tries]
      if (!isKnown && wait !== undefined) kernel.after(wait, `${label} again`, () => bring(label, tries + 1, what))
    })
    if (!one?.process.isAlive) return
    one.process.deliver(one.process.life, label, () => {
      what(one.quoin).then(
        () => {
          isKnown = true
        },
        () => {},
      )
    })
  }
  const send = (label: string, what: (quoin: Quoin) => Promise<unknown>): void => {
    const number = kernel.next()
    world.counts.webhooks += 1
    if (world.hasFaults && chance(plan.seed, 'lost', number) < lost) return
    const copies = chance(plan.seed, 'twice', number) < twice ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const reach = chance(plan.seed, 'late', number + copy) < late ? 40 * minute : 3_000
      kernel.after(chanceBetween(plan.seed, 'delay', number + copy, 5, reach), label, () => bring(label, 0, what))
    }
  }
  const forge = (what: (quoin: Quoin) => Promise<unknown>): void => {
    for (let count = 0; count < forged; count += 1) {
      world.counts.forged += 1
      kernel.after(chanceBetween(plan.seed, 'forged at', kernel.next(), 0, 30 * minute), '', () => {
        bring('somebody forges', againMs.length, what)
      })
    }
  }

  return {
    fromStripe({ id, body }) {
      const bytes = encoder.encode(body)
      send(`stripe tells ${id}`, async (quoin) => {
        await quoin.webhooks.receivePayment({ body: bytes, signature: `signed by ${plan.seed}` })
        onAcknowledged('stripe', id)
      })
      forge((quoin) => quoin.webhooks.receivePayment({ body: bytes, signature: 'forged' }))
    },
    fromProdigi(callbackUrl, { id, body }) {
      const token = new URL(callbackUrl).searchParams.get('token')
      const bytes = encoder.encode(body)
      send(`prodigi tells ${id}`, async (quoin) => {
        await quoin.webhooks.receiveFulfillment('prodigi', { body: bytes, token })
        onAcknowledged('prodigi', id)
      })
      const lie = encoder.encode(
        JSON.stringify({ id: `${id}-lie`, type: 'shipped', status: 'Complete', shipments: [{ status: 'Shipped' }] }),
      )
      forge((quoin) => quoin.webhooks.receiveFulfillment('prodigi', { body: lie, token }))
    },
  }
}
