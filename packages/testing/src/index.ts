export { createManualClock, type ManualClock } from './manual-clock.ts'
export { createSeededRandom } from './seeded-random.ts'
