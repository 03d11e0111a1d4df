export { type PgBossEngineOptions, type PgBossLike, pgBossEngine } from './pg-boss-engine.ts'
