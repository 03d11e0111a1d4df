import { expect, it } from 'vitest'
import { adminEnglish } from '../admin/language/admin-english.ts'
import { adminGerman } from '../admin/language/german/admin-german.ts'
import { english } from './english.ts'
import { german } from './german.ts'
import type { Message } from './words.ts'

type Table = Readonly<Record<string, Message>>

const placeholdersOf = (message: Message): string[] => {
  const texts = typeof message === 'string' ? [message] : Object.values(message)
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].toSorted()
}

it.each<[string, Table, Table]>([
  ['customers', english, german],
  ['the shop’s people', adminEnglish, adminGerman],
])('given a text of %s in English, then the German one has the same values in it', (_who, before, after) => {
  const valuesOf = (messages: Table) =>
    Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, placeholdersOf(message)]))
  expect(valuesOf(after)).toEqual(valuesOf(before))
})
