/**
 * Where a checkout is shown: on the provider's own page, inside a frame of the host's page, or as fields that the host's page
 * puts together itself.
 */
export const checkoutUis = ['hosted', 'embedded', 'elements'] as const

/** Where a customer pays: on a page of the payment provider, in a frame on the host’s own, or in the host’s own fields. */
export type CheckoutUi = (typeof checkoutUis)[number]
