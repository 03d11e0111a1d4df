import type Stripe from 'stripe'
import type { StripeAccount } from './stripe-account.ts'

/** A move of the account's balance; fees are not simulated. @param amount minor units, below zero when it leaves the account. */
export function createBalanceTransaction(
  account: StripeAccount,
  move: Pick<Stripe.BalanceTransaction, 'amount' | 'currency' | 'type' | 'reporting_category'> & { source: string },
): Stripe.BalanceTransaction {
  const transaction: Stripe.BalanceTransaction = {
    id: account.newId('txn'),
    object: 'balance_transaction',
    available_on: account.now(),
    balance_type: 'payments',
    created: account.now(),
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: move.amount,
    status: 'available',
    ...move,
  }
  account.balanceTransactions.set(transaction.id, transaction)
  return transaction
}
