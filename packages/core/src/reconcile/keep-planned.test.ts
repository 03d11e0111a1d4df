import { createManualTimer } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { keepPlanned } from './keep-planned.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }
const hour = 3_600_000
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the plan of the periodic reconciliation', () => {
  it('INV-10 given the store fails at the start, then it is planned as soon as the store answers', async () => {
    const timer = createManualTimer()
    const asked: string[] = []
    let isUp = false
    keepPlanned(
      async (when) => {
        asked.push(when)
        if (!isUp) throw new Error('The store is down.')
      },
      { timer, logger },
    )
    await settle()
    timer.elapse(10_000)
    await settle()
    isUp = true
    timer.elapse(10_000)
    await settle()
    timer.elapse(hour - 1)
    await settle()
    expect(asked).toEqual(['now', 'now', 'now'])
  })

  it('given a run of it was given up, then it is planned again within an hour, until it is stopped', async () => {
    const timer = createManualTimer()
    const asked: string[] = []
    const stop = keepPlanned(async (when) => void asked.push(when), { timer, logger })
    await settle()
    timer.elapse(hour)
    await settle()
    expect(asked).toEqual(['now', 'in time'])
    stop()
    timer.elapse(2 * hour)
    await settle()
    expect(asked).toEqual(['now', 'in time'])
    expect(timer.pending()).toBe(0)
  })
})
