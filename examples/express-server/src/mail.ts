import type { Notifier } from '@quoin/core'
import { emailNotifier } from '@quoin/email'
import { resendTransport } from '@quoin/email/resend'
import { smtpTransport } from '@quoin/email/smtp'
import { createGuestLinks } from '@quoin/http'
import type { Mail } from './environment.ts'

const ninetyDaysMs = 90 * 24 * 3_600_000

/** Tells customers by mail, with a link by which they follow their order in any browser. */
export function tellByMail(mail: Mail, publicUrl: string, guestLinkSecret: string): Notifier {
  const links = createGuestLinks({ secret: guestLinkSecret })
  return emailNotifier({
    transport:
      'smtpUrl' in mail ? smtpTransport({ url: mail.smtpUrl }) : resendTransport({ apiKey: mail.resendApiKey }),
    from: mail.from,
    brand: { name: mail.name, url: publicUrl, replyTo: mail.from, colors: { accent: '#8a4260' } },
    // Behind a #, so that no server's log has the token.
    orderUrl: async ({ id }) => `${publicUrl}/orders#order=${id}&token=${await links.sign(id, ninetyDaysMs)}`,
    itemImageUrl: () => `${publicUrl}/art/sunrise.jpg`,
  })
}
