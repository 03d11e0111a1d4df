import { expect, it } from 'vitest'
import { createFaultQueue } from './fault-queue.ts'

interface Fault {
  readonly fault: string
  readonly endpoint?: string
  readonly times?: number
}

it('given faults of some endpoints, then each call takes the first that is meant for it', () => {
  const queue = createFaultQueue<Fault>()
  queue.next({ fault: 'drop', endpoint: 'create' })
  queue.next({ fault: 'slow', times: 2 })
  expect(queue.pending()).toBe(3)
  expect(['read', 'create', 'create', 'create'].map((endpoint) => queue.take(endpoint)?.fault)).toEqual([
    'slow',
    'drop',
    'slow',
    undefined,
  ])
  expect(queue.pending()).toBe(0)
})

it('given a fault without an end, then it strikes until all are cleared', () => {
  const queue = createFaultQueue<Fault>()
  queue.next({ fault: 'drop', times: Number.POSITIVE_INFINITY })
  expect([queue.take('a')?.fault, queue.take('a')?.fault]).toEqual(['drop', 'drop'])
  queue.clear()
  expect(queue.take('a')).toBeUndefined()
})
