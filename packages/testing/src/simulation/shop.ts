import { type Alert, createQuoin, money, type Notification, type Quoin, QuoinError, type Storage } from '@quoin/core'
import { createSeededRandom } from '../seeded-random.ts'
import { chanceBetween } from './chance.ts'
import { observedStore, type StoreObserver } from './observed-store.ts'
import { createProcess, type PortNature, type SimulatedProcess, throughProcess } from './simulated-process.ts'
import type { SimulatedProdigi } from './simulated-prodigi.ts'
import type { SimulatedStripe } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** A process with the app in it. */
export interface ShopProcess {
  readonly process: SimulatedProcess
  readonly quoin: Quoin
}

/** The host's app, in several processes on one store. */
export interface SimulatedShop {
  readonly processes: readonly ShopProcess[]
  readonly alerts: readonly Alert[]
  readonly notified: readonly Notification[]
  /**
   * Asks one of the processes for something. When no answer comes in half a minute, or it fails for a reason that may pass, another
   * is asked, so many times.
   */
  ask(label: string, tries: number, what: (quoin: Quoin) => Promise<unknown>): void
}

const price = money(4_900, 'USD')
const pollIntervalMs = 3_600_000
const patienceMs = 30_000

export interface ShopOptions {
  readonly stripe: SimulatedStripe
  readonly prodigi: SimulatedProdigi
  /** One for all processes. */
  readonly store: Storage
  /** Hears of each change that was asked for, and of what came of it. */
  readonly observer: Omit<StoreObserver, 'onDue'>
  /** Hears of each letter when it goes out. */
  readonly onLetter: (letter: Notification) => void
}

export function openShop(world: World, { stripe, prodigi, store, observer, onLetter }: ShopOptions): SimulatedShop {
  const { kernel, plan } = world
  const alerts: Alert[] = []
  const notified: Notification[] = []
  const processes: ShopProcess[] = []
  const wakers = new Map<SimulatedProcess, { readonly life: number; readonly wake: () => void }>()
  const alarms = new Set<number>()

  /** Workers look when something is due, as if they looked all the time. */
  const wakeAfter = (delayMs: number): void => {
    const at = kernel.now() + Math.ceil(delayMs / 100) * 100
    if (alarms.has(at)) return
    alarms.add(at)
    kernel.after(at - kernel.now(), '', () => {
      alarms.delete(at)
      const present = [...wakers].filter(([process, { life }]) => process.isAlive && process.life === life)
      const one = present[chanceBetween(plan.seed, 'woken', kernel.next(), 0, present.length - 1)]
      if (!one) return wakeAfter(1_000)
      const [process, { life, wake }] = one
      process.deliver(life, '', wake)
    })
  }

  const observed = observedStore(store, { ...observer, onDue: (delayMs) => wakeAfter(delayMs + 1) })
  const storage: PortNature = {
    name: 'store',
    isNear: true,
    plain: ['onJobs'],
    lists: [],
    wayMs: [0, 3],
    fault: (kind, method) =>
      new QuoinError('storage_failed', `The store failed: ${method}.`, {
        retry: kind === 'refused' ? 'retryable' : 'unknown',
      }),
  }
  const payments: PortNature = {
    name: 'stripe',
    isNear: false,
    plain: ['verifyWebhook'],
    lists: ['listCheckouts', 'listEvents'],
    wayMs: [20, 400],
    fault: (_, method) => new QuoinError('payment_provider_failed', `No answer: ${method}.`, { retry: 'retryable' }),
  }
  const fulfillment: PortNature = {
    name: 'prodigi',
    isNear: false,
    plain: ['prepare', 'readCallback'],
    lists: ['list'],
    wayMs: [50, 3_000],
    fault: (kind, method) =>
      new QuoinError('fulfillment_provider_failed', `No answer: ${method}.`, {
        retry: kind === 'refused' ? 'retryable' : 'unknown',
      }),
  }
  const letters: PortNature = {
    name: 'letters',
    isNear: false,
    plain: [],
    lists: [],
    wayMs: [10, 200],
    fault: (_, method) => new Error(`Not sent: ${method}.`),
  }

  const begin = (process: SimulatedProcess): Quoin => {
    const { life, name, skewMs } = process
    const onJobs = async (wake: () => void) => {
      wakers.set(process, { life, wake })
      return async () => {}
    }
    const reached = throughProcess(world, process, { ...observed, onJobs }, storage)
    // A worker whose claim fails polls again soon; here it polls for the longest time, and is woken.
    const claimJobs: Storage['claimJobs'] = async (claim) => {
      try {
        return await reached.claimJobs(claim)
      } catch (error) {
        wakeAfter(5_000)
        throw error
      }
    }
    const quoin = createQuoin({
      storage: { ...reached, claimJobs },
      payments: throughProcess(world, process, stripe.port, payments),
      fulfillment: throughProcess(world, process, prodigi.port, fulfillment),
      catalog: (id) =>
        id === 'sunrise'
          ? {
              id,
              name: 'Sunrise',
              sku: 'GLOBAL-FAP-16X24',
              price,
              assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }],
            }
          : null,
      shippingOptions: [
        { method: 'Standard', displayName: 'Standard', price: money(900, 'USD') },
        { method: 'Express', displayName: 'Express', price: money(2_400, 'USD') },
      ],
      publicUrl: 'https://shop.example',
      secret: 'the secret of the simulated shop',
      preflight: false,
      // Ten thousand looks a week find nothing about prints and payments, and would be most of what is simulated.
      health: { watchEveryMs: null },
      notifiers: [
        throughProcess(
          world,
          process,
          {
            channel: 'mail',
            async notify({ notification }) {
              notified.push(notification)
              onLetter(notification)
            },
          },
          letters,
        ),
      ],
      alerts: [
        throughProcess(
          world,
          process,
          {
            channel: 'chat',
            send: async (alert: Alert) => void (alert.state === 'firing' && alerts.push(alert)),
          },
          letters,
        ),
      ],
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      clock: { now: () => new Date(kernel.now() + skewMs) },
      random: createSeededRandom(`${plan.seed}:${name}:${life}`),
      timer: {
        after: (delayMs, callback) => kernel.after(delayMs, '', () => process.deliver(life, '', callback)),
      },
      worker: { slots: 4, pollIntervalMs },
    })
    quoin.worker.start()
    return quoin
  }

  for (const [index, skewMs] of plan.skewsMs.entries()) {
    const name = `p${index + 1}`
    const process = createProcess(world, name, skewMs, () => {
      quoin = begin(process)
    })
    let quoin = begin(process)
    processes.push({
      process,
      get quoin() {
        return quoin
      },
    })
  }

  const ask = (label: string, tries: number, what: (quoin: Quoin) => Promise<unknown>): void => {
    if (tries < 1) return
    const one = processes[chanceBetween(plan.seed, 'asked', kernel.next(), 0, processes.length - 1)]
    let isOver = false
    const again = (): void => {
      if (isOver) return
      isOver = true
      kernel.after(chanceBetween(plan.seed, 'again', kernel.next(), 500, 5_000), `${label} again`, () =>
        ask(label, tries - 1, what),
      )
    }
    const callOff = kernel.after(patienceMs, '', again)
    const end = (): void => {
      isOver = true
      callOff()
    }
    if (!one?.process.isAlive) return
    one.process.deliver(one.process.life, label, () => {
      what(one.quoin).then(end, (error: unknown) => {
        if (error instanceof QuoinError && error.code === 'command_rejected') end()
        else {
          callOff()
          again()
        }
      })
    })
  }

  return { processes, alerts, notified, ask }
}
