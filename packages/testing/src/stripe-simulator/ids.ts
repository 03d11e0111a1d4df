import type { Random } from '@quoin/core'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Makes ids such as `pi_…`: the same chance gives the same ids. */
export function createIds(random: Random): (prefix: string) => string {
  return (prefix) => `${prefix}_${Array.from(random.bytes(24), (byte) => letters[byte % letters.length]).join('')}`
}
