import { QuoinError } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { problemOf, problemResponse, problems } from './problem.ts'

const answered = async (error: unknown) => {
  const response = problemResponse(problemOf(error))
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('problems', () => {
  it('given a refusal, then its message and its fields are told', async () => {
    const issues = [{ path: 'items[0].productId', code: 'unknown_product', message: 'There is no such product.' }]
    const { status, headers, body } = await answered(new QuoinError('invalid_checkout', 'Not sold here.', { issues }))
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: 'urn:quoin:problem:invalid_checkout',
      title: 'The checkout is not valid.',
      status: 400,
      detail: 'Not sold here.',
      error: 'invalid_checkout',
      issues,
    })
  })

  it.each(['payment_provider_failed', 'fulfillment_provider_failed', 'storage_failed', 'invalid_options'] as const)(
    'given a fault behind the edge (%s), then its message stays inside',
    async (code) => {
      const issues = [{ path: 'secret', code: 'x', message: 'sk_live_1' }]
      const { body } = await answered(new QuoinError(code, 'password of 10.0.0.1', { issues }))
      expect(JSON.stringify(body)).not.toMatch(/password|10\.0\.0\.1|sk_live/)
      expect(body.error).toBe(code)
    },
  )

  it('given a provider that asked us to wait, then so do we', async () => {
    const { status, headers } = await answered(new QuoinError('payment_provider_failed', '…', { retryAfterMs: 1500 }))
    expect([status, headers.get('retry-after')]).toEqual([503, '2'])
    expect((await answered(new QuoinError('payment_provider_failed', '…'))).status).toBe(502)
  })

  it.each([new Error('ada@example.com'), 'ada@example.com', null, { code: 'order_not_found' }])(
    'given an unknown error, then 500 and nothing of it',
    async (error) => {
      const { status, body } = await answered(error)
      expect([status, body.error, JSON.stringify(body).includes('ada')]).toEqual([500, 'internal_error', false])
    },
  )

  it('given any code, then its status is an error', () => {
    for (const { status } of Object.values(problems)) expect(status).toBeGreaterThanOrEqual(400)
  })
})
