/**
 * Money on its way back, in minor units of the order's currency; what has arrived stands in `Payment.amountRefunded`. Built by
 * the fold alone.
 */
export interface RefundBalance {
  /** How much is to have gone back in all, once everything that was decided has gone. */
  readonly target: number
  /** Went, came back, and waits for a person to say what becomes of it. */
  readonly cameBack: number
  /** Given back in another way than by the payment provider, as a person said. */
  readonly settled: number
  /** How many attempts there were; the next has the number after. */
  readonly attempts: number
  /** The one whose outcome is not known yet; null when there is none. */
  readonly attempt: RefundAttempt | null
}

/** Money that is being given back. Stored before anything is sent, so that whoever sends it sends the same (F31). */
export interface RefundAttempt {
  /** From 1, never used again: names it at the payment provider. */
  readonly number: number
  readonly amount: number
  /** What had gone back before. */
  readonly from: number
}

export const noRefunds: RefundBalance = { target: 0, cameBack: 0, settled: 0, attempts: 0, attempt: null }

/** More is to go back than has, or than was decided before. */
export function bookRefund(balance: RefundBalance, amountRefunded: number, amount: number): RefundBalance {
  return { ...balance, target: Math.max(balance.target, amountRefunded) + amount }
}

/** Money has gone back. What goes beyond all that was decided takes the place of what had come back. */
export function arriveRefund(balance: RefundBalance, before: number, now: number): RefundBalance {
  const beyond = Math.max(0, now - Math.max(balance.target, before))
  return { ...balance, cameBack: Math.max(0, balance.cameBack - beyond) }
}

/** Money that had gone is back at the shop: it is not sent again before a person says so. */
export function returnRefund(balance: RefundBalance, before: number, now: number): RefundBalance {
  const lost = before - now
  return { ...balance, target: Math.max(balance.target, before) - lost, cameBack: balance.cameBack + lost }
}

/** A person wants what had come back to be sent once more. */
export function resendRefund(balance: RefundBalance, amountRefunded: number): RefundBalance {
  return { ...bookRefund(balance, amountRefunded, balance.cameBack), cameBack: 0 }
}

/** A person has given it back in another way: what had come back, and what could not be sent. */
export function settleRefund(
  balance: RefundBalance,
  { cameBack, unsent }: { readonly cameBack: number; readonly unsent: number },
): RefundBalance {
  return {
    ...balance,
    target: balance.target - unsent,
    cameBack: balance.cameBack - cameBack,
    settled: balance.settled + cameBack + unsent,
    attempt: unsent > 0 ? null : balance.attempt,
  }
}
