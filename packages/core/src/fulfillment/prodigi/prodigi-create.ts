import * as z from 'zod/mini'
import { orderSchema, type ProdigiOrder } from './prodigi-order.ts'
import { answerSchema, type UnknownOutcome } from './prodigi-outcome.ts'

export const orderAnswerSchema = z.object({ order: orderSchema })

export const createAnswerSchema = answerSchema(['Created', 'CreatedWithIssues', 'OnHold', 'AlreadyExists'], {
  order: orderSchema,
})

/** What came of creating an order, all of it with HTTP 200. */
export type CreateOrderResult = { readonly order: ProdigiOrder; readonly traceParent: string | null } & (
  | { readonly outcome: 'Created' }
  /** Stored; `order.status.issues` says what stands in the way, such as an unpaid bill. */
  | { readonly outcome: 'CreatedWithIssues' }
  /** The account has a pause window. `order` has nothing but its id, and reading it gives 404 until the window ends. */
  | { readonly outcome: 'OnHold' }
  /** There was an order under this key, and none was made. `order` is the first one, whatever was sent now. */
  | { readonly outcome: 'AlreadyExists' }
  | UnknownOutcome
)
