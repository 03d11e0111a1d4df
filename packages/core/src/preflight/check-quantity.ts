import type { PreflightIssue } from './preflight-issue.ts'

/** Whether a number of copies is one that somebody means. Code: `quantity_invalid`. */
export function checkQuantity(quantity: number, quantityMax: number, path: string): readonly PreflightIssue[] {
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= quantityMax) return []
  const message = `A number of copies is a whole number from 1 to ${quantityMax}.`
  return [{ code: 'quantity_invalid', path: `${path}.quantity`, message, details: { quantity, quantityMax } }]
}
