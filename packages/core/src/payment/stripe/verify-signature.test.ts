import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { QuoinError } from '../../quoin-error.ts'
import { nodeHmacSha256, webHmacSha256 } from '../../runtime/hmac-sha256.ts'
import { verifySignature } from './verify-signature.ts'

const now = new Date('2026-01-01T12:00:00Z')
const nowSeconds = now.getTime() / 1000
const secret = 'whsec_first'
const payload = JSON.stringify({ id: 'evt_1', name: 'Zoë 🖼' }, null, 2)
const body = new TextEncoder().encode(payload)

/** Stripe's own signer is the outside witness. */
const sign = (overrides: Partial<Parameters<typeof Stripe.webhooks.generateTestHeaderString>[0]> = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: nowSeconds, ...overrides })

const engines = Object.entries({ 'Web Crypto': webHmacSha256, "Node's crypto": nodeHmacSha256 })

describe.each(engines)('a Stripe signature, by %s', (_name, hmac) => {
  const verify = (signature: string | null, secrets: readonly string[] = [secret], bytes = body) =>
    verifySignature({ body: bytes, signature, now }, secrets, hmac)

  it('accepts what Stripe signs', async () => {
    await expect(verify(sign())).resolves.toBeUndefined()
  })

  it('accepts a signature in upper case', async () => {
    const [time = '', digits = ''] = sign().split('v1=')
    await expect(verify(`${time}v1=${digits.toUpperCase()}`)).resolves.toBeUndefined()
  })

  it.each([
    ['300 s old', -300],
    ['300 s ahead', 300],
  ])('accepts a signature that is %s', async (_age, seconds) => {
    await expect(verify(sign({ timestamp: nowSeconds + seconds }))).resolves.toBeUndefined()
  })

  it.each([
    ['F13: too old', -301, /too old/],
    ['F14: in the future', 301, /future/],
  ])('refuses a signature that is %s', async (_id, seconds, message) => {
    await expect(verify(sign({ timestamp: nowSeconds + seconds }))).rejects.toThrow(message)
  })

  it('F15: refuses a body that was parsed and written again', async () => {
    const rewritten = new TextEncoder().encode(JSON.stringify(JSON.parse(payload)))

    await expect(verify(sign(), [secret], rewritten)).rejects.toMatchObject({ code: 'invalid_signature' })
  })

  it('F16: accepts any pair of several signatures and several secrets', async () => {
    const [time, old] = sign({ secret: 'whsec_old' }).split(',')
    const fresh = sign({ secret: 'whsec_new' }).split(',')[1]

    await expect(verify(`${time},${old},${fresh}`, ['whsec_new', 'whsec_other'])).resolves.toBeUndefined()
    await expect(verify(`${time},${fresh},${old}`, ['whsec_other', 'whsec_old'])).resolves.toBeUndefined()
    await expect(verify(`${time},${fresh},${old}`, ['whsec_other'])).rejects.toThrow(/No signature/)
  })

  const digest = sign().split('v1=')[1]
  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['no time', `v1=${digest}`],
    ['a time that is no number', `t=now,v1=${digest}`],
    ['two times', `t=${nowSeconds},t=${nowSeconds},v1=${digest}`],
    ['no v1 signature', `t=${nowSeconds},v0=${digest}`],
    ['a cut signature', `t=${nowSeconds},v1=${digest?.slice(2)}`],
    ['a signature that is no hex', `t=${nowSeconds},v1=${'z'.repeat(64)}`],
    ['another time than the signed one', `t=${nowSeconds + 1},v1=${digest}`],
    ['another secret', sign({ secret: 'whsec_wrong' })],
    ['another scheme', sign({ scheme: 'v0' })],
  ])('refuses %s, without a word of the secret', async (_what, header) => {
    const error = await verify(header).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(QuoinError)
    expect(error).toMatchObject({ code: 'invalid_signature', retry: 'permanent' })
    expect(String(error)).not.toContain('whsec')
  })
})
