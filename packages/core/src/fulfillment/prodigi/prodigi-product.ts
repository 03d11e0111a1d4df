import * as z from 'zod/mini'
import { id, lenient, list, record, text } from './prodigi-schema.ts'

const pixels = z.object({ horizontalResolution: z.number(), verticalResolution: z.number() })

const product = z.object({
  /** In upper case or as it was asked for. */
  sku: id,
  description: text,
  productDimensions: lenient(z.object({ width: z.number(), height: z.number(), units: z.string() })),
  /** Every choice and its values. Only those with more than one value must be given. */
  attributes: record(list(z.string())),
  printAreas: record(z.object({ required: z.catch(z.boolean(), false) })),
  variants: list(
    z.object({
      attributes: record(z.string()),
      /** ISO 3166-1 alpha-2. A quote may still say `NotAvailable`. */
      shipsTo: list(z.string()),
      /** In pixels; differs between variants of one product. */
      printAreaSizes: record(pixels),
    }),
  ),
})

export const productAnswerSchema = z.object({ product })

/** A product of the catalogue. It has no price: ask for a quote. */
export type ProdigiProduct = z.output<typeof product>
