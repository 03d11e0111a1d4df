import { describe, expect, it } from 'vitest'
import { decodePosition, encodePosition } from './position.ts'

const position = { at: new Date('2026-11-22T09:00:00.123Z'), id: '0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001' }

describe('places in a list', () => {
  it('given a position, then its word leads back to it and needs no escaping in a URL', () => {
    const word = encodePosition('-createdAt', position)
    expect(word).toMatch(/^[\w-]+$/)
    expect(decodePosition('-createdAt', word)).toEqual(position)
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
    encodePosition('updatedAt', position),
  ])('given %j, then it is none (F93)', (word) => {
    expect(decodePosition('-createdAt', word)).toBeNull()
  })
})
