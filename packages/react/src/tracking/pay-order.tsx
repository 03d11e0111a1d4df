import type { ReactNode } from 'react'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { useResumeCheckout } from '../orders/use-resume-checkout.ts'
import { useQuoin } from '../quoin-provider.tsx'
import type { OrderDetailsProps } from './order-details.tsx'

/** Leads back to the payment of an order. */
export function PayOrder({ orderId, token, onPay }: Pick<OrderDetailsProps, 'orderId' | 'token' | 'onPay'>): ReactNode {
  const { words } = useQuoin()
  const resume = useResumeCheckout(orderId, { token })
  const pay = (): void =>
    resume.mutate(undefined, {
      onSuccess(checkout) {
        if (onPay) onPay(checkout)
        else if (checkout.url !== null) location.assign(checkout.url)
      },
    })
  return (
    <div>
      <button type="button" className="quoin-button" data-kind="main" disabled={resume.isPending} onClick={pay}>
        {words('order.pay')}
      </button>
      {resume.error && <ProblemNotice error={resume.error} />}
    </div>
  )
}
