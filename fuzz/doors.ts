import { signEasypostEvent, signEvent } from '@quoin/testing'
import fc from 'fast-check'
import { type Header, headerText } from './hostile-transport.ts'

/** What a sender shows to be let in. */
export interface Seal {
  /** What was done, for the counts. */
  readonly kind: string
  /** Whether a door has to believe it. */
  readonly isGenuine: boolean
  readonly headers: readonly Header[]
  /** The path below the base path, and the query. */
  readonly target: string
}

/** A way for webhooks into the shop. */
export interface Door {
  readonly name: string
  /** A body that is in order. */
  readonly sample: string
  seal(body: Uint8Array): fc.Arbitrary<Seal>
}

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const minute = 60_000

/** What no door asks for. */
const idleQuery = fc.constantFrom(
  '',
  '',
  '',
  '?',
  '?token=x',
  '?%',
  '?%00=%ff&__proto__=1',
  `?${'a=b&'.repeat(10_000)}`,
)

const encoder = new TextEncoder()
/** The body and a few bytes behind it. */
function longer(body: Uint8Array, more: Uint8Array = encoder.encode(' ')): Uint8Array {
  const whole = new Uint8Array(body.length + more.length)
  whole.set(body)
  whole.set(more, body.length)
  return whole
}

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
  const target = idleQuery.map((query) => `/webhooks/stripe${query}`)
  const made = (kind: string, signature: fc.Arbitrary<string | readonly string[]>, isGenuine = false) =>
    sealed({ kind, isGenuine, name: 'stripe-signature', signature, target })
  return {
    name: 'stripe',
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
          fc.uint8Array({ minLength: 1, maxLength: 8 }).map((more) => genuine(longer(body, more))),
        ),
        made(
          'of no scheme that counts',
          fc.constantFrom('v0', 'V1', 'v10', '').map((scheme) => genuine(body).replace('v1=', `${scheme}=`)),
        ),
        made('two times', fc.constant(`t=1,${genuine(body)}`)),
        made('two headers', fc.constant([genuine(body, later(-7 * minute)), genuine(body)])),
        made('any text', headerText),
        made('none', fc.constant([])),
      ),
  }
}

/** Of Prodigi, which signs nothing: the address of a callback has a token for one print. */
export function prodigiDoor({ token, sample }: { readonly token: string; readonly sample: string }): Door {
  const made = (kind: string, query: fc.Arbitrary<string>, isGenuine = false): fc.Arbitrary<Seal> =>
    query.map((value) => ({ kind, isGenuine, headers: [], target: `/webhooks/prodigi${value}` }))
  const of = (text: string): string => `?token=${encodeURIComponent(text)}`
  return {
    name: 'prodigi',
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
        made(
          'broken',
          fc.constantFrom('?token=%', `?token=${token}%00`, '?token=%ff', '?%74oken', `?token=${token}%23`),
        ),
        made('long', fc.constantFrom(of(token.repeat(500)), `?token=${'%00'.repeat(20_000)}`)),
        made('none', idleQuery),
      ),
  }
}

/** Of EasyPost. */
export function easypostDoor({ secret, sample }: { readonly secret: string; readonly sample: string }): Door {
  const target = idleQuery.map((query) => `/webhooks/easypost${query}`)
  const made = (kind: string, signature: fc.Arbitrary<string | readonly string[]>, isGenuine = false) =>
    sealed({ kind, isGenuine, name: 'x-hmac-signature', signature, target })
  return {
    name: 'easypost',
    sample,
    seal: (body) =>
      fc.oneof(
        { arbitrary: made('genuine', fc.constant(signEasypostEvent(body, secret)), true), weight: 4 },
        made(
          'of another secret',
          fc.string().map((other) => signEasypostEvent(body, `${other}.`)),
        ),
        made('of another body', fc.constant(signEasypostEvent(longer(body), secret))),
        made('two headers', fc.constant([signEasypostEvent(body, secret), signEasypostEvent(body, secret)])),
        made(
          'any hex',
          hex.map((digits) => `hmac-sha256-hex=${digits}`),
        ),
        made('any text', headerText),
        made('none', fc.constant([])),
      ),
  }
}

/** Where no provider is. */
export function wrongDoor({ secrets, sample }: { readonly secrets: readonly string[]; readonly sample: string }): Door {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'EasyPost',
    'easypost%00',
    '%',
    '%2e%2e%2fstripe',
    'x'.repeat(9_000),
  ]
  const target = fc.oneof(
    fc.constantFrom(...names, 'stripe/', 'stripe/x', '').map((name) => `/webhooks/${name}`),
    fc.webSegment().map((name) => `/webhooks/no-${name}`),
  )
  return {
    name: 'none',
    sample,
    seal: (body) =>
      sealed({
        kind: 'of another door',
        isGenuine: false,
        name: 'x-hmac-signature',
        signature: fc.constantFrom(...secrets).map((secret) => signEasypostEvent(body, secret)),
        target,
      }),
  }
}

/** What shows itself by headers of one name: one, several, or none. */
function sealed({
  signature,
  target,
  name,
  ...rest
}: {
  readonly kind: string
  readonly isGenuine: boolean
  readonly name: string
  readonly signature: fc.Arbitrary<string | readonly string[]>
  readonly target: fc.Arbitrary<string>
}): fc.Arbitrary<Seal> {
  return fc
    .tuple(signature, target)
    .map(([values, at]) => ({ ...rest, headers: [values].flat().map((value) => [name, value] as const), target: at }))
}
