import { createTables } from './create-tables.ts'
import { rowLevelSecurity } from './row-level-security.ts'

/** In their order, by the names under which the database remembers them. One that was released never changes. */
export const migrations: Readonly<Record<string, (schema: string) => readonly string[]>> = {
  '0001_create_tables': createTables,
  '0002_row_level_security': rowLevelSecurity,
}

/** Where the database remembers them; there is a table for the lock beside it. */
export const migrationTable = 'quoin_migration'
