import type { Clock, Random, Timer } from '@quoin/core'
import { wait } from '../simulator/wait.ts'
import type { CallbackManner } from './callback-mode.ts'
import type { Identities } from './identities.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { CallbackType } from './simulated-order.ts'

/** A callback, and how it went. */
export interface CallbackDelivery {
  /** The CloudEvents envelope that is sent. */
  readonly event: CallbackEvent
  readonly url: string
  readonly attempts: number
  readonly state: 'waiting' | 'delivered' | 'given_up'
}

/** A callback as Prodigi sends it: a CloudEvent with the order as it was then. */
export interface CallbackEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly type: string
  readonly source: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  /** The order's id. */
  readonly subject: string
  readonly data: { readonly order: ProdigiOrder; readonly traceParent: string }
}

interface CallbackOptions {
  readonly ids: Identities
  readonly send: typeof fetch
  /** Null to send none. */
  readonly manner: CallbackManner | null
  readonly clock: Clock
  /** Chance of its own: delays must not change which ids are given. */
  readonly random: Random
  readonly timer: Timer
  readonly attemptsMax: number
  readonly retryPauseMs: number
}

const receiverTimeoutMs = 10_000

/**
 * Sends callbacks: those of one order in turn, of different orders at the same time. It never throws; a receiver that is
 * away gets a few more attempts. Callbacks are not signed, as in the real service.
 */
export function createCallbackSender(options: CallbackOptions) {
  const { ids, send, manner, clock, random, timer, attemptsMax, retryPauseMs } = options
  const log: CallbackDelivery[] = []
  let delayed: { readonly dueMs: number; readonly place: number }[] = []
  const lanes = new Map<string, Promise<void>>()
  const stopped = new AbortController()

  function announce(type: CallbackType, order: ProdigiOrder, at: Date): void {
    if (order.callbackUrl === null || manner === null || stopped.signal.aborted) return
    for (let copy = 0; copy < manner.copies; copy += 1) {
      const event = toEvent(type, order, at, ids)
      const place = log.push({ event, url: order.callbackUrl, attempts: 0, state: 'waiting' }) - 1
      if (manner.delayMaxMs === null) enqueue(place)
      else delayed.push({ place, dueMs: at.getTime() + random.next() * manner.delayMaxMs })
    }
  }

  /** Sends what was delayed until now, or all of it; the first due first. */
  function sendDelayed({ all = false } = {}): number {
    const nowMs = clock.now().getTime()
    const isDue = ({ dueMs }: { readonly dueMs: number }) => all || dueMs <= nowMs
    const due = delayed.filter(isDue).toSorted((a, b) => a.dueMs - b.dueMs)
    delayed = delayed.filter((callback) => !isDue(callback))
    for (const { place } of due) enqueue(place)
    return due.length
  }

  function enqueue(place: number): void {
    const lane = log[place]?.event.subject ?? ''
    const last = (lanes.get(lane) ?? Promise.resolve())
      .then(() => deliver(place))
      .finally(() => {
        if (lanes.get(lane) === last) lanes.delete(lane)
      })
    lanes.set(lane, last)
  }

  async function deliver(place: number): Promise<void> {
    const delivery = log[place]
    if (!delivery) return
    for (let attempts = 1; attempts <= attemptsMax && !stopped.signal.aborted; attempts += 1) {
      if (attempts > 1 && retryPauseMs > 0) await wait(timer, retryPauseMs, stopped.signal)
      const delivered = await post(delivery)
      log[place] = { ...delivery, attempts, state: delivered ? 'delivered' : 'waiting' }
      if (delivered) return
    }
    log[place] = { ...delivery, attempts: log[place]?.attempts ?? 0, state: 'given_up' }
  }

  async function post({ event, url }: CallbackDelivery): Promise<boolean> {
    try {
      const answer = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(event),
        redirect: 'manual',
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(receiverTimeoutMs)]),
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  async function idle(): Promise<void> {
    while (lanes.size > 0) await Promise.all(lanes.values())
  }

  return {
    announce,
    sendDelayed,
    idle,
    deliveries: (): readonly CallbackDelivery[] => structuredClone(log),
    /** Gives up what is under way. */
    stop: async (): Promise<void> => {
      stopped.abort()
      sendDelayed({ all: true })
      await idle()
    },
  }
}

export type CallbackSender = ReturnType<typeof createCallbackSender>

function toEvent(type: CallbackType, order: ProdigiOrder, at: Date, ids: Identities): CallbackEvent {
  return {
    specversion: '1.0',
    id: ids.next('evt'),
    type: `com.prodigi.order.${type}`,
    source: 'https://api.sandbox.prodigi.com/v4.0/Orders/',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    subject: order.id,
    data: { order, traceParent: ids.callbackTrace() },
  }
}
