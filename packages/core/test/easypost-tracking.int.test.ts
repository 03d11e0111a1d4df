import type { CarrierStatus, TrackingDelivery } from '@quoin/core'
import { easypostTracking } from '@quoin/core/easypost'
import { createEasypostSimulator, createManualClock, type EasypostFaultKind, type EasypostStatus } from '@quoin/testing'
import { trackingProviderContract } from '@quoin/testing/contracts'

const statuses: Readonly<Record<CarrierStatus, EasypostStatus>> = {
  shipped: 'pre_transit',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  exception: 'failure',
  returned: 'return_to_sender',
}
const faults = { lost: 'drop', refused: 'status-401', busy: 'status-429' } as const satisfies Record<
  string,
  EasypostFaultKind
>
const webhookSecret = 'the secret of the webhook'

trackingProviderContract({
  name: 'EasyPost',
  create: async () => {
    const clock = createManualClock('2026-03-01T09:00:00Z')
    const sent: TrackingDelivery[] = []
    const easypost = createEasypostSimulator({
      webhookSecret,
      clock,
      seed: 1,
      webhookUrl: 'https://shop.example/api/webhooks/easypost',
      detect: (number) => (number.startsWith('KNOWN') ? 'USPS' : null),
      send: async (request) => {
        sent.push({ body: new Uint8Array(await request.arrayBuffer()), headers: request.headers, now: clock.now() })
        return new Response(null, { status: 200 })
      },
    })
    const apiBase = await easypost.listen()
    let count = 0
    return {
      provider: easypostTracking({ apiKey: 'EZTK_simulator', webhookSecret, apiBase }),
      parcel(kind) {
        count += 1
        return { trackingNumber: `${kind.toUpperCase()}${count}`, carrier: null, trackingUrl: null }
      },
      async move({ trackingNumber }, status, estimatedDeliveryAt) {
        clock.advance(1_000)
        easypost.move(trackingNumber, statuses[status], estimatedDeliveryAt && { estimatedDeliveryAt })
      },
      async deliveries() {
        await easypost.deliverPending()
        await easypost.idle()
        return sent.splice(0)
      },
      fail: (how) => easypost.faults.next({ fault: faults[how] }),
      close: () => easypost.close(),
    }
  },
})
