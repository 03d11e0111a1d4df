// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are code.

/** A bug that somebody could have written, in one place of the core. */
export interface Mutant {
  readonly name: string
  /** Below the sources of the core. */
  readonly file: string
  /** Stands there exactly once. */
  readonly find: string
  readonly replace: string
  /** By which it was found last, so that looking again is short. @default 1 */
  readonly seed?: number
}

/** Planted one at a time; the simulation has to find each. */
export const mutants: readonly Mutant[] = [
  // Prints: one for one payment.
  {
    name: 'F37 a key of its own for each attempt',
    file: 'fulfillment/submit-fulfillment.ts',
    find: 'engine.fulfillment.submit(request, { signal })',
    replace:
      'engine.fulfillment.submit(request.replaceAll(fulfillment.idempotencyKey, `${job.id}:${job.attempts}`), { signal })',
  },
  {
    name: 'the same key for every generation',
    file: 'order/decide-submission.ts',
    find: '`${order.id}:${generation}`',
    replace: '`${order.id}:1`',
  },
  {
    name: 'the generation is always the first',
    file: 'order/decide-submission.ts',
    find: '1 + Math.max(0, ...order.fulfillments.map((f) => f.generation))',
    replace: '1',
  },
  {
    name: 'the body is not stored before it is sent',
    file: 'fulfillment/submit-fulfillment.ts',
    find: "const handled = await engine.handle(order.id, command, { actor: 'system', settle: keep(job), order })\n  if (handled.outcome !== 'committed') {",
    replace:
      "if (job.attempts < 2) return { ...order, fulfillments: order.fulfillments.map((f) => (f.id === fulfillment.id ? { ...f, request } : f)) }\n  const handled = await engine.handle(order.id, command, { actor: 'system', settle: keep(job), order })\n  if (handled.outcome !== 'committed') {",
  },
  {
    name: 'a print that waits is closed by its crash: it is never sent again',
    file: 'fulfillment/submit-fulfillment.ts',
    find: "!['pending', 'submitting'].includes(fulfillment.status)",
    replace: "fulfillment.status !== 'pending'",
  },
  {
    name: 'a refusal is believed although an earlier attempt may have arrived',
    file: 'fulfillment/submit-fulfillment.ts',
    find: 'const existing = await findExisting(engine, begun, fulfillment, signal)',
    replace: 'const existing = null as SubmissionResult | null',
  },
  {
    name: 'no answer is taken for a refusal',
    seed: 129,
    file: 'fulfillment/submit-fulfillment.ts',
    find: "error.code !== 'fulfillment_provider_failed' || error.retry !== 'permanent'",
    replace: "error.code !== 'fulfillment_provider_failed' || error.retry === 'retryable'",
  },
  {
    name: 'a capture that is read twice asks for two prints',
    file: 'order/decide-payment.ts',
    find: '  if (capturedAt) return decideAfterCapture(order, command, context)\n',
    replace: '',
  },
  {
    name: 'another print beside one that goes on',
    seed: 149,
    file: 'order/decide-print.ts',
    find: "  if (!order.fulfillments.every(isOver)) return reject('nothing_to_retry', 'Nothing of this order has stopped.')\n",
    replace: '',
  },
  {
    name: 'a print that waits is sent, whatever has become of its order',
    seed: 73,
    file: 'order/decide-submission.ts',
    find: "if (status !== 'pending') return { code: 'not_submittable', message: `It is ${status} already.` }",
    replace: "if (status === 'pending') return null",
  },
  {
    name: 'a print is sent although there are doubts about its payment',
    seed: 249,
    file: 'order/decide-submission.ts',
    find: 'const open = unseen.find((a) => blockingAttention.includes(a.code))',
    replace: 'const open = unseen.find(() => false)',
  },
  {
    name: 'the payment is not read again before it is printed',
    seed: 5996,
    file: 'fulfillment/submit-fulfillment.ts',
    find: 'if (checkoutId === null || !old || !unsent) return order',
    replace: 'if (old || !old) return order',
  },
  {
    name: 'two prints of one order are known under one number',
    file: 'fulfillment/merge-fulfillment.ts',
    find: 'known.providerOrderId ?? answer.providerOrderId',
    replace: 'known.providerOrderId',
  },
  // Money.
  {
    name: 'a payment under way counts as captured',
    file: 'order/decide-payment.ts',
    find: "    case 'captured':\n      return decideCapture(order, command, context)\n    case 'processing':",
    replace:
      "    case 'captured':\n    case 'processing':\n      return decideCapture(order, command, context)\n    case 'failed_': // never\n",
  },
  {
    name: 'the amount that was paid is not compared',
    file: 'order/payment-doubts.ts',
    find: '!rightTotals(order, facts, option).includes(facts.total.amount)',
    replace: 'rightTotals(order, facts, option).length < 0',
  },
  {
    name: 'a payment after the order was closed is lost',
    file: 'order/payment-doubts.ts',
    find: "    return [{ code: 'late_payment', message: 'It was paid after the order had been closed: refund it.' }]",
    replace: '    return []',
  },
  {
    name: 'F10 an event of a payment is answered before it is stored',
    file: 'webhooks/receive-webhook.ts',
    find: '  await storePaymentEvent(engine, event, textOf(body))',
    replace: '  void storePaymentEvent(engine, event, textOf(body)).catch(() => {})',
  },
  {
    name: 'a print that goes on counts as stopped',
    file: 'order/close-order.ts',
    find: "if (isOpen(print)) return print.status !== 'pending'",
    replace: 'if (isOpen(print)) return false',
  },
  {
    name: 'a refused cancel counts as cancelled',
    file: 'order/decide-cancel.ts',
    find: 'const end = awaited(after, refused).length > 0 ? nothing : concludeCancel(after, refused, context)',
    replace: 'const end = concludeCancel({ ...after, fulfillments: [] }, refused, context)',
  },
  {
    name: 'a refused cancel is told to nobody',
    file: 'order/decide-cancel.ts',
    find: "const told = result.outcome === 'cancelled' ? [] : openAttention(after, refusal(result.outcome, fulfillmentId), now)",
    replace: 'const told: OrderEvent[] = []',
  },
  {
    name: 'all money goes back and the print goes on',
    seed: 598,
    file: 'order/decide-payment.ts',
    find: 'const { events, effects } = stopPrints(foldEvents(order, settled, context.now), reason, context)',
    replace:
      'const { events, effects } = { events: [] as OrderEvent[], effects: [] as OrderEffect[], reason, stopPrints }',
  },
  {
    name: 'each try to refund is another refund',
    seed: 21,
    file: 'payment/refund-payment.ts',
    find: 'idempotencyKey: `refund:${id}:${number}`',
    replace: 'idempotencyKey: `refund:${id}:${number}:${job.attempts}`',
  },
  {
    name: 'a refund is begun beside one without an answer',
    seed: 284,
    file: 'order/decide-send-refund.ts',
    find: 'if (attempt || amount <= 0 || isClaimedBack(order)) return accept()',
    replace: 'if (amount <= 0 || isClaimedBack(order)) return accept()',
  },
  {
    name: 'a cent more goes back',
    file: 'order/refund-balance.ts',
    find: 'target: Math.max(balance.target, amountRefunded) + amount }',
    replace: 'target: Math.max(balance.target, amountRefunded) + amount + 1 }',
  },
  {
    name: 'what was given back by hand is given back again',
    file: 'order/refund-balance.ts',
    find: 'target: Math.max(balance.target, amountRefunded) + amount }',
    replace: 'target: balance.target + amountRefunded + amount }',
  },
  {
    name: 'money that came back is sent again by itself',
    seed: 267,
    file: 'order/refund-balance.ts',
    find: 'target: Math.max(balance.target, before) - lost, cameBack',
    replace: 'target: Math.max(balance.target, before), cameBack',
  },
  {
    name: 'a closed order refunds all that was captured',
    file: 'order/close-order.ts',
    find: "order.payment.dispute?.status === 'lost' ? 0 : refundable(order)",
    replace: "order.payment.dispute?.status === 'lost' ? 0 : order.payment.amountCaptured",
  },
  {
    name: 'disputes are not looked at',
    seed: 73,
    file: 'order/decide-payment.ts',
    find: '  events.push(...decideDispute(foldEvents(order, events, context.now), facts.dispute, reading, now))\n',
    replace: '  void decideDispute\n',
  },
  {
    name: 'reviews are not looked at',
    seed: 249,
    file: 'order/decide-payment.ts',
    find: '  events.push(...decideRisk(foldEvents(order, events, context.now), facts, reading, now))\n',
    replace: '  void decideRisk\n',
  },
  // State.
  {
    name: 'the status of an order goes back',
    file: 'order/decide-order.ts',
    find: 'canMove(orderTransitions, after.status, to)',
    replace: 'after.status !== to',
  },
  {
    name: 'the latest word of the provider counts, whatever came before',
    file: 'fulfillment/merge-fulfillment.ts',
    find: 'status: higher(fulfillmentRank, known.status, answer.status),',
    replace: 'status: answer.status,',
  },
  {
    name: 'only the first parcel is known',
    file: 'fulfillment/merge-fulfillment.ts',
    find: 'for (const snapshot of answer) {',
    replace: 'for (const snapshot of answer.slice(0, 1)) {',
  },
  {
    name: 'the same reason is opened twice',
    seed: 98,
    file: 'order/decision.ts',
    find: "return open ? [] : [{ type: 'attention_opened', attention }]",
    replace: "return open && false ? [] : [{ type: 'attention_opened', attention }]",
  },
  {
    name: 'nothing says that a paid order is not printed',
    file: 'order/decide-order.ts',
    find: '...keepPromise(after, context.now), ',
    replace: '',
  },
  {
    name: 'a conflict counts as committed',
    seed: 77,
    file: 'order/handle-order-command.ts',
    find: "if (result === 'committed') {",
    replace: "if (result !== 'claim_lost') {",
  },
  {
    name: 'the effects of a decision are forgotten',
    file: 'order/handle-order-command.ts',
    find: 'const allJobs = [...jobs, ...reactions.jobs]',
    replace: 'const allJobs = events.length > 2 ? reactions.jobs : [...jobs, ...reactions.jobs]',
  },
  // Jobs.
  {
    name: 'no fence: whoever ends a job ends it',
    file: 'storage/memory-jobs.ts',
    find: "return job?.state === 'running' && job.fence === fence ? job : undefined",
    replace: 'return job && fence >= 0 ? job : undefined',
  },
  {
    name: 'a lease never ends',
    file: 'storage/memory-jobs.ts',
    find: "job.state === 'running' ? job.leaseUntil : Number.POSITIVE_INFINITY",
    replace: 'Number.POSITIVE_INFINITY',
  },
  {
    name: 'a job that failed is not tried again',
    file: 'jobs/run-job.ts',
    find: "outcome: 'retry', delayMs, error: reason }",
    replace: "outcome: 'done' }",
  },
  {
    name: 'a job is given up at its first failure',
    file: 'jobs/run-job.ts',
    find: "if (retry === 'permanent' || isExhausted(policy, job.ageMs)) return bury(job, reason, error)",
    replace: "if (retry !== 'never' as string) return bury(job, reason)",
  },
  {
    name: 'a job ends before its work',
    file: 'jobs/run-job.ts',
    find: 'const end = await jobHandlers[job.kind](own, job, context.signal)\n',
    replace:
      "await storage.commit({ settle: done(job) })\n      const end = await jobHandlers[job.kind](own, job, context.signal).then(() => 'settled')\n",
  },
  {
    name: 'a webhook is remembered without the work that it asks for',
    file: 'storage/memory-storage.ts',
    find: 'const wanted = !duplicate || jobsOnDuplicate ? drafts : []',
    replace: 'const wanted = duplicate && jobsOnDuplicate ? drafts : []',
  },
  {
    name: 'the reconciliation is planned once and never again',
    file: 'reconcile/reconcile.ts',
    find: 'await engine.storage.commit({ settle: done(job), jobs: [next] })',
    replace: 'await engine.storage.commit({ settle: done(job), jobs: [] as typeof next[] })',
  },
  {
    name: 'a store that fails at the start ends the reconciliation',
    seed: 1931,
    file: 'reconcile/keep-planned.ts',
    find: '        next(againMs, when)\n',
    replace: '        void [againMs, when]\n',
  },
  {
    name: 'events that were never delivered are not looked for',
    file: 'reconcile/reconcile-events.ts',
    find: 'if (received.has(event.id)) continue',
    replace: 'if (event.id) continue',
  },
  {
    name: 'a print of which nothing is heard is not looked at',
    file: 'order/decide-fulfillment.ts',
    find: 'effects: [...tracked, ...(isOpen(after) ? [nextLook(after, now)] : [])] }',
    replace: 'effects: tracked }',
  },
  // What people are told.
  {
    name: 'an alert is not sent',
    file: 'order/react-to-events.ts',
    find: 'jobs: [...letters, ...calls, ...alerts] }',
    replace: 'jobs: [...letters, ...calls, ...alerts.slice(1)] }',
  },
  {
    name: 'letters are not sent',
    file: 'order/react-to-events.ts',
    find: 'return { notifications, jobs: [...letters, ',
    replace: 'return { notifications, jobs: [...letters.slice(1), ',
  },
  {
    name: 'a parcel counts as sent while it is made',
    file: 'order/derive-order-status.ts',
    find: '  return sent.includes(shipment.status)',
    replace: "  return sent.includes(shipment.status) || shipment.status === 'processing'",
  },
  {
    name: 'a callback is believed',
    file: 'webhooks/receive-webhook.ts',
    find: 'await storage.receiveWebhook(record, jobs, { jobsOnDuplicate: true })',
    replace:
      "await storage.receiveWebhook(record, jobs, { jobsOnDuplicate: true })\n  if (order && text.includes('Shipped')) await engine.handle(order.id, { type: 'record_fulfillment', fulfillmentId, readAt: engine.clock.now(), snapshot: { ...order.fulfillments.find((f) => f.id === fulfillmentId), status: 'shipped', shipments: [] } as never }, { actor: 'liar' })",
  },
  {
    name: 'a print that was begun is begun again',
    seed: 4633,
    file: 'order/decide-submission.ts',
    find: "  if (fulfillment.status === 'submitting') return accept()\n  const refusal = refuseSubmission(order, fulfillment)",
    replace: "  const refusal = refuseSubmission(order, { ...fulfillment, status: 'pending' })",
  },
  {
    name: 'a refund of which nothing is known counts as made',
    seed: 597,
    file: 'payment/refund-payment.ts',
    find: "const isOver = error instanceof QuoinError && error.retry === 'permanent'\n",
    replace: 'const isOver = error instanceof QuoinError\n',
  },
  {
    name: 'a change is stored over another one',
    seed: 5996,
    file: 'storage/memory-orders.ts',
    find: 'return orders.get(next.id)?.version === expectedVersion',
    replace: 'return orders.has(next.id)',
  },
  {
    name: 'a job is buried and nobody is asked',
    seed: 3507,
    file: 'jobs/run-job.ts',
    find: 'if (orderId !== undefined) {',
    replace: "if (orderId === 'nobody') {",
  },
]
