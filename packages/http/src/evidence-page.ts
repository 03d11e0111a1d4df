import type { Evidence } from '@quoin/core'
import { html } from 'hono/html'

/** The evidence as a page to print. */
export function evidencePage(evidence: Evidence): string {
  return String(
    html`<!doctype html><html lang="en"><head><title>${evidence.orderNumber}</title></head><body></body></html>`,
  )
}
