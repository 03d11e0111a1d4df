// The handler
export type { Access, Authenticate, Caller } from './caller.ts'
export type { ClientLimitOptions } from './client-limit.ts'
export { type CronHandlerOptions, createCronHandler } from './cron-handler.ts'
export { createGuestLinks, type GuestLinks } from './guest-links.ts'
export { createHttpHandler, type HttpHandler, type HttpHandlerOptions, type Mount } from './http-handler.ts'
// For frameworks that refuse a request before the handler sees it
export { HttpProblem, type ProblemCode, type ProblemDetails, problemResponse } from './problem.ts'
export type { RateLimit } from './rate-limiter.ts'
// What the API shows
export type { ApiHistoryEntry } from './views/history-view.ts'
export type { ApiNotification } from './views/notification-view.ts'
export type { ApiOrder } from './views/order-view.ts'
