import type { z } from 'zod'
import { faultRatesOf } from '../simulator/fault-rates.ts'
import { endpoints, faultKinds } from './fault-script.ts'

/** Faults by chance. */
export const faultRates = faultRatesOf(endpoints, faultKinds)

/** How often which fault strikes by chance. */
export type FaultRates = z.infer<typeof faultRates>
