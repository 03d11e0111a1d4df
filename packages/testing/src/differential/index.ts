export {
  type CompareStoragesOptions,
  compareStorages,
  printDifference,
  type StorageDifference,
} from './compare-storages.ts'
export { type RandomProgramOptions, randomProgram } from './random-program.ts'
export { type ComparedStorage, type Divergence, type RunProgramOptions, runProgram } from './run-program.ts'
export { type LeastProgram, shrinkProgram } from './shrink-program.ts'
export type { StorageOperation } from './storage-operation.ts'
