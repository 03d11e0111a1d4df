import type { CarrierStatus, TrackedParcel, TrackingDelivery, TrackingProvider } from '@quoin/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** One provider, and a hand on its parcels. */
export interface TrackingProviderUnderTest {
  readonly provider: TrackingProvider
  /** One that was never followed before; or one that no carrier has. */
  parcel(kind: 'known' | 'unknown'): TrackedParcel
  /** The carrier sees the parcel, and may say when it expects to deliver it. */
  move(parcel: TrackedParcel, status: CarrierStatus, estimatedDeliveryAt?: Date): Promise<void>
  /** What its webhook has sent since this was called last, oldest first. */
  deliveries(): Promise<readonly TrackingDelivery[]>
  /** The next call is lost, or refused because the key is not valid, or because there were too many. */
  fail(how: 'lost' | 'refused' | 'busy'): void
  close(): Promise<void>
}

/** What {@link trackingProviderContract} examines. */
export interface TrackingProviderContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** Called before each case. */
  create(): Promise<TrackingProviderUnderTest>
}

const onTheirWay: readonly CarrierStatus[] = ['in_transit', 'out_for_delivery', 'exception', 'returned']

/**
 * The contract of the `TrackingProvider` port as a vitest suite: call it at the top of a test file. Every adapter passes it.
 *
 * @example
 * ```ts
 * import type { TrackingProviderUnderTest } from '@quoin/testing/contracts'
 * import { trackingProviderContract } from '@quoin/testing/contracts'
 *
 * export function examine(create: () => Promise<TrackingProviderUnderTest>): void {
 *   trackingProviderContract({ name: 'my post office', create })
 * }
 * ```
 */
export function trackingProviderContract({ name, create }: TrackingProviderContractOptions): void {
  describe(`tracking provider contract: ${name}`, () => {
    let subject: TrackingProviderUnderTest
    beforeEach(async () => {
      subject = await create()
    })
    afterEach(() => subject.close())
    const follow = async (parcel: TrackedParcel): Promise<string> => {
      const tracked = await subject.provider.track(parcel)
      if (!tracked) throw new Error('A parcel that a carrier has could not be followed.')
      return tracked.trackerId
    }

    it('follows a parcel, and says that it has been sent and no more', async () => {
      const tracked = await subject.provider.track(subject.parcel('known'))
      expect(tracked).toMatchObject({ status: 'shipped', deliveredAt: null, message: null })
    })

    it('given the same parcel again, then it is the same tracker; another is another', async () => {
      const parcel = subject.parcel('known')
      const trackerId = await follow(parcel)
      expect(await follow(parcel)).toBe(trackerId)
      expect(await follow(subject.parcel('known'))).not.toBe(trackerId)
    })

    it('given a parcel that no carrier has, then there is none to follow, and that is no error', async () => {
      expect(await subject.provider.track(subject.parcel('unknown'))).toBeNull()
    })

    it.each(onTheirWay)('given it is %s, then that is read, and it has not arrived', async (status) => {
      const parcel = subject.parcel('known')
      const trackerId = await follow(parcel)
      await subject.move(parcel, status)
      expect(await subject.provider.read(trackerId)).toMatchObject({ trackerId, status, deliveredAt: null })
    })

    it('given the carrier says when it expects to deliver it, then that is read, and it has not arrived', async () => {
      const parcel = subject.parcel('known')
      const trackerId = await follow(parcel)
      const estimatedDeliveryAt = new Date('2026-03-09T00:00:00Z')
      await subject.move(parcel, 'in_transit', estimatedDeliveryAt)
      expect(await subject.provider.read(trackerId)).toMatchObject({ estimatedDeliveryAt, deliveredAt: null })
    })

    it('F61 given it has arrived, then it is known when, whether it was followed before or only after', async () => {
      const [followed, late] = [subject.parcel('known'), subject.parcel('known')]
      const trackerId = await follow(followed)
      for (const parcel of [followed, late]) await subject.move(parcel, 'delivered')
      const arrived = { status: 'delivered', deliveredAt: expect.any(Date) }
      expect(await subject.provider.read(trackerId)).toMatchObject(arrived)
      expect(await subject.provider.track(late)).toMatchObject(arrived)
    })

    it('given a tracker that is not there, then it is null', async () => {
      const trackerId = await follow(subject.parcel('known'))
      expect(await subject.provider.read(`${trackerId}0`)).toBeNull()
    })

    it.each([
      ['lost', { retry: expect.stringMatching(/^(unknown|retryable)$/) }],
      ['busy', { retry: 'retryable' }],
      ['refused', { retry: 'retryable' }],
    ] as const)(
      'given a call that is %s, then the error says whether to ask again, and asking again is answered',
      async (how, expected) => {
        const parcel = subject.parcel('known')
        subject.fail(how)
        const failure = { code: 'tracking_provider_failed', ...expected }
        await expect(subject.provider.track(parcel)).rejects.toMatchObject(failure)
        const trackerId = await follow(parcel)
        subject.fail(how)
        await expect(subject.provider.read(trackerId)).rejects.toMatchObject(failure)
        expect(await subject.provider.read(trackerId)).toMatchObject({ trackerId })
      },
    )

    it('given a call that was called off before it began, then it fails', async () => {
      const signal = AbortSignal.abort()
      await expect(subject.provider.track(subject.parcel('known'), { signal })).rejects.toThrow()
    })

    it('given a parcel that moves, then a delivery names its tracker, and each event has an id of its own', async () => {
      const parcel = subject.parcel('known')
      const trackerId = await follow(parcel)
      for (const status of ['in_transit', 'delivered'] as const) await subject.move(parcel, status)
      const deliveries = await subject.deliveries()
      const events = await Promise.all(deliveries.map((delivery) => subject.provider.verifyWebhook(delivery)))
      expect(events.length).toBeGreaterThanOrEqual(2)
      expect(events.every((event) => event.trackerId === trackerId || event.trackerId === null)).toBe(true)
      expect(events.filter((event) => event.trackerId === trackerId).length).toBeGreaterThanOrEqual(2)
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
      const again = await Promise.all(deliveries.map((delivery) => subject.provider.verifyWebhook(delivery)))
      expect(again).toEqual(events)
    })

    it('F53 given a delivery that nobody has signed, or that was changed, then it is refused', async () => {
      const parcel = subject.parcel('known')
      await follow(parcel)
      await subject.move(parcel, 'in_transit')
      const [delivery] = await subject.deliveries()
      if (!delivery) throw new Error('Nothing was delivered.')
      const changed = Uint8Array.from([...delivery.body, 0x20])
      for (const forged of [
        { ...delivery, headers: new Headers() },
        { ...delivery, body: changed },
        { ...delivery, body: new Uint8Array() },
      ]) {
        await expect(subject.provider.verifyWebhook(forged)).rejects.toMatchObject({ code: 'invalid_signature' })
      }
    })
  })
}
