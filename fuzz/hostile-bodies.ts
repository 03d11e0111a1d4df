import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { editedJson } from './edit-json.ts'
import { deepJson, json, wideJson } from './hostile-json.ts'

/** Bodies that a door may meet: what was sent, what came of it on the way, and what somebody made up. */
export interface HostileBody {
  /** What was done, for the counts. */
  readonly kind: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()
const encode = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** @param sample a body that is in order, as JSON */
export function hostileBodies(sample: string, limitBytes: number): fc.Arbitrary<HostileBody> {
  const whole = encode(sample)
  const place = fc.nat(whole.length - 1)
  const kinds: readonly (readonly [kind: string, weight: number, bytes: fc.Arbitrary<Uint8Array>])[] = [
    [asItWasSent, 10, fc.constant(whole)],
    ['any bytes', 20, fc.uint8Array({ maxLength: 2_000 })],
    ['cut short', 10, place.map((end) => whole.subarray(0, end))],
    ['bytes changed', 30, changed(whole, place)],
    ['any JSON', 30, json.map(encode)],
    ['members changed', 60, editedJson(sample).map(encode)],
    ['deep', 2, deepJson.map(encode)],
    ['wide', 2, wideJson.map(encode)],
    [
      'deep, without an end',
      1,
      fc.integer({ min: 1_000, max: 100_000 }).map((levels) => encode('{"id":'.repeat(levels))),
    ],
    ['another encoding', 10, encoded(sample)],
    ['as large as allowed', 1, fc.constant(encode(sample.padEnd(limitBytes - (whole.length - sample.length))))],
    ['too large', 2, fc.integer({ min: 1, max: 100_000 }).map((more) => new Uint8Array(limitBytes + more))],
  ]
  return fc.oneof(
    ...kinds.map(([kind, weight, bytes]) => ({
      weight,
      arbitrary: bytes.map((made) => ({ kind, bytes: new Uint8Array(made) })),
    })),
  )
}

export const asItWasSent = 'as it was sent'

function changed(whole: Uint8Array, place: fc.Arbitrary<number>): fc.Arbitrary<Uint8Array> {
  return fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 }).map((changes) => {
    const bytes = whole.slice()
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
}

function encoded(sample: string): fc.Arbitrary<Uint8Array> {
  return fc.constantFrom(
    encode(`\ufeff${sample}`),
    new Uint8Array(Uint16Array.from(sample, (letter) => letter.charCodeAt(0)).buffer),
    Uint8Array.from([...encode(sample), 0xff]),
    Uint8Array.from([0xc0, 0xaf, ...encode(sample)]),
    encode(`${sample}${sample}`),
    encode(`"${sample}`),
    encode(`payload=${encodeURIComponent(sample)}`),
    new Uint8Array(gzipSync(sample)),
    new Uint8Array(gzipSync(new Uint8Array(16 * 1024 * 1024))),
  )
}
