import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, pageOf } from './cursor.ts'

const position = { at: new Date('2026-11-22T09:00:00.123Z'), id: '0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001' }

describe('cursors', () => {
  it('given a position, then its cursor leads back to it and needs no escaping in a URL', () => {
    const cursor = encodeCursor('-createdAt', position)
    expect(cursor).toMatch(/^[\w-]+$/)
    expect(decodeCursor('-createdAt', cursor)).toEqual(position)
  })

  it.each([
    '',
    '%',
    'null',
    btoa('null'),
    btoa('[]'),
    btoa(JSON.stringify(['-createdAt', 'now', position.id])),
    btoa(JSON.stringify(['-createdAt', 9e15, position.id])),
    btoa(JSON.stringify(['-createdAt', 1.5, position.id])),
    btoa(JSON.stringify(['-createdAt', 0, "'; drop table orders"])),
    btoa(JSON.stringify(['-createdAt', 0, position.id, 'more'])),
    encodeCursor('updatedAt', position),
  ])('given %j, then it is refused (F93)', (cursor) => {
    expect(() => decodeCursor('-createdAt', cursor)).toThrow('Not valid: cursor.')
  })

  it('given one row more than a page, then the cursor is at the last row of the page; else there is none', () => {
    const rows = [1, 2, 3].map((second) => ({ at: new Date(second * 1000), id: position.id }))
    const { page, nextCursor } = pageOf('list', rows, 2, (row) => row)
    expect(page).toEqual(rows.slice(0, 2))
    expect(decodeCursor('list', nextCursor ?? '')).toEqual(rows[1])
    expect(pageOf('list', rows, 3, (row) => row).nextCursor).toBeNull()
    expect(pageOf('list', [], 3, () => position).nextCursor).toBeNull()
  })
})
