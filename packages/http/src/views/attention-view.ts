import { z } from '@hono/zod-openapi'
import { type Attention, type AttentionCode, attentionCodes } from '@quoin/core'
import { admins, type Viewer } from './viewer.ts'
import { webLink } from './web-link.ts'

export const AttentionView = z
  .strictObject({
    code: z.enum(attentionCodes),
    message: z.string().openapi({ description: 'For admins what is wrong; for others that the shop knows.' }),
    since: z.iso.datetime(),
    subject: z.string().nullable().optional().openapi({ description: admins }),
    path: z.string().nullable().optional().openapi({ description: admins }),
    url: z.string().nullable().optional().openapi({ description: admins }),
  })
  .openapi('Attention')

/** What the shop suspects, earns, or has not agreed on yet. */
const amongAdmins: ReadonlySet<AttentionCode> = new Set([
  'cost_above_limit',
  'provider_payment_required',
  'payment_review',
  'fraud_warning',
  'approval_required',
])

/** Whether somebody may know that there is such a reason. */
export function maySee(code: AttentionCode, viewer: Viewer): boolean {
  return viewer === 'admin' || !amongAdmins.has(code)
}

export function viewAttention(attention: Attention, viewer: Viewer): z.infer<typeof AttentionView> {
  const { code, message, subject, path, url, since } = attention
  // A message can hold the print provider's words, or numbers that are the shop's own.
  if (viewer !== 'admin') return { code, message: 'The shop looks into it.', since: since.toISOString() }
  return { code, message, since: since.toISOString(), subject, path, url: webLink(url) }
}
