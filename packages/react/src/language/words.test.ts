import { describe, expect, it } from 'vitest'
import { createWords } from './words.ts'

const messages = {
  plain: 'Order {number}',
  unread: { one: '{count} ungelesene Nachricht', other: '{count} ungelesene Nachrichten' },
  polish: { one: '{count} paczka', few: '{count} paczki', other: '{count} paczek' },
} as const

describe('words', () => {
  it('given values, then they stand where they are named', () => {
    expect(createWords(messages, 'en')('plain', { number: '7KQ2M' })).toBe('Order 7KQ2M')
  })

  it('given a value that is missing, then its place stays to be seen', () => {
    expect(createWords(messages, 'en')('plain')).toBe('Order {number}')
  })

  it('given a text that looks like a place, then it is not filled again', () => {
    expect(createWords(messages, 'en')('plain', { number: '{number}' })).toBe('Order {number}')
  })

  it.each([
    ['de', 'unread', 1, '1 ungelesene Nachricht'],
    ['de', 'unread', 1200, '1.200 ungelesene Nachrichten'],
    ['pl', 'polish', 3, '3 paczki'],
    ['pl', 'polish', 5, '5 paczek'],
  ] as const)('given %s, then %s of %i is the plural that the language has', (locale, key, count, text) => {
    expect(createWords(messages, locale)(key, { count })).toBe(text)
  })
})
