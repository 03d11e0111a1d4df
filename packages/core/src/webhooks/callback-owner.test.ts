import { expect, it } from 'vitest'
import { callbackOwner } from './callback-owner.ts'
import { signCallbackToken } from './callback-token.ts'

const secret = 'sixteen characters or more'
const shop = { publicUrl: 'https://shop.example/prints', secret }
const tokenOf = (by: string) => signCallbackToken(by, 'f-1')

it.each([
  [
    'ours',
    'our token at our address',
    async () => `https://shop.example/api/webhooks/prodigi?token=${await tokenOf(secret)}`,
  ],
  [
    'ours',
    'our token at an address that we had',
    async () => `http://old.example:8080/x?a=1&token=${await tokenOf(secret)}`,
  ],
  ['unknown', 'none', () => null],
  ['unknown', 'an empty one', () => ''],
  ['unknown', 'no address', () => 'prodigi'],
  ['unknown', 'half an address', () => '//other.example/api'],
  ['unknown', 'an address of no web server', () => 'mailto:prints@other.example'],
  ['unknown', 'our address without a token', () => 'https://SHOP.example:443/hooks'],
  [
    'unknown',
    'our address with a token that is not ours',
    async () => `https://shop.example/?token=${await tokenOf('x')}`,
  ],
  ['elsewhere', 'another address', () => 'https://other.example/api/webhooks/prodigi'],
  ['elsewhere', 'another port', () => 'https://shop.example:8443/api/webhooks/prodigi'],
  ['elsewhere', 'an address that only begins like ours', () => 'https://shop.example.evil.example/'],
  ['elsewhere', 'our address as a name', () => 'https://shop.example@other.example/'],
  [
    'elsewhere',
    'the token of another shop',
    async () => `https://other.example/?token=${await tokenOf('another secret')}`,
  ],
])('is %s: %s (F56)', async (owner, _, callbackUrl) => {
  expect(await callbackOwner(shop, await callbackUrl())).toBe(owner)
})
