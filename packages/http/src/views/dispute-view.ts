import { z } from '@hono/zod-openapi'
import type { Dispute } from '@quoin/core'
import { iso } from './iso.ts'
import { Money } from './money-view.ts'

export const DisputeView = z
  .strictObject({
    id: z.string(),
    status: z.string(),
    reason: z.string(),
    amount: Money,
    dueAt: z.iso.datetime().nullable(),
  })
  .openapi('Dispute')

export function viewDispute(dispute: Dispute, currency: string): z.infer<typeof DisputeView> {
  const { id, status, reason, amount, dueAt } = dispute
  return { id, status, reason, amount: { amount, currency }, dueAt: iso(dueAt) }
}
