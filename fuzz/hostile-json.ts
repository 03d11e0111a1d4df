import fc from 'fast-check'

/** Keys that have broken parsers and the code behind them. */
const nastyKeys = ['__proto__', 'constructor', 'prototype', 'toString', '', '\0', '\ud800', '\u2028', '\ufeff']
const nastyNumbers = ['1e999', '-0', '9007199254740993', '1e-400', '0.1', '-1', '1E400', '99999999999999999999']
const nastyValues = fc.constantFrom(
  ...nastyNumbers,
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__":{"status":"paid"}}',
  '{"id":1,"id":2}',
  '"\\ud800"',
  '"\\u0000"',
  `"'; drop table orders; --"`,
)

/** JSON text with everything in it that JSON allows and nobody expects. */
export const json: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nastyValues,
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join()}]`),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...nastyKeys), fc.string({ maxLength: 8 })), tie('value')), {
        maxLength: 5,
      })
      .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
  ),
})).value

/** Whole and in order, but for its depth. */
export const deepJson: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(['[', ']'], ['{"id":', '}'], ['{"data":{"object":', '}}'], ['[{"__proto__":', '}]']),
    fc.integer({ min: 100, max: 50_000 }),
  )
  .map(([[open = '', close = ''], levels]) => `${open.repeat(levels)}0${close.repeat(levels)}`)

/** Text that is no name any more, and does not get short when it is packed. */
export const longText: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 200, max: 300_000 }), fc.nat())
  .map(([length, seed]) => {
    let state = seed
    return Array.from({ length: Math.ceil(length / 6) }, () => {
      state = (Math.imul(state, 0x5bd1e995) + 0x9e3779b9) >>> 0
      return state.toString(36).padStart(6, '0').slice(-6)
    }).join('')
  })

/** More members than anybody reads. */
export const wideJson: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1_000, max: 20_000 }), fc.constantFrom('"id"', '"__proto__"', null))
  .map(([members, key]) => `{${Array.from({ length: members }, (_, index) => `${key ?? `"k${index}"`}:0`).join()}}`)
