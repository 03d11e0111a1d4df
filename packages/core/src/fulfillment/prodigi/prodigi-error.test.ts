import { describe, expect, test } from 'vitest'
import { adviseRetry } from './prodigi-error.ts'

describe('what a second try can do', () => {
  test.each([
    [{ kind: 'unsent' }, 'retryable', 'retryable'],
    [{ kind: 'lost' }, 'retryable', 'unknown'],
    [{ kind: 'unreadable' }, 'retryable', 'unknown'],
    [{ kind: 'refused', status: 302 }, 'retryable', 'unknown'],
    [{ kind: 'refused', status: 400 }, 'permanent', 'permanent'],
    [{ kind: 'refused', status: 401 }, 'retryable', 'retryable'],
    [{ kind: 'refused', status: 403 }, 'retryable', 'retryable'],
    [{ kind: 'refused', status: 404 }, 'permanent', 'permanent'],
    [{ kind: 'refused', status: 408 }, 'retryable', 'unknown'],
    [{ kind: 'refused', status: 415 }, 'permanent', 'permanent'],
    [{ kind: 'refused', status: 429 }, 'retryable', 'retryable'],
    [{ kind: 'refused', status: 500 }, 'retryable', 'unknown'],
    [{ kind: 'refused', status: 502 }, 'retryable', 'unknown'],
    [{ kind: 'refused', status: 504 }, 'retryable', 'unknown'],
  ] as const)('after %o: reading %s, writing %s', (failure, read, write) => {
    expect(adviseRetry(failure, 'read')).toBe(read)
    expect(adviseRetry(failure, 'write')).toBe(write)
  })
})
