export { type MailSender, type SmtpTransportOptions, smtpTransport } from './smtp-transport.ts'
