interface EmitsErrors {
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** The part of a `Pool` of `pg` that is used here. */
export interface PgPoolEvents extends EmitsErrors {
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'connect', listener: (client: EmitsErrors) => void): unknown
}

/**
 * Keeps the process alive when the database goes away. node-postgres reports the loss of a connection as an `error` event of
 * the pool, or of the client while somebody has it; when nobody listens, Node ends the process, in the middle of whatever
 * it does. Whoever waits for a query gets the error all the same, and the pool opens new connections.
 *
 * Call it once, when the pool is made.
 *
 * @param onLost told of each error, also of several for one connection.
 * @example
 * ```ts
 * import { surviveLostConnections } from '@quoin/kysely'
 * import { Pool } from 'pg'
 *
 * const pool = new Pool({ connectionString: 'postgres://localhost/shop' })
 * surviveLostConnections(pool, (error) => console.warn('A connection to the database was lost.', error.message))
 * ```
 */
export function surviveLostConnections(pool: PgPoolEvents, onLost: (error: Error) => void = () => {}): void {
  pool.on('error', onLost)
  pool.on('connect', (client) => {
    client.on('error', onLost)
  })
}
