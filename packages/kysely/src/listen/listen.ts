/**
 * Hears what is sent on a channel of the database until the returned function is called. `message` is left out when some
 * may have been missed.
 */
export type Listen = (channel: string, onMessage: (message?: string) => void) => Promise<() => Promise<void>>
