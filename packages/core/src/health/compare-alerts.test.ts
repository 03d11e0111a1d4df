import { describe, expect, it } from 'vitest'
import type { OpenAlert } from './alert-store.ts'
import { compareAlerts, type Watched } from './compare-alerts.ts'

const now = new Date('2026-03-01T10:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const cause = (key: string) => ({ key, severity: 'warning', code: key, message: 'Something.', facts: {} }) as const
const opened = (key: string, minutes: number): OpenAlert => ({ ...cause(key), since: minutesAgo(minutes) })

describe('which alerts to open and to close', () => {
  const compare = (open: readonly OpenAlert[], watched: Partial<Watched> = {}) => {
    const nothing = { causes: [], seen: [], standing: [], openedBefore: minutesAgo(1), isBlind: false }
    const change = compareAlerts(open, { ...nothing, ...watched })
    return { open: change.open.map(({ key }) => key), close: change.close.map(({ key }) => key) }
  }

  it('given a cause is seen for the first time, then nobody is told', () => {
    expect(compare([], { causes: [cause('slow')] })).toEqual({ open: [], close: [] })
  })

  it('given it is seen a second time, then it opens', () => {
    expect(compare([], { causes: [cause('slow'), cause('late')], seen: ['slow'] })).toEqual({
      open: ['slow'],
      close: [],
    })
  })

  it('given it is open, then it is neither opened again nor closed', () => {
    const watched = { causes: [cause('slow')], seen: ['slow'] }
    expect(compare([opened('slow', 5)], watched)).toEqual({ open: [], close: [] })
  })

  it('given it is gone, then it closes; one with another reason to stand does not', () => {
    const open = [opened('slow', 5), opened('dead', 5)]
    expect(compare(open, { standing: ['dead'] })).toEqual({ open: [], close: ['slow'] })
  })

  it('given something below it stands, then so does it; what only begins like it does not', () => {
    const open = [opened('dead:webhook:https://one', 5), opened('dead:webhooks', 5)]
    expect(compare(open, { standing: ['dead:webhook'] }).close).toEqual(['dead:webhooks'])
  })

  it('given it was opened within the last minute, then it stays for now', () => {
    expect(compare([opened('dead', 0.5)]).close).toEqual([])
    expect(compare([opened('dead', 1)]).close).toEqual(['dead'])
  })

  it('given a part could not be looked at, then nothing is over, and what is seen opens all the same', () => {
    const watched = { causes: [cause('silent')], seen: ['silent'], isBlind: true }
    expect(compare([opened('slow', 5)], watched)).toEqual({ open: ['silent'], close: [] })
  })
})
