import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createDeliveryQueue } from './delivery-queue.ts'

/** A queue to a receiver that first says no so many times. */
function queueTo({ refusals = 0, isOpen = () => true }) {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  const tried: string[] = []
  const queue = createDeliveryQueue<string>({
    clock,
    timers: false,
    isOpen,
    attempt: async (delivery) => tried.push(delivery) > refusals,
    retryDelayMs: (retries) => [1000, 5000][retries],
  })
  return { clock, queue, tried }
}

it('given a receiver that refuses, then it is tried again when its time has come, and given up in the end', async () => {
  const { clock, queue, tried } = queueTo({ refusals: 9 })
  queue.add('a')
  await queue.idle()
  expect(await queue.deliverPending()).toBe(0)
  for (const pauseMs of [1000, 5000]) {
    clock.advance(pauseMs)
    expect(await queue.deliverPending()).toBe(1)
  }
  expect(await queue.deliverPending({ all: true })).toBe(0)
  expect(tried).toEqual(['a', 'a', 'a'])
})

it('given one that waits longer than a later one, then the later one goes first', async () => {
  const { clock, queue, tried } = queueTo({})
  queue.add('slow', 2000)
  queue.add('quick', 1000)
  clock.advance(3000)
  expect(await queue.deliverPending()).toBe(2)
  expect(tried).toEqual(['quick', 'slow'])
})

it('given nothing is sent at the moment, then it waits until something is', async () => {
  let open = false
  const { queue, tried } = queueTo({ isOpen: () => open })
  queue.add('a')
  expect(await queue.deliverPending({ all: true })).toBe(0)
  open = true
  expect(await queue.deliverPending()).toBe(1)
  expect(tried).toEqual(['a'])
})

it('given it was stopped, then nothing goes out', async () => {
  const { queue, tried } = queueTo({})
  queue.stop()
  queue.add('a')
  expect(await queue.deliverPending({ all: true })).toBe(0)
  expect(tried).toEqual([])
})
