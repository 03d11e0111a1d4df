import type { Storage } from '@quoin/core'
import { jobFixture } from '@quoin/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { quiet, setUp, stopWorkers } from '../../test/worker-by-hand.ts'
import type { JobEngine } from './job-engine.ts'

afterEach(stopWorkers)

/** An engine whose wake-ups the test carries by hand. */
function engineByHand() {
  let away = false
  let sent = 0
  let answer = async (): Promise<void> => {}
  const engine: JobEngine = {
    async send() {
      if (away) throw new Error('away')
      sent += 1
    },
    async receive(answerOf) {
      answer = answerOf
      return async () => {}
    },
  }
  return {
    engine,
    sent: () => sent,
    goAway: () => {
      away = true
    },
    comeBack: () => {
      away = false
    },
    /** One wake-up reaches a worker. */
    carry: () => void answer(),
  }
}

describe('a worker on an engine', () => {
  it('given it works otherwise, then it says so until it is stopped', async () => {
    const { worker } = setUp()
    const { engine } = engineByHand()
    worker.start()
    worker.start()
    await expect(worker.startOn(engine)).rejects.toMatchObject({ code: 'invalid_options' })
    await worker.stop()
    await worker.startOn(engine)
    expect(() => worker.start()).toThrow('on an engine')
    await worker.stop()
    worker.start()
    await worker.stop()
  })

  it('given a job is stored, then it sends a wake-up, and claims only when one comes', async () => {
    const { worker, store, started } = setUp()
    const { engine, sent, carry } = engineByHand()
    await worker.startOn(engine)
    await quiet()
    expect(sent()).toBe(1)
    await store(jobFixture())
    await quiet()
    expect(sent()).toBe(2)
    expect(started).toEqual([])
    carry()
    await quiet()
    expect(started).toHaveLength(1)
    expect(sent()).toBe(2)
  })

  it('given there are as many jobs as it takes, then it wakes another before they are done', async () => {
    const { worker, store, started } = setUp({ slots: 2 })
    const { engine, sent, carry } = engineByHand()
    await store(jobFixture(), jobFixture(), jobFixture())
    await worker.startOn(engine)
    await quiet()
    carry()
    await quiet()
    expect(started).toHaveLength(2)
    expect(sent()).toBe(2)
    carry()
    await quiet()
    expect(started).toHaveLength(3)
    expect(sent()).toBe(2)
  })

  it('given a claim leaves out jobs that are due, then it claims until there are none', async () => {
    const oneByOne = (storage: Storage): Storage => ({
      ...storage,
      claimJobs: (options) => storage.claimJobs({ ...options, limit: 1 }),
    })
    const { worker, store, started } = setUp({ slots: 5, storage: oneByOne })
    const { engine, sent, carry } = engineByHand()
    await store(jobFixture(), jobFixture(), jobFixture())
    await worker.startOn(engine)
    await quiet()
    carry()
    await quiet()
    expect(started).toHaveLength(3)
    expect(sent()).toBe(1)
  })

  it('given the engine is away when a job is stored, then a look sends a wake-up for it', async () => {
    const { worker, store, timer } = setUp()
    const { engine, sent, goAway, comeBack } = engineByHand()
    await worker.startOn(engine)
    await quiet()
    goAway()
    await store(jobFixture())
    await quiet()
    comeBack()
    expect(sent()).toBe(1)
    timer.elapse(20_000)
    await quiet()
    expect(sent()).toBe(2)
  })

  it('given a job that is to be tried again before the next look, then it sends a wake-up at that time', async () => {
    const { worker, store, timer, underWay } = setUp()
    const { engine, sent, carry } = engineByHand()
    const job = jobFixture({ payload: { failsFirst: true } })
    await store(job)
    await worker.startOn(engine)
    carry()
    await quiet()
    underWay.get(job.id)?.end()
    await quiet()
    expect(sent()).toBe(1)
    timer.elapse(50)
    await quiet()
    expect(sent()).toBe(2)
  })

  it('given a wake-up comes while it stops, then it hands it on', async () => {
    const { worker, store, started, timer, underWay } = setUp()
    const { engine, sent, carry } = engineByHand()
    await store(jobFixture())
    await worker.startOn(engine)
    carry()
    await quiet()
    const stopping = worker.stop()
    carry()
    await quiet()
    expect(sent()).toBe(2)
    for (const { end } of underWay.values()) end()
    await stopping
    expect(started).toHaveLength(1)
    expect(timer.pending()).toBe(0)
  })

  it('given an engine that is only sent to, then it never looks, and runs nothing', async () => {
    const { worker, store, started, timer } = setUp()
    const { engine, sent } = engineByHand()
    await worker.startOn({ send: () => engine.send() })
    await quiet()
    timer.elapse(60_000)
    await store(jobFixture())
    await quiet()
    expect(sent()).toBe(1)
    expect(started).toEqual([])
  })

  it('given the engine can not be reached, then the start fails, and can be made again', async () => {
    const { worker } = setUp()
    const { engine, sent } = engineByHand()
    const failing = { ...engine, receive: () => Promise.reject(new Error('no connection')) }
    await expect(worker.startOn(failing)).rejects.toThrow('no connection')
    await worker.startOn(engine)
    await quiet()
    expect(sent()).toBe(1)
  })

  it('given jobs that take long while the engine is away, then each look begins what there are slots for', async () => {
    const { worker, store, started, timer, underWay } = setUp({ slots: 2 })
    await worker.startOn({ send: () => new Promise<void>(() => {}), receive: async () => async () => {} })
    await store(jobFixture())
    for (const begun of [1, 2, 2]) {
      timer.elapse(20_000)
      await quiet()
      expect(started).toHaveLength(begun)
      await store(jobFixture(), jobFixture())
    }
    for (const { end } of underWay.values()) end()
    await quiet()
    timer.elapse(20_000)
    await quiet()
    expect(started).toHaveLength(4)
    for (const { end } of underWay.values()) end()
    const stopped = worker.stop()
    await quiet()
    timer.elapse(10_000)
    await stopped
  })

  it('given the engine never answers, then after a lease it looks by itself, and stops all the same', async () => {
    const { worker, store, started, timer, underWay } = setUp()
    await worker.startOn({ send: () => new Promise<void>(() => {}), receive: async () => async () => {} })
    await store(jobFixture())
    await quiet()
    expect(started).toEqual([])
    timer.elapse(20_000)
    await quiet()
    expect(started).toHaveLength(1)
    for (const { end } of underWay.values()) end()
    const stopped = worker.stop()
    await quiet()
    timer.elapse(10_000)
    await stopped
  })
})
