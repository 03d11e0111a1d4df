export type { StorageUnderTest } from './storage/storage-under-test.ts'
export { type StorageContractOptions, storageContract } from './storage-contract.ts'
