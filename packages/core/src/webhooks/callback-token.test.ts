import { describe, expect, it } from 'vitest'
import { readCallbackToken, signCallbackToken } from './callback-token.ts'

const secret = 'sixteen characters or more'

describe('the token of a callback URL', () => {
  it('names the fulfillment that it was made for', async () => {
    const token = await signCallbackToken(secret, 'f-1')
    await expect(readCallbackToken(secret, token)).resolves.toBe('f-1')
  })

  it.each([
    ['none', async () => null],
    ['an empty one', async () => ''],
    ['one of another secret', () => signCallbackToken('another secret of ours', 'f-1')],
    ['one whose fulfillment was changed', async () => (await signCallbackToken(secret, 'f-1')).replace('f-1', 'f-2')],
    ['one that was cut', async () => (await signCallbackToken(secret, 'f-1')).slice(0, -1)],
    ['one that was lengthened', async () => `${await signCallbackToken(secret, 'f-1')}A`],
  ])('S02 refuses %s', async (_, forge) => {
    await expect(readCallbackToken(secret, await forge())).rejects.toMatchObject({ code: 'invalid_callback_token' })
  })
})
