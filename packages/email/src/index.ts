// Telling customers

// Telling the shop's people
export { type EmailAlertsOptions, emailAlerts } from './email-alerts.ts'
export type { EmailBrand, EmailColors } from './email-brand.ts'
// Transports
export type { EmailMessage } from './email-message.ts'
export { type EmailNotifierOptions, emailNotifier } from './email-notifier.ts'
export type { EmailTransport } from './email-transport.ts'
// Words
export { de } from './locale/de.ts'
export type {
  AlertCopy,
  EmailCopy,
  EmailFacts,
  EmailLabels,
  EmailLocale,
  MessageCopy,
  Phrase,
} from './locale/email-locale.ts'
export { en } from './locale/en.ts'
export { type CopyOverrides, overrideCopy } from './locale/override-copy.ts'
