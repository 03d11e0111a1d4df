import { expect, it } from 'vitest'
import type { ResolveHost } from '../runtime/resolve-host.ts'
import { allowUrlsBelow } from './allow-urls-below.ts'
import { judgeAssetUrl } from './asset-url.ts'

const addressesOf = (known: Readonly<Record<string, readonly string[]>>): ResolveHost => {
  return async (hostname) => {
    const addresses = known[hostname]
    if (!addresses) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`)
    return addresses
  }
}
const none = () => false
const publicNames = addressesOf({
  'cdn.example': ['93.184.216.34', '2606:2800:220:1::1'],
  'xn--bcher-kva.example': ['1.1.1.1'],
})
const judge = (url: string, resolve: ResolveHost | null = publicNames) =>
  judgeAssetUrl(url, { resolve, allowUrl: none })

it.each([
  'https://cdn.example/print.jpg',
  'https://cdn.example:8443/print.jpg',
  'https://cdn.example./print.jpg',
  'HTTPS://CDN.EXAMPLE/print.jpg?signature=abc#page',
  'https://bücher.example/print.jpg',
  'https://93.184.216.34/print.jpg',
  'https://[2606:2800:220:1::1]/print.jpg',
])('given %s, then it is allowed', async (url) => {
  expect(await judge(url)).toMatchObject({ outcome: 'allowed' })
})

it.each([
  '',
  'print.jpg',
  '/print.jpg',
  '//cdn.example/print.jpg',
  'https://',
  'https:// cdn.example/',
  'http://cdn.example/print.jpg',
  'ftp://cdn.example/print.jpg',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'blob:https://cdn.example/1',
  'javascript:alert(1)',
  'gopher://cdn.example/',
  'https://user:password@cdn.example/print.jpg',
  'https://user@cdn.example/print.jpg',
  'https://cdn.example@127.0.0.1/print.jpg',
  'https://1.2.3.256/',
  'https://[fe80::1%25eth0]/',
])('F94: given %j, then it is no URL of artwork', async (url) => {
  expect(await judge(url)).toMatchObject({ outcome: 'refused', code: 'asset_url_invalid' })
})

it.each([
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.0.1./',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0x0.0x0.0x1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  'https://10.1.2.3:443/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::1]:8443/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[0:0:0:0:0:ffff:10.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://shop.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://router.home.arpa/',
  'https://intranet/',
  'https://db/',
])('F94: given %s, then it is refused without asking anybody', async (url) => {
  for (const resolve of [publicNames, null]) {
    expect(await judge(url, resolve)).toMatchObject({ outcome: 'refused', code: 'asset_url_not_public' })
  }
})

it.each([
  [['127.0.0.1']],
  [['10.0.0.7']],
  [['93.184.216.34', '192.168.0.1']],
  [['2606:2800:220:1::1', '::1']],
  [['::ffff:169.254.169.254']],
  [['fe80::1%eth0']],
])('F94: given a name that means %j, then it is refused', async (addresses) => {
  const resolve = addressesOf({ 'cdn.example': addresses })
  expect(await judge('https://cdn.example/', resolve)).toMatchObject({
    outcome: 'refused',
    code: 'asset_url_not_public',
  })
})

it('given a name that nobody knows, then nothing is said against it', async () => {
  expect(await judge('https://nowhere.example/')).toMatchObject({ outcome: 'unresolved' })
  expect(await judge('https://cdn.example/', async () => [])).toMatchObject({ outcome: 'unresolved' })
})

it('given a runtime without a resolver, then names are allowed', async () => {
  expect(await judge('https://cdn.example/', null)).toMatchObject({ outcome: 'allowed' })
})

it('no message repeats the URL, which can be signed', async () => {
  for (const url of [
    'http://cdn.example/?signature=canary',
    'https://u:canary@cdn.example/',
    'https://127.0.0.1/canary',
  ]) {
    expect(JSON.stringify(await judge(url))).not.toContain('canary')
  }
})

it.each([
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/art/a.jpg', true],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000/art/a.jpg', true],
  ['http://localhost:3000/app', 'http://localhost:3000/app/a.jpg', true],
  ['http://localhost:3000/app', 'http://localhost:3000/apple.jpg', false],
  ['http://localhost:3000/app', 'http://localhost:3000/app/../admin/a.jpg', false],
  ['http://localhost:3000/app', 'http://localhost:3000/app/%2e%2e/admin/a.jpg', false],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3001/a.jpg', false],
  ['http://127.0.0.1:3000', 'http://127.0.0.1.nip.example:3000/a.jpg', false],
  ['http://127.0.0.1:3000', 'https://127.0.0.1:3000/a.jpg', false],
  ['http://127.0.0.1:3000', 'http://u:p@127.0.0.1:3000/a.jpg', false],
])('given the app at %s, when artwork is at %s, then it is allowed: %s', async (publicUrl, url, isAllowed) => {
  const verdict = await judgeAssetUrl(url, { resolve: null, allowUrl: allowUrlsBelow(publicUrl) })
  expect(verdict.outcome === 'allowed').toBe(isAllowed)
})
