import { z } from 'zod'

/**
 * What the simulated print shop will do with an order, beyond printing it. Everything is optional: an empty plan is an
 * order that goes through.
 */
export const orderPlan = z
  .strictObject({
    /** Hold the order in a pause window: so many milliseconds, or until it is released. */
    pause: z.union([z.number().int().nonnegative(), z.literal('until_released')]),
    /** The account's card needs authorisation: `CreatedWithIssues`, and nothing moves until it is resolved. */
    paymentIssue: z.boolean(),
    /** How many attempts to download the assets fail. From 10 on the order is stuck for good. */
    failedDownloads: z.number().int().nonnegative(),
    /** The lab has run out of the first item. */
    itemUnavailable: z.boolean(),
    /** One parcel for each lab (the usual case) or one for each item. */
    parcels: z.enum(['by_lab', 'by_item']),
    /** Whether parcels get a tracking number. */
    tracked: z.boolean(),
    /** Whether a cancel that comes in time works: for all, for the first parcel only, or not at all. */
    cancel: z.enum(['allowed', 'partial', 'fails']),
    /** Whether a change of recipient or shipping method that comes in time reaches all parcels, one, or none. */
    updates: z.enum(['allowed', 'partial', 'fails']),
  })
  .partial()
  .readonly()

/** What becomes of an order at the simulated Prodigi; what is left out goes well. */
export type OrderPlan = z.infer<typeof orderPlan>
