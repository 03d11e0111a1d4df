import type { Words } from '../../language/words.ts'
import { isNameIn } from '../order-values.ts'
import { type AdminMessageKey, adminEnglish } from './admin-english.ts'

/**
 * What something is called that the API may know before this version has a word for it: then it goes by its own name.
 *
 * @param group the beginning of the keys, such as `health.detail`.
 */
export function wordFor(words: Words<AdminMessageKey>, group: string, name: string): string {
  const key = `${group}.${name}`
  return isNameIn(adminEnglish, key) ? words(key) : name.replaceAll('_', ' ')
}
