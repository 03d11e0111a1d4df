import type Stripe from 'stripe'
import { z } from 'zod'
import { booleanParam, expandParam, metadataParam, urlParam } from './api-params.ts'
import { matchesType } from './event-type.ts'

/** Where events go, by an option of the simulator. */
export interface WebhookTarget {
  readonly url: string
  /** Signs what is sent; several while one is being replaced. */
  readonly secret: string | readonly string[]
  /** Types such as `charge.refunded`, groups such as `refund.*`, or `*`. @default what a shop with Checkout asks for */
  readonly events?: readonly string[]
  /** Sends notifications that only say what changed, as Stripe's v2 destinations can. @default false */
  readonly thin?: boolean
}

export interface SimulatedEndpoint {
  readonly object: Stripe.WebhookEndpoint
  /** The newest first, each with the end of its time in milliseconds; null: none is set. */
  secrets: readonly { readonly text: string; readonly untilMs: number | null }[]
  readonly thin: boolean
}

export const endpointParams = z.strictObject({
  url: urlParam,
  enabled_events: z.array(z.string().regex(/^(\*|[a-z0-9_.]+)$/, 'parameter_invalid_string')).min(1),
  api_version: z.string().optional(),
  description: z.string().optional(),
  metadata: metadataParam.optional(),
  expand: expandParam,
})

export const endpointUpdate = z.strictObject({
  url: urlParam.optional(),
  enabled_events: endpointParams.shape.enabled_events.optional(),
  description: z.string().optional(),
  disabled: booleanParam.optional(),
  metadata: metadataParam.optional(),
  expand: expandParam,
})

/** Whether an endpoint gets events of a type. */
export function listensTo({ object }: SimulatedEndpoint, type: string): boolean {
  return object.status === 'enabled' && object.enabled_events.some((pattern) => matchesType(pattern, type))
}

/** The secrets that sign at an instant. */
export function validSecrets({ secrets }: SimulatedEndpoint, nowMs: number): readonly string[] {
  return secrets.filter(({ untilMs }) => untilMs === null || nowMs < untilMs).map(({ text }) => text)
}
