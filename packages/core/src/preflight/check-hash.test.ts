import { expect, it } from 'vitest'
import { checkHash } from './check-hash.ts'

it.each([
  ['daa1c811c6038e718a23f0d816914b7b', []],
  ['DAA1C811C6038E718A23F0D816914B7B', []],
  [null, ['asset_not_pinned']],
  ['', ['asset_hash_malformed']],
  ['daa1c811c6038e718a23f0d816914b7', ['asset_hash_malformed']],
  ['2qHIEcYDjnGKI/DYFpFLew==', ['asset_hash_malformed']],
])('F63: given the MD5 %j, then it is found %j', (hash, codes) => {
  const issues = checkHash(hash, 'items[0].assets[0]')
  expect(issues.map(({ code }) => code)).toEqual(codes)
  for (const { path } of issues) expect(path).toBe('items[0].assets[0].md5Hash')
})
