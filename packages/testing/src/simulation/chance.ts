/**
 * A number in [0, 1) that follows from its arguments alone. Chance has no state here, so taking something out of a run leaves
 * all other chances in it as they were, which is what makes a failing run shrink.
 */
export function chance(seed: number, stream: string, index: number): number {
  let value = (seed ^ 0x811c9dc5) | 0
  for (let i = 0; i < stream.length; i += 1) value = Math.imul(value ^ stream.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ index, 0x9e3779b1)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return ((value ^ (value >>> 16)) >>> 0) / 0x1_0000_0000
}

/** A whole number from `from` to `to`, both included. */
export function chanceBetween(seed: number, stream: string, index: number, from: number, to: number): number {
  return from + Math.floor(chance(seed, stream, index) * (to - from + 1))
}

/** One of some values. */
export function chanceOf<Value>(
  seed: number,
  stream: string,
  index: number,
  values: readonly [Value, ...Value[]],
): Value {
  return values[Math.floor(chance(seed, stream, index) * values.length)] ?? values[0]
}
