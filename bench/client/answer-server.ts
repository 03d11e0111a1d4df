import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// A process of its own that answers every order as Prodigi does, at once.

const answer = JSON.stringify({
  outcome: 'Created',
  order: {
    id: 'ord_1',
    created: '2026-03-01T09:00:00.00Z',
    lastUpdated: '2026-03-01T09:00:00.00Z',
    merchantReference: 'order',
    shippingMethod: 'Standard',
    status: {
      stage: 'InProgress',
      issues: [],
      details: {
        downloadAssets: 'NotStarted',
        printReadyAssetsPrepared: 'NotStarted',
        allocateProductionLocation: 'NotStarted',
        inProduction: 'NotStarted',
        shipping: 'NotStarted',
      },
    },
    charges: [],
    shipments: [],
    recipient: {
      name: 'Ada',
      address: { line1: '12 St James’s Square', postalOrZipCode: 'SW1Y 4JH', countryCode: 'GB', townOrCity: 'London' },
    },
    items: Array.from({ length: 2 }, (_, item) => ({
      id: `ori_${item}`,
      sku: 'GLOBAL-FAP-16X24',
      copies: 1,
      sizing: 'fillPrintArea',
      status: 'Ok',
      attributes: {},
      assets: [{ id: `ast_${item}`, printArea: 'default', url: 'https://art.example/waves.png' }],
    })),
  },
})

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      .end(answer)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.once('disconnect', () => process.exit())
