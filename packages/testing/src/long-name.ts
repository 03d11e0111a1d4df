import { createSeededRandom } from './seeded-random.ts'

/** As many characters as asked for, each of four bytes in UTF-8 and none like the ones before, so that nothing packs it smaller. */
export function longName(characters: number): string {
  const random = createSeededRandom(`name of ${characters}`)
  return Array.from({ length: characters }, () =>
    String.fromCodePoint(0x10000 + Math.floor(random.next() * 0xf0000)),
  ).join('')
}
