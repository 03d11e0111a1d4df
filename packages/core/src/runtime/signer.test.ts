import { createSigner } from '@quoin/core'
import { describe, expect, it } from 'vitest'

const signer = createSigner('at least sixteen characters')

describe('a signature', () => {
  it('given the same purpose and text, then it holds, in another process too', async () => {
    const signature = await signer.sign('cursor', 'abc')
    expect(signature).toBe('9YUbmPPMaXkFRu5dIjTbGVX4jqQpDhOtfLyj8AKa12I')
    expect(await createSigner('at least sixteen characters').verify('cursor', 'abc', signature)).toBe(true)
  })

  it.each([
    ['another text', 'cursor', 'abd'],
    ['another purpose', 'callback', 'abc'],
    ['a part of the text in the purpose', 'cursor:a', 'bc'],
  ])('given %s, then it does not', async (_, purpose, text) => {
    expect(await signer.verify(purpose, text, await signer.sign('cursor', 'abc'))).toBe(false)
  })

  it('given another secret, or none of it, then it does not', async () => {
    const signature = await createSigner('another sixteen characters').sign('cursor', 'abc')
    expect(await signer.verify('cursor', 'abc', signature)).toBe(false)
    expect(await signer.verify('cursor', 'abc', '')).toBe(false)
  })
})
