import * as z from 'zod/mini'
import { type Money, sumMoney } from '../../money/money.ts'
import { type ProdigiShippingMethod, prodigiShippingMethods } from './prodigi-order.ts'
import { answerSchema, type UnknownOutcome } from './prodigi-outcome.ts'
import { cost, count, id, knownWord, lenient, list, mapped, record, text, unreadable } from './prodigi-schema.ts'

/** What to price. Prodigi answers 400 to any field besides these. */
export interface ProdigiQuoteRequest {
  /** Left out: every method that there is. */
  readonly shippingMethod?: ProdigiShippingMethod
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountryCode: string
  /** ISO 4217. @default the account's currency */
  readonly currencyCode?: string
  readonly items: readonly {
    readonly sku: string
    readonly copies: number
    readonly attributes?: Readonly<Record<string, string>>
    readonly assets: readonly { readonly printArea: string; readonly pageCount?: number }[]
  }[]
}

const issue = z.object({ errorCode: z.catch(z.string(), 'Unknown'), description: text })

// Unlike an order, a quote without its amounts is worth nothing: then the whole answer counts as unreadable.
const quote = mapped(
  z.object({
    shipmentMethod: z.optional(z.string()),
    shippingMethod: z.optional(z.string()),
    costSummary: z.object({ items: cost, shipping: cost, totalCost: lenient(cost), totalTax: lenient(cost) }),
    shipments: list(
      z.object({
        carrier: lenient(z.object({ name: text, service: text })),
        fulfillmentLocation: lenient(z.object({ countryCode: text, labCode: text })),
        cost: lenient(cost),
        tax: lenient(cost),
        items: list(id),
      }),
    ),
    items: list(
      z.object({
        id,
        sku: id,
        copies: count,
        unitCost: lenient(cost),
        taxUnitCost: lenient(cost),
        attributes: record(z.string()),
        assets: list(z.object({ printArea: text, pageCount: count })),
      }),
    ),
    issues: list(issue),
  }),
  ({ shipmentMethod, shippingMethod, costSummary, ...rest }) => {
    const given = shipmentMethod ?? shippingMethod
    if (given === undefined || !sameCurrency(costSummary)) return unreadable
    const { items, shipping, totalTax, totalCost } = costSummary
    const tax = totalTax ?? { amount: 0, currency: items.currency }
    return {
      ...rest,
      /** Answers call it `shipmentMethod`, requests `shippingMethod`; here it has one name. */
      shippingMethod: knownWord(given, prodigiShippingMethods),
      /** The total is the sum of the rest where Prodigi leaves it out. */
      costSummary: {
        items,
        shipping,
        totalTax,
        totalCost: totalCost ?? sumMoney([items, shipping, tax], items.currency),
      },
    }
  },
)

export const quotesAnswerSchema = answerSchema(['Created', 'CreatedWithIssues', 'NotAvailable'], {
  quotes: mapped(z.nullish(z.array(quote)), (quotes) => quotes ?? []),
  issues: list(issue),
})

/** What one way of shipping costs the shop. Kept nowhere at Prodigi; the order's `charges` are what counts. */
export type ProdigiQuote = z.output<typeof quote>

/**
 * Prodigi's answer to a request for quotes.
 *
 * `CreatedWithIssues` is usual: every quote to the US warns of sales tax. Codes that end in `Warning` block nothing.
 * `NotAvailable` means that it can't be shipped there, even when quotes come along.
 */
export type CreateQuotesResult = {
  readonly quotes: readonly ProdigiQuote[]
  readonly issues: readonly { readonly errorCode: string; readonly description: string | null }[]
  readonly traceParent: string | null
} & (
  | { readonly outcome: 'Created' }
  | { readonly outcome: 'CreatedWithIssues' }
  | { readonly outcome: 'NotAvailable' }
  | UnknownOutcome
)

/** Asked for one method, Prodigi sometimes answers with all of them. */
export function quotesFor(method: string | undefined, quotes: readonly ProdigiQuote[]): readonly ProdigiQuote[] {
  return quotes.filter((each) => !method || each.shippingMethod.toLowerCase() === method.toLowerCase())
}

function sameCurrency(costs: Record<string, Money | null>): boolean {
  return new Set(Object.values(costs).flatMap((each) => each?.currency ?? [])).size === 1
}
