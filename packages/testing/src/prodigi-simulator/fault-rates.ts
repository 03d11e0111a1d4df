import type { z } from 'zod'
import { faultRatesOf } from '../simulator/fault-rates.ts'
import { endpoints, faultKinds } from './fault-script.ts'

/** Faults by chance. */
export const faultRates = faultRatesOf(endpoints, faultKinds)
export type FaultRates = z.infer<typeof faultRates>
