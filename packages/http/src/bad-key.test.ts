import { describe, expect, it } from 'vitest'
import { badKey } from './bad-key.ts'

describe('badKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1 , "b":{"c":1,"c":1}}', 'c'],
    ['[{"a":[{}],"b":2, "a" :3}]', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"":1,"":2}', ''],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"constructor":1,"constructor":2}', 'constructor'],
  ])('given %s, then it is %j', (json, key) => {
    expect(JSON.parse(json)).toBeDefined()
    expect(badKey(json)).toMatchObject({ path: key, code: 'duplicate_field' })
  })

  it.each(['{"__proto__":{}}', '{"a":[{"__proto__":1}]}', '{"\\u005f_proto__":1}'])(
    'given %s (F93), then it is the prototype',
    (json) => {
      expect(badKey(json)).toMatchObject({ path: '__proto__', code: 'unknown_field' })
    },
  )

  it.each([
    '{"a":"a","b":"a"}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":"\\"a\\":1,","b":"{","c":"}"}',
    '{"a":["a","a"]}',
    '"a"',
    '1',
    '{}',
  ])('given %s, then there is none', (json) => {
    expect(JSON.parse(json)).toBeDefined()
    expect(badKey(json)).toBeNull()
  })

  it('given a long text of hostile shape (F96), then it is read in one go', () => {
    const length = 1024 * 1024
    for (const json of [
      JSON.stringify('\\"'.repeat(length / 4)),
      `"${'x'.repeat(length)}"`,
      '['.repeat(length / 2) + ']'.repeat(length / 2),
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, ' : '.repeat(3)])),
      ),
    ]) {
      expect(badKey(json)).toBeNull()
    }
  })
})
