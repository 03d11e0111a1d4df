export { decideOrder } from './decide-order.ts'
