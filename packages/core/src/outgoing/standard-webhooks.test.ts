import { QuoinError } from '@quoin/core'
import { signWebhook, verifyWebhook } from '@quoin/core/outgoing'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const secretOf = (text: string) => `whsec_${btoa(text.repeat(8).slice(0, 32))}`
const [secret, nextSecret, otherSecret] = ['first', 'second', 'other'].map(secretOf) as [string, string, string]
const now = new Date('2026-01-01T12:00:00Z')
const nowSeconds = now.getTime() / 1_000
const id = '0198f0c2-7d4a-7c3e-9a61-3f1f7f7f0a01'
const body = JSON.stringify({ type: 'status_changed', name: 'Zoë 🖼' })

const sign = (at = now, by: string | readonly string[] = secret) => signWebhook({ id, body, at, secret: by })
/** The library of the specification's authors is the outside witness. */
const theirs = (overrides: Record<string, string> = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(nowSeconds),
  'webhook-signature': new Webhook(secret).sign(id, now, body),
  ...overrides,
})

describe('a webhook that is sent', () => {
  // Their library reads the machine's clock.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is verified by the library of the specification', async () => {
    expect(new Webhook(secret).verify(body, { ...(await sign()) })).toEqual(JSON.parse(body))
  })

  it('is signed with each secret, so that one can replace another without a gap', async () => {
    const headers = { ...(await sign(now, [secret, nextSecret])) }

    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    expect(new Webhook(nextSecret).verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => new Webhook(otherSecret).verify(body, headers)).toThrow('No matching signature')
  })

  it.each([
    ['id', 'with a full stop', { id: 'a.1' }],
    ['id', 'that is empty', { id: '' }],
    ['at', 'that is none', { at: new Date(Number.NaN) }],
    ['secret', 'without its prefix', { secret: secret.slice(6) }],
    ['secret', 'that is no base64', { secret: 'whsec_not base64!' }],
    ['secret', 'of 23 bytes', { secret: `whsec_${btoa('a'.repeat(23))}` }],
    ['secret', 'of 65 bytes', { secret: `whsec_${btoa('a'.repeat(65))}` }],
    ['secret', 'missing in a list', { secret: [secret, ''] }],
    ['secret', 'in an empty list', { secret: [] }],
  ])('is refused with an %s %s, without a word of the secret', async (field, _what, part) => {
    const error = await signWebhook({ id, body, at: now, secret, ...part }).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(QuoinError)
    expect(error).toMatchObject({ code: 'invalid_options', message: expect.stringContaining(`${field}: needs`) })
    expect(String(error)).not.toContain(secret.slice(6))
  })
})

describe('a webhook that arrives', () => {
  const verify = (headers: Headers | Record<string, string | string[] | undefined>, by: string | string[] = secret) =>
    verifyWebhook({ headers, body, secret: by, now })

  it('is believed when the library of the specification has signed it', async () => {
    const verified = { id, sentAt: new Date('2026-01-01T12:00:00Z') }

    expect(await verify(theirs())).toEqual(verified)
    expect(await verify(new Headers(theirs()))).toEqual(verified)
    const bytes = new TextEncoder().encode(body)
    expect(await verifyWebhook({ headers: theirs(), body: bytes, secret, now })).toEqual(verified)
  })

  it('is believed when any of its signatures matches any of the secrets', async () => {
    const signatures = ['v2,unknown', new Webhook(otherSecret).sign(id, now, body), theirs()['webhook-signature']]
    const headers = theirs({ 'webhook-signature': signatures.join(' ') })

    await expect(verify(headers, [nextSecret, secret])).resolves.toMatchObject({ id })
    await expect(verify(headers, nextSecret)).rejects.toThrow(/No signature/)
  })

  it.each([
    ['five minutes old', -300],
    ['five minutes ahead', 300],
  ])('is believed when it is %s', async (_age, seconds) => {
    await expect(verify({ ...(await sign(secondsFromNow(seconds))) })).resolves.toMatchObject({ id })
  })

  it.each([
    ['too old', -301, /too old/],
    ['from the future', 301, /future/],
  ])('is refused when it is %s', async (_age, seconds, message) => {
    await expect(verify({ ...(await sign(secondsFromNow(seconds))) })).rejects.toThrow(message)
  })

  it.each([
    ['no id', { 'webhook-id': undefined }],
    ['two ids', { 'webhook-id': [id, id] }],
    ['no time', { 'webhook-timestamp': undefined }],
    ['no signature', { 'webhook-signature': '' }],
    ['another id', { 'webhook-id': 'another' }],
    ['an id with a full stop', { 'webhook-id': `${id}.${nowSeconds}` }],
    ['another time than the signed one', { 'webhook-timestamp': String(nowSeconds + 1) }],
    ['a time that is no number', { 'webhook-timestamp': 'now' }],
    ['another secret', { 'webhook-signature': new Webhook(otherSecret).sign(id, now, body) }],
    ['another body', { 'webhook-signature': new Webhook(secret).sign(id, now, `${body} `) }],
    ['another version', { 'webhook-signature': theirs()['webhook-signature'].replace('v1,', 'v1a,') }],
    ['a cut signature', { 'webhook-signature': theirs()['webhook-signature'].slice(0, -1) }],
  ])('is refused with %s', async (_what, part) => {
    await expect(verify({ ...theirs(), ...part })).rejects.toMatchObject({ code: 'invalid_signature' })
  })
})

function secondsFromNow(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000)
}
