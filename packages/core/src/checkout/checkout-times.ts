const minute = 60_000
const hour = 60 * minute
/** A page is open for half an hour at least, counted from when the provider makes it; clocks differ, and calls take time. */
const leastMs = 30 * minute
const allowanceMs = 2 * minute
/** As long as the provider keeps a page open, and remembers the key under which it was made. */
const mostMs = 24 * hour

/** How long a page is asked to be open; null: as long as the provider lets it. */
function openMs(openForMs: number): number | null {
  return openForMs > mostMs - allowanceMs ? null : Math.max(openForMs, leastMs + allowanceMs)
}

/**
 * Until when an order can be paid, in whole seconds. It hangs on the order's age alone, so that a second try asks for the
 * very same page.
 */
export function pageExpiresAt(createdAt: Date, openForMs: number): Date | null {
  const ms = openMs(openForMs)
  return ms === null ? null : new Date(Math.floor((createdAt.getTime() + ms) / 1000) * 1000)
}

/** Until when the page of an order can still be made, or made again under the same key. */
export function pageCanStartUntil(createdAt: Date, openForMs: number): Date {
  const ms = openMs(openForMs)
  return new Date(createdAt.getTime() + (ms === null ? mostMs - hour : ms - leastMs - allowanceMs / 4))
}

/** When an unpaid order is looked at for the last time: its page is closed by then. */
export function abandonAfterMs(openForMs: number): number {
  return (openMs(openForMs) ?? mostMs) + hour
}
