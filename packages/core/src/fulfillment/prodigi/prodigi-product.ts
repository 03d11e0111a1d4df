import { z } from 'zod'
import { id, lenient, list, text } from './prodigi-schema.ts'

const pixels = z.object({ horizontalResolution: z.number(), verticalResolution: z.number() })

const product = z.object({
  /** In upper case or as it was asked for. */
  sku: id,
  description: text,
  productDimensions: lenient(z.object({ width: z.number(), height: z.number(), units: z.string() })),
  /** Every choice and its values. Only those with more than one value must be given. */
  attributes: z.record(z.string(), list(z.string())).catch({}),
  printAreas: z.record(z.string(), z.object({ required: z.boolean().catch(false) })).catch({}),
  variants: list(
    z.object({
      attributes: z.record(z.string(), z.string()).catch({}),
      /** ISO 3166-1 alpha-2. A quote may still say `NotAvailable`. */
      shipsTo: list(z.string()),
      /** In pixels; differs between variants of one product. */
      printAreaSizes: z.record(z.string(), pixels).catch({}),
    }),
  ),
})

export const productAnswerSchema = z.object({ product })

/** A product of the catalogue. It has no price: ask for a quote. */
export type ProdigiProduct = z.output<typeof product>
