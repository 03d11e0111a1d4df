import { z } from 'zod'
import { decodeForm } from './form-params.ts'
import { StripeParameterError } from './stripe-api-error.ts'

// In Stripe's encoding everything is text. A message that is one of Stripe's error codes becomes the error's code.
export const textParam = z.string().min(1, 'parameter_invalid_empty')
export const integerParam = z
  .string()
  .regex(/^-?\d{1,15}$/, 'parameter_invalid_integer')
  .transform(Number)
export const amountParam = integerParam.refine((amount) => amount >= 0, 'parameter_invalid_integer')
export const booleanParam = z.enum(['true', 'false']).transform((value) => value === 'true')
export const urlParam = z.string().refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), 'url_invalid')
export const currencyParam = z
  .string()
  .regex(/^[a-z]{3}$/i, 'parameter_invalid_string')
  .transform((code) => code.toLowerCase())
export const metadataParam = z
  .record(z.string().max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= 50)
export const expandParam = z.array(z.string()).max(20).optional()

/** Decodes and checks a form or a query; what is not known is refused, as Stripe does. */
export function readParams<Params>(schema: z.ZodType<Params>, encoded: string): Params {
  const result = schema.safeParse(decodeForm(encoded))
  if (result.success) return result.data
  throw refusalOf(result.error)
}

function refusalOf(error: z.ZodError): StripeParameterError {
  const issue = error.issues[0]
  if (issue === undefined) return new StripeParameterError(400, { message: 'Invalid request.' })
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
  const param = bracketed([...issue.path, ...unknown.slice(0, 1)])
  if (unknown.length > 0) {
    return new StripeParameterError(400, {
      code: 'parameter_unknown',
      message: `Received unknown parameter: ${param}`,
      param,
    })
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return new StripeParameterError(400, {
      code: 'parameter_missing',
      message: `Missing required param: ${param}.`,
      param,
    })
  }
  const code = /^(parameter_|url_)/.test(issue.message) ? { code: issue.message } : {}
  return new StripeParameterError(400, { ...code, message: `Invalid ${param}: ${issue.message}`, param })
}

function bracketed(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String)
  return (first ?? '') + rest.map((part) => `[${part}]`).join('')
}
