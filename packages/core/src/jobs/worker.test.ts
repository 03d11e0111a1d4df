import type { Storage } from '@quoin/core'
import { jobFixture } from '@quoin/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { quiet, setUp, stopWorkers } from '../../test/worker-by-hand.ts'

afterEach(stopWorkers)

describe('a long-lived worker', () => {
  it('given the work of a job is done, then the next begins while its end is stored, but no more than as many again', async () => {
    const { worker, store, started, underWay } = setUp({ slots: 2 })
    await store(...Array.from({ length: 7 }, () => jobFixture()))
    worker.start()
    await quiet()
    expect(started).toHaveLength(2)
    const worked = async (...places: number[]) => {
      for (const place of places) underWay.get(started[place] ?? '')?.worked()
      await quiet()
    }
    await worked(0)
    expect(started).toHaveLength(3)
    await worked(1, 2, 2)
    expect(started).toHaveLength(4)
    underWay.get(started[1] ?? '')?.end()
    await quiet()
    expect(started).toHaveLength(5)
  })

  it('given it is idle, when a job is stored, then it starts it at once', async () => {
    const { worker, store, started } = setUp()
    worker.start()
    await quiet()
    const job = jobFixture()
    await store(job)
    await quiet()
    expect(started).toEqual([job.id])
  })

  it('given nobody wakes it, when the time to look has come, then it finds what is due', async () => {
    const deaf = ({ onJobs: _, ...rest }: Storage): Storage => rest
    const { worker, store, started, timer } = setUp({ storage: deaf })
    worker.start()
    await quiet()
    await store(jobFixture())
    await quiet()
    expect(started).toEqual([])
    timer.elapse(1_000)
    await quiet()
    expect(started).toHaveLength(1)
  })

  it('given a job that is to be tried again soon, then it does not wait for the next look', async () => {
    const { worker, store, started, clock, timer, underWay } = setUp()
    const job = jobFixture({ payload: { failsFirst: true } })
    await store(job)
    worker.start()
    await quiet()
    underWay.get(job.id)?.end()
    await quiet()
    clock.advance(50)
    timer.elapse(50)
    await quiet()
    expect(started).toEqual([job.id, job.id])
  })

  it('given one slow job, then the other slots go on without it', async () => {
    const { worker, store, started, underWay } = setUp()
    await store(...Array.from({ length: 4 }, () => jobFixture()))
    worker.start()
    await quiet()
    expect(started).toHaveLength(2)
    const [slow] = started
    for (let ended = 0; ended < 3; ended += 1) {
      const fast = [...underWay].find(([id]) => id !== slow)
      fast?.[1].end()
      await quiet()
    }
    expect(started).toHaveLength(4)
    expect([...underWay.keys()]).toEqual([slow])
  })

  it('given a job that takes longer than its lease, then it keeps it by signs of life', async () => {
    const { worker, store, clock, timer, storage, underWay } = setUp()
    await store(jobFixture())
    worker.start()
    await quiet()
    for (let beats = 0; beats < 8; beats += 1) {
      clock.advance(5_000)
      timer.elapse(5_000)
      await quiet()
    }
    expect(await storage.claimJobs({ limit: 1, leaseMs: 1 })).toEqual([])
    expect([...underWay.values()][0]?.signal.aborted).toBe(false)
  })

  it('F76 given a lease that was lost, then its job is called off', async () => {
    const { worker, store, clock, timer, storage, underWay } = setUp()
    await store(jobFixture())
    worker.start()
    await quiet()
    clock.advance(20_001)
    expect(await storage.claimJobs({ limit: 1, leaseMs: 20_000 })).toMatchObject([{ crashes: 1, fence: 2 }])
    timer.elapse(5_000)
    await quiet()
    expect([...underWay.values()][0]?.signal.aborted).toBe(true)
  })

  it('given it stops, then it finishes what is under way and takes nothing new', async () => {
    const { worker, store, started, underWay } = setUp({ slots: 1 })
    await store(jobFixture(), jobFixture())
    worker.start()
    await quiet()
    let stopped = false
    const stopping = worker.stop().then(() => {
      stopped = true
    })
    await quiet()
    expect(stopped).toBe(false)
    for (const { end } of underWay.values()) end()
    await stopping
    expect(started).toHaveLength(1)
  })

  it('given it stops and a job does not end, then the job is called off after the time of grace', async () => {
    const { worker, store, timer, underWay } = setUp()
    await store(jobFixture())
    worker.start()
    await quiet()
    const stopping = worker.stop()
    await quiet()
    timer.elapse(10_000)
    const [job] = [...underWay.values()]
    expect(job?.signal.aborted).toBe(true)
    job?.end()
    await stopping
    expect(timer.pending()).toBe(0)
  })

  it('F88 given the store is away, then it goes on when the store is back', async () => {
    let away = true
    const flaky = (storage: Storage): Storage => ({
      ...storage,
      claimJobs: (options) => (away ? Promise.reject(new Error('away')) : storage.claimJobs(options)),
    })
    const { worker, store, started, timer } = setUp({ storage: flaky })
    await store(jobFixture())
    worker.start()
    await quiet()
    expect(started).toEqual([])
    away = false
    timer.elapse(1_000)
    await quiet()
    expect(started).toHaveLength(1)
  })
})

describe('a tick', () => {
  it('works off what is due, and no more than it was told', async () => {
    const { worker, store, underWay, started } = setUp({ slots: 2 })
    await store(...Array.from({ length: 5 }, () => jobFixture()))
    const ticking = worker.tick({ maxJobs: 3 })
    while (started.length < 3) {
      await quiet()
      for (const { end } of underWay.values()) end()
    }
    await quiet()
    for (const { end } of underWay.values()) end()
    expect(await ticking).toBe(3)
  })

  it('F78 given a budget, when it is used up, then what is under way is finished, and the rest is left to the next', async () => {
    const { worker, store, underWay, started, timer } = setUp({ slots: 2 })
    await store(...Array.from({ length: 5 }, () => jobFixture()))
    const ticking = worker.tick({ budgetMs: 8_000 })
    await quiet()
    timer.elapse(8_000)
    for (const { end } of underWay.values()) end()
    expect(await ticking).toBe(2)
    expect(started).toHaveLength(2)
  })
})
