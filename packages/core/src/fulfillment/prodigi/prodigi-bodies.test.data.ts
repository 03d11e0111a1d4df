// Bodies as Prodigi sends them, after recordings of its sandbox, with made-up people.

/** Options of a client without memory: every test gives it calls and failures of its own, all at one instant. */
export const forgetful = { rateLimit: 'off', circuit: 'off', cache: 'off', quickRetryDelayMs: 0 } as const

const traceParent = '00-38a75dea34848e73a06948bcb9b219b8-115eb96de1858145-00'

/** A fresh order, just after it was created. */
export const createdOrder = {
  id: 'ord_1059863',
  created: '2022-04-28T14:05:59.303Z',
  lastUpdated: '2022-04-28T14:05:59.5025982Z',
  callbackUrl: null,
  merchantReference: 'A-1001',
  shippingMethod: 'Standard',
  idempotencyKey: 'key-1',
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
    name: 'Ada Canary',
    email: 'ada.canary@example.com',
    phoneNumber: '+15550100',
    address: {
      line1: '1 Canary Street',
      line2: null,
      postalOrZipCode: '90210',
      countryCode: 'US',
      townOrCity: 'Hollywood',
      stateOrCounty: 'CA',
    },
  },
  items: [
    {
      id: 'ori_1328088',
      status: 'NotYetDownloaded',
      merchantReference: 'item-1',
      sku: 'GLOBAL-CAN-10X10',
      copies: 2,
      sizing: 'fillPrintArea',
      thumbnailUrl: null,
      attributes: { wrap: 'ImageWrap' },
      assets: [
        {
          id: 'ast_967',
          printArea: 'default',
          md5Hash: null,
          url: 'https://example.com/image.jpg',
          thumbnailUrl: null,
          status: 'InProgress',
        },
      ],
      recipientCost: { amount: '49.00', currency: 'USD' },
    },
  ],
  packingSlip: null,
  metadata: { orderId: '0198' },
}

/** The same order when everything was sent. */
export const completeOrder = {
  ...createdOrder,
  status: {
    stage: 'Complete',
    issues: [],
    details: {
      downloadAssets: 'Complete',
      printReadyAssetsPrepared: 'Complete',
      allocateProductionLocation: 'Complete',
      inProduction: 'Complete',
      shipping: 'Complete',
    },
  },
  charges: [
    {
      id: 'chg_460643',
      prodigiInvoiceNumber: null,
      totalCost: { amount: '17.95', currency: 'USD' },
      totalTax: { amount: '0.00', currency: 'USD' },
      items: [
        {
          id: 'chi_962283',
          itemId: null,
          cost: { amount: '5.95', currency: 'USD' },
          shipmentId: 'shp_658633',
          chargeType: 'Shipping',
        },
      ],
    },
  ],
  shipments: [
    {
      id: 'shp_658633',
      dispatchDate: '2023-06-21T23:19:13.39Z',
      carrier: { name: 'USPS', service: 'USPS First Class Post' },
      fulfillmentLocation: { countryCode: 'US', labCode: 'prodigi_us' },
      tracking: {
        number: 'PH000000000GB',
        url: 'https://www.royalmail.com/portal/rm/track?trackNumber=PH000000000GB',
      },
      items: [{ itemId: 'ori_1328088' }],
      status: 'Shipped',
    },
  ],
}

export function withStage(stage: string, rest: object = {}) {
  return { ...createdOrder, status: { ...createdOrder.status, stage }, ...rest }
}

export function answerOf(outcome: string, order?: object) {
  return { outcome, order, traceParent }
}

/** Every required field left out, as recorded. */
export const validationFailed = {
  outcome: 'ValidationFailed',
  failures: {
    'recipient.address.postalOrZipCode': [{ code: 'MustBeAValidUSZipCodeFormat', providedValue: '1 Canary Street' }],
    'items[0].sku': [{ code: 'SkuNotFound', providedValue: 'NOPE-1' }],
  },
  traceParent,
}

export const quotesAnswer = {
  outcome: 'CreatedWithIssues',
  quotes: [
    {
      shipmentMethod: 'Budget',
      costSummary: {
        items: { amount: '19.00', currency: 'GBP' },
        shipping: { amount: '4.50', currency: 'GBP' },
      },
      shipments: [],
      items: [],
    },
    {
      shipmentMethod: 'standard',
      costSummary: {
        items: { amount: '19.00', currency: 'GBP' },
        shipping: { amount: '9.95', currency: 'GBP' },
        totalCost: { amount: '34.74', currency: 'GBP' },
        totalTax: { amount: '5.79', currency: 'GBP' },
      },
      shipments: [
        {
          carrier: { name: 'DPD', service: 'Standard' },
          fulfillmentLocation: { countryCode: 'GB', labCode: 'prodigi_gb' },
          cost: { amount: '9.95', currency: 'GBP' },
          items: ['qit_f1c1f62b8fd0486da831c9438e89bc25'],
          tax: { amount: '1.99', currency: 'GBP' },
        },
      ],
      items: [
        {
          id: 'qit_f1c1f62b8fd0486da831c9438e89bc25',
          sku: 'ECO-CAN-16x24',
          copies: 1,
          unitCost: { amount: '19.00', currency: 'GBP' },
          taxUnitCost: { amount: '3.80', currency: 'GBP' },
          attributes: { wrap: 'MirrorWrap' },
          assets: [{ printArea: 'default' }],
        },
      ],
    },
  ],
  issues: [{ errorCode: 'destinationCountryCode.UsSalesTaxWarning', description: 'Sales tax may apply' }],
  traceParent,
}

export const productAnswer = {
  outcome: 'Ok',
  product: {
    sku: 'GLOBAL-CAN-4X6',
    description: 'Stretched Canvas',
    productDimensions: { width: 4.0, height: 6.0, units: 'in' },
    attributes: { wrap: ['Black', 'ImageWrap'], edge: ['38mm'] },
    printAreas: { default: { required: true } },
    variants: [
      {
        attributes: { wrap: 'Black', edge: '38mm' },
        shipsTo: ['GB', 'US'],
        printAreaSizes: { default: { horizontalResolution: 622, verticalResolution: 922 } },
      },
    ],
  },
  traceParent,
}
