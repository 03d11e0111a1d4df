import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualTimer } from '../manual-timer.ts'
import { type JobEngineUnderTest, openProcesses, type Processes } from './job-engine/processes.ts'
import { createTally } from './job-engine/tally.ts'

/** What {@link jobEngineContract} examines. */
export interface JobEngineContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** An empty database, and an engine without wake-ups. Called before each case. */
  create(): Promise<JobEngineUnderTest>
}

/**
 * The contract of the `JobEngine` port as a vitest suite: call it at the top of a test file. Every adapter passes it, and so does
 * Quoin's own worker, which needs no engine.
 *
 * Leases and retries are the database's, so it runs on a clock that goes, and waits for what happens.
 *
 * @example
 * ```ts
 * import { createMemoryStorage, systemClock } from '@quoin/core'
 * import { jobEngineContract } from '@quoin/testing/contracts'
 *
 * jobEngineContract({
 *   name: 'none, in one process',
 *   create: async () => {
 *     const storage = createMemoryStorage({ clock: systemClock })
 *     return { storage: () => storage, close: async () => {} }
 *   },
 * })
 * ```
 */
export function jobEngineContract({ name, create }: JobEngineContractOptions): void {
  describe(`job engine contract: ${name}`, () => {
    let subject: JobEngineUnderTest
    let processes: Processes
    /** Lets whatever still waits at the end of a case go on, so that workers can stop. */
    let letGo: (() => void)[]
    beforeEach(async () => {
      letGo = []
      subject = await create()
      processes = await openProcesses(subject)
    })
    afterEach(async () => {
      for (const open of letGo) open()
      await processes.shop.close()
      await subject.close()
    })
    const gate = () => {
      let open = (): void => {}
      const opened = new Promise<void>((resolve) => {
        open = resolve
      })
      letGo.push(open)
      return { open, opened }
    }

    it('given another process stores jobs, then each is run at once, and once, however often workers are woken', async () => {
      const ran = createTally()
      const workers = [1, 2, 3].map(() =>
        processes.work(ran.add, {
          through: (engine) => ({
            send: async () => void (await Promise.all([engine.send(), engine.send()])),
            receive: async (answer) =>
              (await engine.receive?.(async () => void (await Promise.all([answer(), answer()])))) ?? nothing,
          }),
        }),
      )
      await Promise.all(workers)
      const notes = Array.from({ length: 20 }, (_, index) => `note ${index}`)
      await processes.store(...notes)
      await ran.reached(notes.length)
      for (const worker of workers) await (await worker).worker.stop()
      expect(ran.seen.toSorted()).toEqual(notes.toSorted())
      expect(await processes.left()).toBe(0)
    })

    it('given a job fails, then it is tried again when it is due, although nobody stores another', async () => {
      const tried = createTally()
      const { worker } = await processes.work((note) => {
        tried.add(note)
        if (tried.seen.length < 3) throw new Error('away')
      })
      await processes.store('note')
      await tried.reached(3)
      await worker.stop()
      expect(tried.seen).toEqual(['note', 'note', 'note'])
      expect(await processes.left()).toBe(0)
    })

    it('given nobody worked when jobs were stored, then whoever begins runs all of them, a few at a time', async () => {
      const notes = Array.from({ length: 9 }, (_, index) => `note ${index}`)
      await processes.store(...notes)
      const ran = createTally()
      await processes.work(ran.add, { slots: 2 })
      await ran.reached(notes.length)
      expect(ran.seen.toSorted()).toEqual(notes)
    })

    it('given nobody is told of a job, then it is found all the same', async () => {
      const ran = createTally()
      const lost = createTally()
      let isDown = false
      await processes.work(ran.add, {
        leaseMs: 300,
        // Without an engine nothing can be lost on the way; then nobody hears.
        hears: subject.engine !== undefined,
        through: (engine) => ({
          ...engine,
          async send() {
            if (!isDown) return engine.send()
            lost.add('wake-up')
            throw new Error('The engine is down.')
          },
        }),
      })
      isDown = true
      await processes.store('note')
      if (subject.engine) await lost.reached(1)
      isDown = false
      await ran.reached(1)
      expect(ran.seen).toEqual(['note'])
    })

    it('given an engine that stays away, then who works finds jobs all the same', async () => {
      const ran = createTally()
      await processes.work(ran.add, {
        leaseMs: 300,
        hears: subject.engine !== undefined,
        through: (engine) => ({ ...engine, send: () => Promise.reject(new Error('The engine is away.')) }),
      })
      await processes.store('note', 'another')
      await ran.reached(2)
      expect(ran.seen.toSorted()).toEqual(['another', 'note'])
    })

    it('given workers that do not hear of what others store, when who stores it sends wake-ups, then it is run at once', async () => {
      const ran = createTally()
      await processes.work(ran.add, { hears: false })
      await processes.sendFromShop()
      await processes.store('note')
      await ran.reached(1)
      expect(ran.seen).toEqual(['note'])
    })

    it('given one job takes long, then as many others are run beside it as the engine lets', async () => {
      const both = gate()
      const begun = createTally()
      await processes.work(
        async (note) => {
          begun.add(note)
          if (begun.seen.length === 2) both.open()
          await both.opened
        },
        { slots: 1, concurrency: 2 },
      )
      await processes.store('one', 'other')
      await begun.reached(2)
      expect(begun.seen.toSorted()).toEqual(['one', 'other'])
    })

    it('given one stands still in the middle, then another goes on when its lease has ended', async () => {
      const stillness = gate()
      const ran = createTally()
      // Its timer gives no sign of life, as in a process that is gone.
      const options = { leaseMs: 300, slots: 1, concurrency: 1, timer: createManualTimer() }
      const still = await processes.work(async () => {
        ran.add('begun')
        await stillness.opened
      }, options)
      await processes.store('note')
      await ran.reached(1)
      const other = await processes.work(() => ran.add('done'), { leaseMs: 300 })
      await ran.reached(2)
      await other.worker.stop()
      expect(await processes.left()).toBe(0)
      stillness.open()
      await still.worker.stop()
      expect(ran.seen).toEqual(['begun', 'done'])
      expect(await processes.left()).toBe(0)
    })

    it('when it stops, then it ends what is under way, and leaves the rest to others', async () => {
      const work = gate()
      const order = createTally()
      const first = await processes.work(async (note) => {
        order.add(`begins ${note}`)
        await work.opened
        order.add(`ends ${note}`)
      })
      await processes.store('one')
      await order.reached(1)
      const stopped = first.worker.stop().then(() => order.add('stopped'))
      // Time enough for one that does not wait.
      await processes.left()
      work.open()
      await stopped
      expect(order.seen).toEqual(['begins one', 'ends one', 'stopped'])
      await processes.store('other')
      expect(await processes.left()).toBe(1)
      await processes.work((note) => order.add(`another runs ${note}`))
      await order.reached(4)
      expect(order.seen.at(-1)).toBe('another runs other')
    })

    it('given a customer pays, then the order is printed once and shipped', async () => {
      const { shop } = processes
      const { on } = await processes.work(() => {})
      const happened = createTally()
      for (const name of ['order.paid', 'order.submitted', 'order.shipped'] as const) {
        on(name, () => happened.add(name))
      }
      const { orderId } = await shop.buy()
      await shop.stripe.deliverPending()
      await happened.reached(2)
      for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
      await shop.prodigi.deliverCallbacks()
      await happened.reached(3)
      expect(happened.seen).toEqual(['order.paid', 'order.submitted', 'order.shipped'])
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(await shop.order(orderId)).toMatchObject({ status: 'shipped', attention: [] })
    })
  })
}

const nothing = async (): Promise<void> => {}
