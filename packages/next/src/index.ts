export { createNextCron, type NextCron, type NextCronOptions } from './next-cron.ts'
export { createNextHandlers, type NextHandlers, type NextHandlersOptions } from './next-handlers.ts'
export { type Quoin, type QuoinSource, shareQuoin } from './share-quoin.ts'
