import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly raw: string
  readonly parsed: ParsedMail
  readonly to: readonly string[]
}

/** What a server answers in place of 250. */
export interface Refusal {
  readonly at: 'auth' | 'sender' | 'recipient' | 'data'
  readonly code: number
  /** Only mails to this address. @default all */
  readonly to?: string
}

/** A real SMTP server on this machine that keeps what it gets. */
export interface Mailbox {
  readonly url: string
  readonly port: number
  readonly mails: ReceivedMail[]
  /** Names and passwords that were told. */
  readonly logins: string[]
  /** From now on. Null: takes everything. */
  refuse(refusal: Refusal | null): void
  /** Takes the next mail, and is gone before it says so. */
  loseNextAnswer(): void
  close(): Promise<void>
}

/** Without TLS unless the options say otherwise. */
export async function openMailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mails: ReceivedMail[] = []
  const logins: string[] = []
  let refusal: Refusal | null = null
  let losesAnswer = false

  const refusing = (at: Refusal['at'], about: string): Error | null => {
    if (refusal?.at !== at || (refusal.to ?? about) !== about) return null
    return Object.assign(new Error(`No ${about}`), { responseCode: refusal.code })
  }

  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    ...options,
    onAuth({ username = '', password = '' }, _session, callback) {
      logins.push(`${username}:${password}`)
      callback(refusing('auth', username), { user: username })
    },
    onMailFrom: ({ address }, _session, callback) => callback(refusing('sender', address)),
    onRcptTo: ({ address }, _session, callback) => callback(refusing('recipient', address)),
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', async () => {
        const error = refusing('data', session.envelope.rcptTo[0]?.address ?? '')
        if (error) return callback(error)
        const raw = Buffer.concat(chunks)
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ raw: raw.toString('latin1'), parsed: await simpleParser(raw), to })
        if (!losesAnswer) return callback(null)
        losesAnswer = false
        for (const connection of server.connections) connection._socket.destroy()
      })
    },
  })
  server.on('error', () => {})
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    logins,
    refuse: (next) => {
      refusal = next
    },
    loseNextAnswer: () => {
      losesAnswer = true
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The lines of a raw mail's header, unfolded. */
export function headersOf({ raw }: ReceivedMail): string[] {
  const [head = ''] = raw.split('\r\n\r\n')
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
}
