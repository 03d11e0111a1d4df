import * as z from 'zod/mini'
import { lenient, mapped, text, unreadable } from './prodigi-schema.ts'

/** The photobook to measure. */
export interface SpineRequest {
  readonly sku: string
  /** ISO 3166-1 alpha-2. Decides about the lab, and with it the paper. */
  readonly destinationCountryCode: string
  /** Such as `CA`, where the country has states. */
  readonly state?: string
  readonly numberOfPages: number
}

/** How wide the spine is, for the artwork of the print area `spine`. */
export type SpineResult = { readonly message: string | null } & (
  | { readonly success: true; readonly widthMm: number }
  /** `message` says why, such as that the product has no spine. */
  | { readonly success: false; readonly widthMm: null }
)

// No envelope like the rest of v4. A product without a spine is told of as not found, with a message; an unknown one too,
// without a message, and that is an error as everywhere.
export const spineAnswerSchema = mapped(
  z.object({
    outcome: text,
    success: lenient(z.boolean()),
    message: text,
    spineInfo: lenient(z.object({ widthMm: z.number().check(z.positive()) })),
  }),
  ({ outcome, success, message, spineInfo }): SpineResult | typeof unreadable => {
    const hasNone = message !== null && outcome?.toLowerCase() === 'entitynotfound'
    if (success === false || hasNone) return { success: false, widthMm: null, message }
    return spineInfo ? { success: true, widthMm: spineInfo.widthMm, message } : unreadable
  },
)
