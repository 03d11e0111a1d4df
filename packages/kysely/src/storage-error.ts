import { QuoinError, type RetryAdvice } from '@quoin/core'

/**
 * A failure of the database as a {@link QuoinError} `storage_failed`.
 *
 * The server's own text and details can hold values of rows, so only its code and the names of constraint and table are
 * kept. Its text about the statement itself holds none, as values are parameters, and tells of tables that are missing or closed.
 * A failure of the connection holds none either and is kept as the cause.
 */
export function storageError(error: unknown): QuoinError {
  const { code, constraint, table, message } = describeError(error)
  if (!code || !isSqlState(code)) {
    return new QuoinError('storage_failed', 'The database did not answer.', { retry: 'unknown', cause: error })
  }
  const about = code.startsWith(statementAtFault) ? (message ?? '') : [constraint, table].filter(Boolean).join(' of ')
  return new QuoinError('storage_failed', `The database refused: ${code}${about && `, ${about}`}.`, {
    retry: adviceFor(code),
  })
}

/** Whether it is the values that the database refuses. */
export function isOfValues(error: unknown): boolean {
  return error instanceof QuoinError && error.retry === 'permanent'
}

/** Whether nothing was done for certain, perhaps because of one of the things that were to be done. */
export function mayBeOfOne(error: unknown): boolean {
  return !(error instanceof QuoinError && error.retry === 'unknown')
}

/** Whether another transaction came between: the same statement can succeed now. */
export function lostARace(error: unknown): boolean {
  const { code, constraint } = describeError(error)
  if (code === serializationFailure || code === deadlockDetected) return true
  return code === uniqueViolation && (constraint === waitingKeyIndex || constraint === openAlertKey)
}

/** The index that lets at most one waiting job have a key. */
const waitingKeyIndex = 'retry_operations_waiting_key'
/** The constraint that lets a cause have one open alert. */
const openAlertKey = 'alerts_key'

/** The class of syntax errors and broken access rules. */
const statementAtFault = '42'
const serializationFailure = '40001'
const deadlockDetected = '40P01'
const uniqueViolation = '23505'

/** {@link https://www.postgresql.org/docs/current/errcodes-appendix.html} */
function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code)
}

function adviceFor(sqlState: string): RetryAdvice {
  // Data exceptions and broken constraints: the same values will be refused again.
  if (/^2[23]/.test(sqlState)) return 'permanent'
  // The connection broke, or the server went down, perhaps after the commit.
  if (/^(08|57P)/.test(sqlState)) return 'unknown'
  return 'retryable'
}

function describeError(error: unknown): { code?: string; constraint?: string; table?: string; message?: string } {
  if (typeof error !== 'object' || error === null) return {}
  const text = (field: string): object => {
    const value: unknown = Reflect.get(error, field)
    return typeof value === 'string' ? { [field]: value } : {}
  }
  return { ...text('code'), ...text('constraint'), ...text('table'), ...text('message') }
}
