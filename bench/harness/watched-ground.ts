import type { Pool } from 'pg'
import type { Database, Ground } from './ground.ts'

/** A ground on which every statement that is sent over a pool is told of: its text and how long it took, in milliseconds. */
export function watchedGround(
  ground: Ground,
  {
    onDatabase,
    onStatement,
  }: {
    readonly onDatabase: (database: Database) => void
    readonly onStatement: (text: string, ms: number) => void
  },
): Ground {
  return {
    ...ground,
    async database() {
      const database = await ground.database()
      onDatabase(database)
      return { ...database, pool: (max) => watch(database.pool(max), onStatement) }
    },
  }
}

function watch(pool: Pool, onStatement: (text: string, ms: number) => void): Pool {
  pool.on('connect', (client) => {
    client.query = new Proxy(client.query, {
      apply(query, _self, args: unknown[]) {
        const text = textOf(args[0])
        const sentAt = performance.now()
        const told = (): void => onStatement(text, performance.now() - sentAt)
        const last = args.at(-1)
        if (typeof last === 'function') {
          const answered = (...answer: unknown[]): unknown => {
            told()
            return Reflect.apply(last, undefined, answer)
          }
          return Reflect.apply(query, client, [...args.slice(0, -1), answered])
        }
        const answer: unknown = Reflect.apply(query, client, args)
        if (answer instanceof Promise) answer.then(told, told)
        return answer
      },
    })
  })
  return pool
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : ''
}
