/** A mail that is ready to be sent. The same notification makes a mail with the same ids, whenever it is tried. */
export interface EmailMessage {
  readonly from: { readonly name: string; readonly address: string }
  /** Plain addresses, at least one. */
  readonly to: readonly string[]
  /** Plain address; null: answers go to `from`. */
  readonly replyTo: string | null
  /** One line. */
  readonly subject: string
  readonly html: string
  readonly text: string
  /** With its angle brackets. */
  readonly messageId: string
  /** The id of the first mail about the same order, which this one belongs to; null when it is that one. */
  readonly inReplyTo: string | null
  readonly headers: Readonly<Record<string, string>>
  /** ASCII, at most 256 characters. A service that knows such keys sends a mail with one key once. */
  readonly idempotencyKey: string
}
