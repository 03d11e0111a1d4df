/** A body that `POST /orders` accepts, for the simulator's own tests. */
export function orderRequestFixture(change: Readonly<Record<string, unknown>> = {}) {
  return {
    merchantReference: 'A-1001',
    shippingMethod: 'Standard',
    idempotencyKey: 'A-1001:1',
    recipient: {
      name: 'Ada Test',
      email: 'ada@example.com',
      phoneNumber: '+15550100',
      address: {
        line1: '1 Main Street',
        line2: null,
        postalOrZipCode: '90210',
        countryCode: 'US',
        townOrCity: 'Hollywood',
        stateOrCounty: 'CA',
      },
    },
    items: [itemFixture()],
    metadata: { orderId: 'A-1001' },
    ...change,
  }
}

export function itemFixture(change: Readonly<Record<string, unknown>> = {}) {
  return {
    sku: 'GLOBAL-CFPM-16X20',
    copies: 1,
    sizing: 'fillPrintArea',
    attributes: { color: 'black' },
    assets: [{ printArea: 'default', url: 'https://cdn.example/a.jpg' }],
    ...change,
  }
}
