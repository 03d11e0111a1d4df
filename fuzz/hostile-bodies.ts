import fc from 'fast-check'

/** Bodies that a door may meet: what was sent, what came of it on the way, and what somebody made up. */
export interface HostileBody {
  /** What was done, for the counts. */
  readonly kind: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()
const encode = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** Keys and values that have broken parsers and the code behind them. */
const nastyTexts = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  '\0',
  '\ud800',
  '\u2028',
  '\ufeff',
  "'; drop table orders; --",
]
const nastyNumbers = ['1e999', '-0', '9007199254740993', '1e-400', '0.1', '-1', '1E400', '99999999999999999999']
const nastyJson = fc.constantFrom(
  ...nastyNumbers,
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__":{"status":"paid"}}',
  '{"id":1,"id":2}',
  '"\\ud800"',
  '"\\u0000"',
)
const json = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nastyJson,
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ maxLength: 8 })), tie('value')), {
        maxLength: 5,
      })
      .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
  ),
})).value

/** @param sample a body that is in order, as JSON */
export function hostileBodies(sample: string, limitBytes: number): fc.Arbitrary<HostileBody> {
  const of = (kind: string, bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<HostileBody> =>
    bytes.map((made) => ({ kind, bytes: new Uint8Array(made) }))
  const whole = encode(sample)
  const place = fc.nat(whole.length - 1)
  return fc.oneof(
    { arbitrary: of('as it was sent', fc.constant(whole)), weight: 10 },
    { arbitrary: of('any bytes', fc.uint8Array({ maxLength: 2_000 })), weight: 20 },
    {
      arbitrary: of(
        'cut short',
        place.map((end) => whole.subarray(0, end)),
      ),
      weight: 10,
    },
    { arbitrary: of('bytes changed', changed(whole, place)), weight: 30 },
    { arbitrary: of('any JSON', json.map(encode)), weight: 30 },
    { arbitrary: of('fields replaced', replaced(sample).map(encode)), weight: 60 },
    { arbitrary: of('deep', fc.integer({ min: 1_000, max: 400_000 }).chain(deep)), weight: 1 },
    { arbitrary: of('another encoding', encoded(sample)), weight: 10 },
    {
      arbitrary: of(
        'too large',
        fc.integer({ min: 1, max: 100_000 }).map((more) => new Uint8Array(limitBytes + more)),
      ),
      weight: 1,
    },
  )
}

function changed(whole: Uint8Array, place: fc.Arbitrary<number>): fc.Arbitrary<Uint8Array> {
  return fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 }).map((changes) => {
    const bytes = whole.slice()
    for (const [at, value] of changes) bytes[at] = value
    return bytes
  })
}

/** Some of the values of the sample, wherever they stand, become others. */
function replaced(sample: string): fc.Arbitrary<string> {
  const marks = [...sample.matchAll(/:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g)]
  const change = fc.tuple(fc.constantFrom(...marks), json)
  return fc
    .uniqueArray(change, { minLength: 1, maxLength: 4, selector: ([mark]) => mark.index })
    .map((changes) =>
      changes
        .toSorted(([a], [b]) => b.index - a.index)
        .reduce(
          (text, [mark, value]) => `${text.slice(0, mark.index)}:${value}${text.slice(mark.index + mark[0].length)}`,
          sample,
        ),
    )
}

function deep(levels: number): fc.Arbitrary<Uint8Array> {
  return fc
    .constantFrom('[', '{"id":', '{"data":{"object":', '[{"__proto__":')
    .map((open) => encode(open.repeat(levels)))
}

function encoded(sample: string): fc.Arbitrary<Uint8Array> {
  return fc.constantFrom(
    encode(`\ufeff${sample}`),
    new Uint8Array(Uint16Array.from(sample, (letter) => letter.charCodeAt(0)).buffer),
    Uint8Array.from([...encode(sample), 0xff]),
    Uint8Array.from([0xc0, 0xaf, ...encode(sample)]),
    encode(`${sample}${sample}`),
    encode(`"${sample}`),
  )
}
