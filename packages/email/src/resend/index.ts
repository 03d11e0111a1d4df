export { type ResendTransportOptions, resendTransport } from './resend-transport.ts'
