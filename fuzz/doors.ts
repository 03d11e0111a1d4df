import { signEasypostEvent, signEvent } from '@quoin/testing'
import fc from 'fast-check'

/** What a sender shows to be let in. */
export interface Seal {
  /** What was done, for the counts. */
  readonly kind: string
  /** Whether a door has to believe it. */
  readonly isGenuine: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly query: string
}

/** A way for webhooks into the shop. */
export interface Door {
  readonly name: string
  /** Below the base path. */
  readonly path: string
  /** A body that is in order. */
  readonly sample: string
  seal(body: Uint8Array): fc.Arbitrary<Seal>
}

const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 200,
})
const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const minute = 60_000

/** Of Stripe, whose signatures hold for five minutes. */
export function stripeDoor({
  secret,
  sample,
  now,
}: {
  readonly secret: string
  readonly sample: string
  readonly now: Date
}): Door {
  const later = (ms: number): Date => new Date(now.getTime() + ms)
  const genuine = (body: Uint8Array, at = now): string => signEvent(body, secret, at)
  const made = (kind: string, signature: fc.Arbitrary<string>, isGenuine = false): fc.Arbitrary<Seal> =>
    signature.map((value) => ({ kind, isGenuine, headers: { 'stripe-signature': value }, query: '' }))
  return {
    name: 'stripe',
    path: '/webhooks/stripe',
    sample,
    seal: (body) =>
      fc.oneof(
        {
          arbitrary: made(
            'genuine',
            fc.integer({ min: -5, max: 5 }).map((minutes) => genuine(body, later(minutes * minute))),
            true,
          ),
          weight: 4,
        },
        {
          arbitrary: made(
            'genuine among others',
            fc
              .array(hex, { maxLength: 100 })
              .map((others) => `${others.map((one) => `v1=${one},`).join('')}${genuine(body)},v0=x`),
            true,
          ),
          weight: 1,
        },
        made(
          'of another time',
          fc.constantFrom(-6, 6, -60 * 24 * 365, 1e7).map((minutes) => genuine(body, later(minutes * minute))),
        ),
        made(
          'with another time written in',
          fc.nat(2 ** 31).map((t) => genuine(body).replace(/^t=\d+/, `t=${t + 1}`)),
        ),
        made(
          'of another secret',
          fc.string().map((other) => signEvent(body, `${other}.`, now)),
        ),
        made(
          'of another body',
          fc.uint8Array({ minLength: 1, maxLength: 8 }).map((more) => genuine(Uint8Array.from([...body, ...more]))),
        ),
        made(
          'of no scheme that counts',
          fc.constantFrom('v0', 'V1', 'v10', '').map((scheme) => genuine(body).replace('v1=', `${scheme}=`)),
        ),
        made('two times', fc.constant(`t=1,${genuine(body)}`)),
        made('any text', headerText),
        fc.constant({ kind: 'none', isGenuine: false, headers: {}, query: '' }),
      ),
  }
}

/** Of Prodigi, which signs nothing: the address of a callback has a token for one print. */
export function prodigiDoor({ token, sample }: { readonly token: string; readonly sample: string }): Door {
  const made = (kind: string, query: fc.Arbitrary<string>, isGenuine = false): fc.Arbitrary<Seal> =>
    query.map((value) => ({ kind, isGenuine, headers: {}, query: value }))
  const of = (text: string): string => `?token=${encodeURIComponent(text)}`
  return {
    name: 'prodigi',
    path: '/webhooks/prodigi',
    sample,
    seal: () =>
      fc.oneof(
        {
          arbitrary: made('genuine', fc.constantFrom(of(token), `${of(token)}&more=1`, `?x=&token=${token}`), true),
          weight: 4,
        },
        made(
          'cut',
          fc.nat(token.length - 1).map((end) => of(token.slice(0, end))),
        ),
        made(
          'changed',
          fc
            .tuple(fc.nat(token.length - 1), headerText)
            .map(([at, text]) => of(`${token.slice(0, at)}${text}~${token.slice(at + 1)}`)),
        ),
        made('twice', fc.constantFrom(`${of(token)}&token=${token}`, `?token[]=${token}`)),
        made('any text', fc.string({ unit: 'grapheme', maxLength: 60 }).map(of)),
        fc.constant({ kind: 'none', isGenuine: false, headers: {}, query: '' }),
      ),
  }
}

/** Of EasyPost. */
export function easypostDoor({ secret, sample }: { readonly secret: string; readonly sample: string }): Door {
  const made = (kind: string, signature: fc.Arbitrary<string>, isGenuine = false): fc.Arbitrary<Seal> =>
    signature.map((value) => ({ kind, isGenuine, headers: { 'x-hmac-signature': value }, query: '' }))
  return {
    name: 'easypost',
    path: '/webhooks/easypost',
    sample,
    seal: (body) =>
      fc.oneof(
        { arbitrary: made('genuine', fc.constant(signEasypostEvent(body, secret)), true), weight: 4 },
        made(
          'of another secret',
          fc.string().map((other) => signEasypostEvent(body, `${other}.`)),
        ),
        made('of another body', fc.constant(signEasypostEvent(Uint8Array.from([...body, 0x20]), secret))),
        made(
          'any hex',
          hex.map((digits) => `hmac-sha256-hex=${digits}`),
        ),
        made('any text', headerText),
        fc.constant({ kind: 'none', isGenuine: false, headers: {}, query: '' }),
      ),
  }
}
