import { gatewayPage } from '../simulator/gateway-page.ts'

/** The calls that a fault can strike. */
export type EasypostEndpoint = 'createTracker' | 'getTracker' | 'listTrackers'

/**
 * What goes wrong with a call: the connection breaks before it has an effect, or after; a status of EasyPost; or a page of
 * something in between.
 */
export type EasypostFaultKind =
  | 'drop'
  | 'accept-then-drop'
  | 'status-401'
  | 'status-402'
  | 'status-429'
  | 'status-500'
  | 'html'

/** A fault to come. */
export interface EasypostFault {
  readonly fault: EasypostFaultKind
  /** @default every endpoint */
  readonly endpoint?: EasypostEndpoint
  /** How many calls; `Infinity` until {@link EasypostFaults.clear}. @default 1 */
  readonly times?: number
}

/** The faults of the simulated EasyPost, by script. */
export interface EasypostFaults {
  /** The next calls go wrong. */
  next(fault: EasypostFault): void
  /** Nothing goes wrong any more. */
  clear(): void
}

/** The answer of a fault that keeps the call from having any effect; null for the others. */
export function answerInstead(fault: EasypostFaultKind | undefined): Response | null {
  switch (fault) {
    case 'status-401':
      return refuse(401, 'UNAUTHORIZED', 'The key is not valid.')
    case 'status-402':
      return refuse(402, 'PAYMENT_REQUIRED', 'The account has to be paid.')
    case 'status-429':
      return refuse(429, 'RATE_LIMITED', 'Too many calls.', { 'retry-after': '30' })
    case 'status-500':
      return refuse(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong.')
    case 'html': {
      const headers = { 'content-type': 'text/html' }
      return new Response(gatewayPage('502 Bad Gateway'), { status: 502, headers })
    }
    default:
      return null
  }
}

/** A refusal as EasyPost writes it. */
export function refuse(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error: { code, message, errors: [] } }, { status, headers })
}
