import { createSigner } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from './cursor.ts'
import { encodePosition } from './position.ts'

const signer = createSigner('at least sixteen characters')
const position = { at: new Date('2026-11-22T09:00:00.123Z'), id: '0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001' }

describe('cursors', () => {
  it('given a position, then its cursor leads back to it and needs no escaping in a URL', async () => {
    const cursor = await encodeCursor(signer, '-createdAt', position)
    expect(cursor).toMatch(/^[\w.-]+$/)
    expect(await decodeCursor(signer, '-createdAt', cursor)).toEqual(position)
  })

  it.each([
    ['', async () => ''],
    ['a place without a signature', async () => encodePosition('-createdAt', position)],
    ['a signature that is cut', async () => (await encodeCursor(signer, '-createdAt', position)).slice(0, -1)],
    [
      'another place under the same signature',
      async () => {
        const [, signature] = (await encodeCursor(signer, '-createdAt', position)).split('.')
        return `${encodePosition('-createdAt', { ...position, at: new Date(0) })}.${signature}`
      },
    ],
    [
      'one that is signed with another secret',
      () => encodeCursor(createSigner('another sixteen characters'), '-createdAt', position),
    ],
    ['one of another list', () => encodeCursor(signer, 'updatedAt', position)],
  ])('given %s, then it is refused (F93)', async (_, cursor) => {
    await expect(decodeCursor(signer, '-createdAt', await cursor())).rejects.toThrow('Not valid: cursor.')
  })

  it('given one row more than a page, then the cursor is at the last row of the page; else there is none', async () => {
    const rows = [1, 2, 3].map((second) => ({ at: new Date(second * 1000), id: position.id }))
    const { page, nextCursor } = await pageOf(signer, 'list', rows, 2, (row) => row)
    expect(page).toEqual(rows.slice(0, 2))
    expect(await decodeCursor(signer, 'list', nextCursor ?? '')).toEqual(rows[1])
    expect((await pageOf(signer, 'list', rows, 3, (row) => row)).nextCursor).toBeNull()
    expect((await pageOf(signer, 'list', [], 3, () => position)).nextCursor).toBeNull()
  })
})
