export {
  type FulfillmentProviderContractOptions,
  type FulfillmentProviderUnderTest,
  fulfillmentProviderContract,
} from './fulfillment-provider-contract.ts'
export type { HttpUnderTest, HttpUnderTestOptions } from './http/http-world.ts'
export { type HttpContractOptions, httpContract } from './http-contract.ts'
export type { JobEngineUnderTest } from './job-engine/processes.ts'
export { type JobEngineContractOptions, jobEngineContract } from './job-engine-contract.ts'
export { type OrderLife, type OrderLifeContractOptions, orderLifeContract } from './order-life-contract.ts'
export type { StorageUnderTest } from './storage/storage-under-test.ts'
export { type StorageContractOptions, storageContract } from './storage-contract.ts'
export {
  type TrackingProviderContractOptions,
  type TrackingProviderUnderTest,
  trackingProviderContract,
} from './tracking-provider-contract.ts'
