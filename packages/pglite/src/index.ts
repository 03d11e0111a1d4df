export type { PGlite } from '@electric-sql/pglite'
export { type OpenPgliteOptions, openPglite } from './open-pglite.ts'
