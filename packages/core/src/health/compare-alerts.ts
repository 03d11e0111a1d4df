import type { OpenAlert } from './alert-store.ts'

/** What is wrong now, and what was a minute ago. */
export interface Watched {
  readonly causes: readonly Omit<OpenAlert, 'since'>[]
  /** Keys of causes that were there the last time, too. */
  readonly seen: readonly string[]
  /** Keys of causes that have their alert already and are not over, nor is any below them. */
  readonly standing: readonly string[]
  /** What is younger is not closed yet, for a job's alert comes before its end. */
  readonly openedBefore: Date
  /** A part could not be looked at: nothing is known to be over. */
  readonly isBlind: boolean
}

/** Which alerts to open and to close. A cause is told of when it is seen twice in a row, for what heals within a minute is no news. */
export function compareAlerts(
  open: readonly OpenAlert[],
  { causes, seen, standing, openedBefore, isBlind }: Watched,
): { readonly open: readonly Omit<OpenAlert, 'since'>[]; readonly close: readonly OpenAlert[] } {
  const isOpen = new Set(open.map(({ key }) => key))
  const seenNow = new Set(causes.map(({ key }) => key))
  const lasts = (key: string) =>
    seenNow.has(key) || standing.some((cause) => key === cause || key.startsWith(`${cause}:`))
  return {
    open: causes.filter(({ key }) => seen.includes(key) && !isOpen.has(key)),
    close: isBlind ? [] : open.filter(({ key, since }) => since <= openedBefore && !lasts(key)),
  }
}
