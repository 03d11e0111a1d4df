import type { TrackedParcel } from '../tracking-provider.ts'

/** Where a carrier's own page is, and all that is below it. */
const byHost: readonly (readonly [host: string, code: string])[] = [
  ['royalmail.com', 'RoyalMail'],
  ['evri.com', 'Evri'],
  ['myhermes.co.uk', 'Evri'],
  ['dpd.co.uk', 'DPDUK'],
  ['dpdlocal.co.uk', 'DPDUK'],
  ['usps.com', 'USPS'],
  ['ups.com', 'UPS'],
  ['fedex.com', 'FedEx'],
  ['auspost.com.au', 'AustraliaPost'],
  ['canadapost.ca', 'CanadaPost'],
  ['canadapost-postescanada.ca', 'CanadaPost'],
  ['postnl.nl', 'PostNL'],
]

/** How print providers write their names, in small letters and nothing else, as far as one word can mean one carrier only. */
const byName: readonly (readonly [name: RegExp, code: string])[] = [
  [/^royalmail/, 'RoyalMail'],
  [/^(evri|hermesuk)/, 'Evri'],
  [/^dpduk/, 'DPDUK'],
  [/^usps/, 'USPS'],
  [/^ups(?!mail)/, 'UPS'],
  [/^fedex/, 'FedEx'],
  [/^dhlexpress/, 'DHLExpress'],
  [/^(auspost|australiapost)/, 'AustraliaPost'],
  [/^canadapost/, 'CanadaPost'],
  [/^postnl/, 'PostNL'],
]

/**
 * EasyPost's code of a parcel's carrier; undefined where only the number can tell, which is better than a wrong one. The
 * link goes before the name: `DPD` and `DHL` are many companies.
 */
export function easypostCarrier({ carrier, trackingUrl }: TrackedParcel): string | undefined {
  const host = (trackingUrl && URL.parse(trackingUrl)?.hostname) || ''
  const linked = byHost.find(([known]) => host === known || host.endsWith(`.${known}`))
  const name = (carrier ?? '').toLowerCase().replace(/[^a-z]/g, '')
  return (linked ?? byName.find(([pattern]) => pattern.test(name)))?.[1]
}
