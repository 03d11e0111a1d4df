import type {
  AttentionCode,
  JobKind,
  JobSettlement,
  NotificationType,
  OrderKey,
  OrderQuery,
  OrderStatus,
  PaymentStatus,
} from '@quoin/core'

// What a program is made of: plain data, which JSON can print and read back. Things are numbered, and `program-names.ts` knows
// their names, so taking one operation out of a program leaves the others as they were.

/** Asks a storage for one thing. */
export type StorageOperation =
  | { readonly do: 'advance'; readonly ms: number }
  | CommitOperation
  | {
      readonly do: 'receive'
      readonly record: number
      readonly event: number
      readonly jobs: readonly JobWrite[]
      readonly jobsOnDuplicate: boolean
    }
  | { readonly do: 'findReceived'; readonly events: readonly number[] }
  | { readonly do: 'claim'; readonly limit: number; readonly leaseMs: number }
  | { readonly do: 'extend'; readonly claims: readonly number[]; readonly leaseMs: number }
  | { readonly do: 'expedite'; readonly order: number | null }
  | { readonly do: 'redrive'; readonly order: number | null; readonly kind: JobKind | null }
  | { readonly do: 'findOrder'; readonly key: OrderKey }
  | ListOrdersOperation
  | { readonly do: 'listNotifications'; readonly user: string; readonly limit: number; readonly unreadOnly: boolean }
  | { readonly do: 'markRead'; readonly user: string; readonly notifications: readonly number[] | 'all' }
  | { readonly do: 'deleteNotifications'; readonly user: string; readonly notifications: readonly number[] | 'all' }
  | { readonly do: 'findKeys'; readonly keys: readonly number[] }

export interface CommitOperation {
  readonly do: 'commit'
  readonly order?: OrderWrite
  readonly events?: readonly EventWrite[]
  readonly jobs?: readonly JobWrite[]
  readonly notifications?: readonly NotificationWrite[]
  readonly settle?: SettleWrite
}

/** The next of an order: what is not named stays. */
export interface OrderWrite {
  readonly order: number
  /** Against the version that was stored last. */
  readonly expect: 'new' | 'current' | 'older' | 'later'
  /** Of a new order. */
  readonly number: number
  /** Of a new order: how many moments after the start, few enough for many orders of one instant. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly status?: OrderStatus
  readonly paymentStatus?: PaymentStatus
  readonly attention?: readonly AttentionCode[]
  readonly archived?: boolean
  readonly userId?: string | null
  readonly email?: string | null
  readonly checkout?: number | null
  readonly payment?: number | null
  /** Adds a print, known to its provider by this number. */
  readonly print?: number | null
  /** Adds a parcel to the last print, followed by this number. */
  readonly parcel?: number | null
}

export interface EventWrite {
  readonly event: number
  readonly order: number
  readonly version: number
  readonly position: number
}

export interface JobWrite {
  readonly job: number
  readonly kind: JobKind
  readonly key: string | null
  readonly order: number | null
  readonly delayMs: number
  readonly priority: number
}

export interface NotificationWrite {
  readonly notification: number
  readonly key: number
  readonly type: NotificationType
  readonly order: number
  readonly user: string | null
  readonly createdAt: number
}

export interface SettleWrite {
  /** Counts the claims of the program so far, from its latest on, around and around. */
  readonly claim: number
  readonly outcome: JobSettlement['outcome']
  /** Of a retry. */
  readonly delayMs: number
  /** Claims to be an earlier claim of the job. */
  readonly stale: boolean
}

/** Reads a list of orders to its end, page by page. */
export interface ListOrdersOperation {
  readonly do: 'listOrders'
  readonly query: Omit<OrderQuery, 'after' | 'createdFrom' | 'createdBefore'>
  readonly createdFrom?: number
  readonly createdBefore?: number
  /** Begins behind this moment and this order, whether it is there or not. */
  readonly after?: { readonly at: number; readonly order: number }
}
