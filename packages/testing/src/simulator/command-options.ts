import { z } from 'zod'

export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'a whole number is needed')
  .transform(Number)

export function portOption(usual: number) {
  return wholeNumber.refine((port) => port < 65_536, 'a port is below 65536').default(usual)
}

export const webAddress = z.url({ protocol: /^https?$/, error: 'an address of the web is needed' })

/** A whole number, or text. */
export const seedOption = z
  .string()
  .transform((seed) => ({ seed: /^\d{1,15}$/.test(seed) ? Number(seed) : seed }))
  .optional()

export const ledgerFileOption = z
  .string()
  .min(1, 'a path is not empty')
  .transform((ledgerFile) => ({ ledgerFile }))
  .optional()

/** Faults by chance, as `kind=rate`. @param rates the schema of the rates. */
export function faultOption<Rate>(rates: z.ZodType<Rate, Record<string, number>>) {
  return z
    .array(z.string().regex(/^[^=]+=[\d.]+$/, 'a kind and a rate are needed, such as drop=0.05'))
    .transform((pairs) => pairs.map((pair) => pair.split('=')))
    .transform((pairs) => Object.fromEntries(pairs.map(([kind = '', rate]) => [kind, Number(rate)])))
    .pipe(rates)
    .transform((rate) => ({ faults: { rate } }))
    .optional()
}
