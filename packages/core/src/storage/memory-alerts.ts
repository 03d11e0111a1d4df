import type { AlertChange, AlertStore, OpenAlert } from '../health/alert-store.ts'

/** The part of a memory storage that keeps alerts. */
interface MemoryAlerts {
  readonly port: Omit<AlertStore, 'changeAlerts'>
  /** Whether those to open are not open, and those to close are. */
  accepts(open: AlertChange['open'], close: AlertChange['close']): boolean
  change(open: AlertChange['open'], close: AlertChange['close']): void
}

export function createMemoryAlerts(): MemoryAlerts {
  const alerts = new Map<string, OpenAlert>()
  return {
    accepts: (open, close) =>
      open.every(({ key }) => !alerts.has(key)) &&
      close.every(({ key, since }) => alerts.get(key)?.since.getTime() === since.getTime()),
    change(open, close) {
      for (const { key } of close) alerts.delete(key)
      for (const alert of open) alerts.set(alert.key, alert)
    },
    port: {
      async listAlerts(limit) {
        const oldestFirst = (a: OpenAlert, b: OpenAlert): number =>
          a.since.getTime() - b.since.getTime() || (a.key < b.key ? -1 : 1)
        return [...alerts.values()].toSorted(oldestFirst).slice(0, limit)
      },
      findAlert: async (key) => alerts.get(key) ?? null,
    },
  }
}
