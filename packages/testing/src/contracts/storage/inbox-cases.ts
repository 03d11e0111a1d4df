import type { WebhookRecord } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import type { Subject } from './storage-under-test.ts'

export function inboxCases(subject: Subject): void {
  describe('the inbox', () => {
    const delivery = (overrides: Partial<WebhookRecord> = {}): WebhookRecord => ({
      id: jobFixture().id,
      source: 'stripe',
      eventId: 'evt_1',
      type: 'checkout.session.completed',
      body: '{"id":"evt_1","note":"\\u0000 \\ud83d","emoji":"🖼️"}',
      ...overrides,
    })
    const dueJobs = async () => (await subject().storage.jobStats()).due

    it('given a new delivery, then it is stored with its jobs', async () => {
      const { storage } = subject()
      const job = jobFixture({ payload: { checkoutId: 'cs_1', attempt: 1, live: false, none: null } })
      expect(await storage.receiveWebhook(delivery(), [job])).toBe('stored')
      expect(await storage.claimJobs({ limit: 10, leaseMs: 1000 })).toMatchObject([
        { id: job.id, payload: job.payload },
      ])
    })

    it('given a delivery without work, then it is stored', async () => {
      expect(await subject().storage.receiveWebhook(delivery(), [])).toBe('stored')
    })

    it('given the same event again, then neither it nor its jobs are stored again', async () => {
      const { storage } = subject()
      await storage.receiveWebhook(delivery(), [jobFixture()])
      expect(await storage.receiveWebhook(delivery(), [jobFixture()])).toBe('duplicate')
      expect(await dueJobs()).toBe(1)
    })

    it('given the same event again and a wish for its jobs, then only they are stored', async () => {
      const { storage } = subject()
      await storage.receiveWebhook(delivery(), [jobFixture()])
      const again = storage.receiveWebhook(delivery(), [jobFixture()], { jobsOnDuplicate: true })
      expect(await again).toBe('duplicate')
      expect(await dueJobs()).toBe(2)
    })

    it('given the same id from another source, then it is another event', async () => {
      const { storage } = subject()
      await storage.receiveWebhook(delivery(), [])
      expect(await storage.receiveWebhook(delivery({ source: 'prodigi' }), [])).toBe('stored')
    })

    it('given events of which some are there, then those are found, by their source', async () => {
      const { storage } = subject()
      await storage.receiveWebhook(delivery(), [])
      await storage.receiveWebhook(delivery({ eventId: 'evt_2', source: 'prodigi' }), [])
      expect(await storage.findReceived('stripe', ['evt_0', 'evt_1', 'evt_2'])).toEqual(['evt_1'])
      expect(await storage.findReceived('prodigi', ['evt_1', 'evt_2', '\0'])).toEqual(['evt_2'])
      await storage.receiveWebhook(delivery({ eventId: 'evt_0' }), [])
      expect(await storage.findReceived('stripe', ['evt_1', 'evt_0', 'evt_1'])).toEqual(['evt_1', 'evt_0', 'evt_1'])
      expect(await storage.findReceived('stripe', [])).toEqual([])
    })

    it('given 8 deliveries of one event at once, then exactly one is stored, with one job', async () => {
      const { storage } = subject()
      const results = await Promise.all(
        Array.from({ length: 8 }, () => storage.receiveWebhook(delivery(), [jobFixture()])),
      )
      expect(results.toSorted()).toEqual([...Array(7).fill('duplicate'), 'stored'])
      expect(await dueJobs()).toBe(1)
    })
  })
}
