import { describe, expect, it } from 'vitest'
import { repeatedKey } from './repeated-key.ts'

describe('repeatedKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1 , "b":{"c":1,"c":1}}', 'c'],
    ['[{"a":[{}],"b":2, "a" :3}]', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"":1,"":2}', ''],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('given %s, then it is %j', (json, key) => {
    expect(JSON.parse(json)).toBeDefined()
    expect(repeatedKey(json)).toBe(key)
  })

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
    expect(repeatedKey(json)).toBeNull()
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
      expect(repeatedKey(json)).toBeNull()
    }
  })
})
