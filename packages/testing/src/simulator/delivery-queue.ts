import type { Clock } from '@quoin/core'
import { createUnderWay } from './under-way.ts'

interface DeliveryQueueOptions<Delivery> {
  readonly clock: Clock
  /** Whether real time drives the next tries; otherwise only `deliverPending` does. */
  readonly timers: boolean
  /** While it says no, nothing is sent; what comes meanwhile waits. */
  readonly isOpen: () => boolean
  /** Tries once. Resolves with whether it is done with: acknowledged, or wanted no more. Never rejects. */
  readonly attempt: (delivery: Delivery) => Promise<boolean>
  /** When a failed delivery is tried again; undefined: it is given up. @param retries how many failed after the first try. */
  readonly retryDelayMs: (retries: number) => number | undefined
}

interface Waiting<Delivery> {
  readonly delivery: Delivery
  readonly retries: number
  readonly dueMs: number
}

const shortestPauseMs = 10

/** Webhooks on their way: each is tried until it is acknowledged or given up, many at the same time. */
export function createDeliveryQueue<Delivery>(options: DeliveryQueueOptions<Delivery>) {
  const { clock, timers, isOpen, attempt, retryDelayMs } = options
  const waiting = new Set<Waiting<Delivery>>()
  const underWay = createUnderWay()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const nowMs = (): number => clock.now().getTime()

  async function tryOnce(one: Waiting<Delivery>): Promise<void> {
    waiting.delete(one)
    if (!(await attempt(one.delivery))) {
      const delayMs = retryDelayMs(one.retries)
      if (delayMs !== undefined) waiting.add({ ...one, retries: one.retries + 1, dueMs: nowMs() + delayMs })
    }
    schedule()
  }

  function start(one: Waiting<Delivery>): Promise<void> {
    const running = tryOnce(one)
    underWay.add(running)
    return running
  }

  /** Sets the timer to what is due next. */
  function schedule(): void {
    clearTimeout(timer)
    if (!timers || stopped || !isOpen() || waiting.size === 0) return
    const dueMs = Math.min(...Array.from(waiting, (one) => one.dueMs))
    timer = setTimeout(() => void deliverPending(), Math.max(dueMs - nowMs(), shortestPauseMs)).unref()
  }

  async function deliverPending({ all = false } = {}): Promise<number> {
    if (!isOpen() || stopped) return 0
    const due = [...waiting].filter((one) => all || one.dueMs <= nowMs()).toSorted((a, b) => a.dueMs - b.dueMs)
    await Promise.all(due.map(start))
    return due.length
  }

  return {
    /** Tries at once, unless it is to wait or nothing is sent at the moment. */
    add(delivery: Delivery, waitMs = 0): void {
      if (stopped) return
      const one = { delivery, retries: 0, dueMs: nowMs() + waitMs }
      waiting.add(one)
      if (waitMs === 0 && isOpen()) void start(one)
      else schedule()
    },
    /** To be called when `isOpen` may say something else. */
    schedule,
    /** Tries what is due, the first due first, and resolves with the number of tries when they are answered. `all`: what waits for its time too. */
    deliverPending,
    /** Resolves when no try is under way. */
    idle: underWay.idle,
    /** Resolves when the tries that are under way now are over. */
    begun: underWay.begun,
    /** Stops trying. */
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
  }
}
