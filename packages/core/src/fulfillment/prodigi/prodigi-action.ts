import * as z from 'zod/mini'
import { orderSchema, type ProdigiOrder } from './prodigi-order.ts'
import { answerSchema, type UnknownOutcome } from './prodigi-outcome.ts'
import { lenient, list, mapped, text } from './prodigi-schema.ts'

/** What can still be changed. Advice only: production goes on while you read it. */
export interface ProdigiActions {
  readonly cancel: boolean
  readonly changeRecipientDetails: boolean
  readonly changeShippingMethod: boolean
  readonly changeMetadata: boolean
}

const isYes = mapped(z.string(), (word) => word.toLowerCase() === 'yes')
const available = z.catch(
  z.union([isYes, mapped(z.object({ isAvailable: isYes }), (given) => given.isAvailable)]),
  false,
)

export const actionsAnswerSchema = mapped(
  z.object({
    cancel: available,
    changeRecipientDetails: available,
    changeShippingMethod: available,
    changeMetaData: available,
    changeMetadata: available,
  }),
  ({ changeMetaData, changeMetadata, ...rest }): ProdigiActions => ({
    ...rest,
    changeMetadata: changeMetaData || changeMetadata,
  }),
)

interface OrderAnswer {
  /** The order after the attempt; null where Prodigi does not show it. */
  readonly order: ProdigiOrder | null
  readonly traceParent: string | null
}

export const cancelAnswerSchema = answerSchema(['Cancelled', 'FailedToCancel', 'ActionNotAvailable'], {
  order: lenient(orderSchema),
})

/**
 * What came of asking to cancel, all of it with HTTP 200.
 *
 * `Cancelled` alone is no proof: parcels can be cancelled one by one. Judge by `order.status.stage` and each
 * `order.shipments[].status`.
 */
export type CancelOrderResult = OrderAnswer &
  (
    | { readonly outcome: 'Cancelled' }
    | { readonly outcome: 'FailedToCancel' }
    | { readonly outcome: 'ActionNotAvailable' }
    | UnknownOutcome
  )

const shipmentUpdate = mapped(
  z.object({ shipmentId: text, successful: lenient(z.boolean()), result: text, errorCode: text, description: text }),
  ({ successful, result, ...rest }) => ({
    ...rest,
    successful: successful ?? result?.toLowerCase() === 'completed',
  }),
)

// The reference has three names for one list.
export const updateAnswerSchema = mapped(
  answerSchema(['Updated', 'PartiallyUpdated', 'FailedToUpdate', 'ActionNotAvailable'], {
    order: lenient(orderSchema),
    shippingUpdateResults: list(shipmentUpdate),
    shipmentUpdateResults: list(shipmentUpdate),
    shipmentResult: list(shipmentUpdate),
  }),
  ({ shippingUpdateResults, shipmentUpdateResults, shipmentResult, ...rest }) => ({
    ...rest,
    shipments: [...shippingUpdateResults, ...shipmentUpdateResults, ...shipmentResult],
  }),
)

/** What an update did to one parcel. */
export type ProdigiShipmentUpdate = z.output<typeof shipmentUpdate>

/** What came of an update, all of it with HTTP 200. `order` is what counts. */
export type UpdateOrderResult = OrderAnswer & {
  /** Empty while nothing has been given to a lab. */
  readonly shipments: readonly ProdigiShipmentUpdate[]
} & (
    | { readonly outcome: 'Updated' }
    | { readonly outcome: 'PartiallyUpdated' }
    | { readonly outcome: 'FailedToUpdate' }
    | { readonly outcome: 'ActionNotAvailable' }
    | UnknownOutcome
  )
