/** An instant as .NET writes it: UTC, without the zeros at the end of the fraction. */
export function writeInstant(at: Date): string {
  return writeFineInstant(at, 0)
}

/** The same with seven digits of a second, as in `lastUpdated`. `ticks` are the units of 100 ns below the millisecond. */
export function writeFineInstant(at: Date, ticks: number): string {
  const digits = `${at.toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}`
  return `${digits.replace(/0+$/, '').replace(/\.$/, '')}Z`
}
