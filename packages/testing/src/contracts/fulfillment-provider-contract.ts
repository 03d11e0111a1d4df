import type { FulfillmentProvider, FulfillmentSubmission, ListedFulfillment } from '@quoin/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** One provider, and a hand on its print shop. */
export interface FulfillmentProviderUnderTest {
  readonly provider: FulfillmentProvider
  /** Of something that it prints, under a reference and a key that it never saw; `unprintable`: of something that it doesn't. */
  submission(kind?: 'unprintable'): FulfillmentSubmission
  /** Prints an order, and sends it. */
  ship(providerOrderId: string): Promise<void>
  /**
   * What happens to the next submission: it does not arrive, or its answer doesn't, or it is turned away because there were too
   * many.
   */
  fail(how: 'lost' | 'answer_lost' | 'busy'): void
  /** Goes on as if this time had passed, for a provider that pauses after a failure. */
  pass(ms: number): void
  /** How many orders the provider has made, by its own books. */
  made(): Promise<number>
  close(): Promise<void>
}

/** What {@link fulfillmentProviderContract} examines. */
export interface FulfillmentProviderContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** Called before each case. */
  create(): Promise<FulfillmentProviderUnderTest>
}

/**
 * The contract of the `FulfillmentProvider` port as a vitest suite: call it at the top of a test file. Every adapter passes it;
 * most of it is about one print for one key.
 *
 * @example
 * ```ts
 * import type { FulfillmentProviderUnderTest } from '@quoin/testing/contracts'
 * import { fulfillmentProviderContract } from '@quoin/testing/contracts'
 *
 * export function examine(create: () => Promise<FulfillmentProviderUnderTest>): void {
 *   fulfillmentProviderContract({ name: 'my print shop', create })
 * }
 * ```
 */
export function fulfillmentProviderContract({ name, create }: FulfillmentProviderContractOptions): void {
  describe(`fulfillment provider contract: ${name}`, () => {
    let subject: FulfillmentProviderUnderTest
    beforeEach(async () => {
      subject = await create()
    })
    afterEach(() => subject.close())
    const submit = async (submission = subject.submission()): Promise<string> => {
      const { snapshot } = await subject.provider.submit(subject.provider.prepare(submission))
      return snapshot.providerOrderId
    }

    describe('one print for one key', () => {
      it('given the same submission, then its body is the same text, and makes one order', async () => {
        const { provider } = subject
        const submission = subject.submission()
        const body = provider.prepare(submission)
        expect(provider.prepare(structuredClone(submission))).toBe(body)
        const first = await provider.submit(body)
        const again = await provider.submit(body)
        expect(first).toMatchObject({ alreadyExisted: false, mismatches: [] })
        expect(again).toMatchObject({ alreadyExisted: true, mismatches: [] })
        expect(again.snapshot.providerOrderId).toBe(first.snapshot.providerOrderId)
        expect(await subject.made()).toBe(1)
      })

      it('given it is sent ten times at once, then one order is made', async () => {
        const body = subject.provider.prepare(subject.submission())
        const results = await Promise.allSettled(Array.from({ length: 10 }, () => subject.provider.submit(body)))
        expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
        expect(await subject.made()).toBe(1)
      })

      it('given other keys, then other orders are made', async () => {
        expect(await submit()).not.toBe(await submit())
        expect(await subject.made()).toBe(2)
      })

      it('given more copies under a key that was used, then no second order is made, and somebody is told', async () => {
        const { provider } = subject
        const submission = subject.submission()
        await submit(submission)
        const other = {
          ...submission,
          items: submission.items.map((item) => ({ ...item, quantity: item.quantity + 1 })),
        }
        const told = await provider.submit(provider.prepare(other)).then(
          ({ alreadyExisted, mismatches }) => alreadyExisted && mismatches.length > 0,
          ({ retry }) => retry === 'permanent',
        )
        expect(told).toBe(true)
        expect(await subject.made()).toBe(1)
      })

      it('given the answer is lost, then the outcome is unknown, and the order is found by its key and not made again', async () => {
        const { provider } = subject
        const submission = subject.submission()
        const body = provider.prepare(submission)
        subject.fail('answer_lost')
        await expect(provider.submit(body)).rejects.toMatchObject({
          code: 'fulfillment_provider_failed',
          retry: 'unknown',
        })
        subject.pass(60_000)
        const found = await provider.find(submission)
        const { snapshot, alreadyExisted } = await provider.submit(body)
        expect(alreadyExisted).toBe(true)
        expect(found?.providerOrderId).toBe(snapshot.providerOrderId)
        expect(await subject.made()).toBe(1)
      })

      it.each([
        ['lost', /^(unknown|retryable)$/],
        ['busy', /^retryable$/],
      ] as const)(
        'given a submission that is %s, then nothing is made, and sending it again makes it',
        async (how, retry) => {
          const { provider } = subject
          const submission = subject.submission()
          subject.fail(how)
          await expect(provider.submit(provider.prepare(submission))).rejects.toMatchObject({
            code: 'fulfillment_provider_failed',
            retry: expect.stringMatching(retry),
          })
          expect(await subject.made()).toBe(0)
          subject.pass(60_000)
          expect(await provider.find(submission)).toBeNull()
          await submit(submission)
          expect(await subject.made()).toBe(1)
        },
      )

      it('given something that it does not print, then it says for good what is wrong, and makes nothing', async () => {
        const { provider } = subject
        const { retry, issues } = await provider.submit(provider.prepare(subject.submission('unprintable'))).then(
          () => ({ retry: 'none', issues: [] }),
          (error) => error,
        )
        expect(retry).toBe('permanent')
        expect(issues.length).toBeGreaterThan(0)
        expect(await subject.made()).toBe(0)
      })
    })

    describe('what it tells', () => {
      it('given an order that was made, then it is read, with nothing sent yet', async () => {
        const providerOrderId = await submit()
        const snapshot = await subject.provider.read(providerOrderId)
        expect(snapshot?.providerOrderId).toBe(providerOrderId)
        expect(snapshot?.shipments.some(({ shippedAt, deliveredAt }) => shippedAt ?? deliveredAt)).toBe(false)
      })

      it('given it was sent, then its parcels say when, and none has arrived', async () => {
        const providerOrderId = await submit()
        await subject.ship(providerOrderId)
        const snapshot = await subject.provider.read(providerOrderId)
        expect(snapshot?.status).toBe('shipped')
        expect(snapshot?.shipments.length).toBeGreaterThan(0)
        for (const shipment of snapshot?.shipments ?? []) {
          expect(shipment).toMatchObject({ shippedAt: expect.any(Date), deliveredAt: null })
        }
      })

      it('given an order that it never made, then it is not there, and that is no error', async () => {
        const providerOrderId = await submit()
        expect(await subject.provider.read(`${providerOrderId}0`)).toBeNull()
        expect(await subject.provider.find(subject.submission())).toBeNull()
      })

      it('given orders were made, then its list has each with the key that it was made under', async () => {
        const { provider } = subject
        if (!provider.list) return
        const submission = subject.submission()
        const ids = [await submit(submission), await submit()]
        const listed: ListedFulfillment[] = []
        for await (const order of provider.list({ createdFrom: new Date(0) })) listed.push(order)
        expect(listed.map(({ providerOrderId }) => providerOrderId).toSorted()).toEqual(ids.toSorted())
        const { merchantReference, idempotencyKey } = submission
        expect(listed).toContainEqual(expect.objectContaining({ merchantReference, idempotencyKey }))
      })

      it('given a product, then its print areas are known; given none, then it is null', async () => {
        const { provider } = subject
        const { items } = subject.submission()
        for (const { sku, assets } of items) {
          const product = await provider.product(sku)
          expect(Object.keys(product?.printAreas ?? {})).toEqual(
            expect.arrayContaining(assets.map(({ printArea }) => printArea)),
          )
        }
        expect(await provider.product('NO-SUCH-PRODUCT')).toBeNull()
      })

      it('given items, then a quote has whole amounts that add up, or there is none', async () => {
        const { items, recipient, shippingMethod } = subject.submission()
        const quotes = await subject.provider.quote({ country: recipient.country, currency: 'USD', items })
        expect(quotes.map((quote) => quote.shippingMethod)).toContain(shippingMethod)
        for (const quote of quotes) {
          expect(Number.isSafeInteger(quote.total.amount)).toBe(true)
          expect(quote.total.amount).toBeGreaterThanOrEqual(quote.items.amount + quote.shipping.amount)
        }
      })

      it('given a callback that nobody can read, then it is refused', () => {
        expect(() => subject.provider.readCallback('no callback')).toThrow(
          expect.objectContaining({ code: 'malformed_webhook' }),
        )
      })

      it('answers when it can be reached', async () => {
        await expect(subject.provider.ping()).resolves.toBeUndefined()
      })

      it('given a call that was called off before it began, then it fails, and nothing is made', async () => {
        const body = subject.provider.prepare(subject.submission())
        await expect(subject.provider.submit(body, { signal: AbortSignal.abort() })).rejects.toThrow()
        expect(await subject.made()).toBe(0)
      })
    })

    describe('what can be changed', () => {
      it('given an order that was just made, then it is cancelled, and asking again changes nothing', async () => {
        const providerOrderId = await submit()
        expect(await subject.provider.cancel(providerOrderId)).toMatchObject({ outcome: 'cancelled' })
        expect(await subject.provider.cancel(providerOrderId)).toMatchObject({ outcome: 'cancelled' })
        expect(await subject.provider.read(providerOrderId)).toMatchObject({ status: 'cancelled' })
      })

      it('given it was sent, then it is too late to cancel', async () => {
        const providerOrderId = await submit()
        await subject.ship(providerOrderId)
        expect(await subject.provider.cancel(providerOrderId)).toMatchObject({ outcome: 'refused' })
        expect(await subject.provider.read(providerOrderId)).toMatchObject({ status: 'shipped' })
      })

      it('given it says what can be changed, then it can be, and not any more when it was sent', async () => {
        const { provider } = subject
        if (!(provider.actions && provider.updateRecipient)) return
        const submission = subject.submission()
        const providerOrderId = await submit(submission)
        expect(await provider.actions(providerOrderId)).toMatchObject({ cancel: true, recipient: true })
        const recipient = { ...submission.recipient, line1: '9 Elsewhere Road' }
        for (const _again of [1, 2]) {
          expect(await provider.updateRecipient(providerOrderId, recipient)).toMatchObject({ outcome: 'updated' })
        }
        await subject.ship(providerOrderId)
        expect(await provider.actions(providerOrderId)).toMatchObject({ cancel: false, recipient: false })
        const late = { ...submission.recipient, line1: '10 Elsewhere Road' }
        expect(await provider.updateRecipient(providerOrderId, late)).toMatchObject({ outcome: 'refused' })
      })
    })
  })
}
