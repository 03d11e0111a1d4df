import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hmacBase64, hmacBase64Url, sha256Hex, webSha256Hex } from './digest.ts'
import { nodeHmacSha256, webHmacSha256 } from './hmac-sha256.ts'

const texts = ['', 'a', 'Zoë 🖼', 'x'.repeat(10_000)]
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('digests', () => {
  it.each(texts)('of %j are the same by Web Crypto and by Node', async (text) => {
    const expected = createHash('sha256').update(text).digest('hex')
    expect(await sha256Hex(text)).toBe(expected)
    expect(await webSha256Hex(text)).toBe(expected)
  })

  it.each(texts)('given the key %j, as text or as bytes, then both make the same code of all parts', async (key) => {
    const secret = key || 'no key of no bytes by Web Crypto'
    const expected = new Uint8Array(createHmac('sha256', secret).update('one, two').digest())
    for (const hmac of [webHmacSha256, nodeHmacSha256]) {
      for (const form of [secret, bytesOf(secret)]) {
        expect(new Uint8Array((await hmac?.(form, [bytesOf('one, '), bytesOf('two')])) ?? [])).toEqual(expected)
      }
    }
  })

  it('are written in base64, and for URLs without what stands for something there', async () => {
    const mac = (encoding: 'base64' | 'base64url') => createHmac('sha256', 'secret').update('text 9').digest(encoding)
    const [plain, url] = [mac('base64'), mac('base64url')]
    expect(plain).toMatch(/[+/]/)
    expect(await hmacBase64(bytesOf('secret'), [bytesOf('text '), bytesOf('9')])).toBe(plain)
    expect(await hmacBase64Url('secret', 'text 9')).toBe(url)
  })
})
