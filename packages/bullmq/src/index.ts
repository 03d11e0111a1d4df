export {
  type BullmqEngineOptions,
  type BullmqJobLike,
  type BullmqQueueLike,
  type BullmqWorkerLike,
  bullmqEngine,
} from './bullmq-engine.ts'
