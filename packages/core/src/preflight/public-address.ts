/**
 * Ranges of IPv4 that are not the public internet, by the registry of special addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry).
 */
const specialIpv4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by the customers of a provider
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's host, which is in no registry
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // relays to IPv6
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/3', // multicast, reserved, broadcast
].map((range) => parseRange(range, parseIpv4))

/**
 * The part of IPv6 that is handed out to the public, and what is kept back in it
 * (https://www.iana.org/assignments/iana-ipv6-special-registry). All else is refused: loopback, unspecified, private,
 * link-local, multicast, and every way to write an IPv4 address as one of IPv6.
 */
const globalIpv6 = parseRange('2000::/3', parseIpv6)
const specialIpv6 = [
  '2001::/23', // protocols, Teredo among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address inside
  '3fff::/20', // documentation
].map((range) => parseRange(range, parseIpv6))

/**
 * Whether an IP address is one of the public internet (F94). What can't be read is not.
 *
 * @param address IPv4 with four decimal parts, or IPv6 without brackets.
 * @example
 * ```ts
 * import { isPublicAddress } from '@quoin/core/preflight'
 *
 * isPublicAddress('169.254.169.254') // false
 * ```
 */
export function isPublicAddress(address: string): boolean {
  const ipv4 = parseIpv4(address)
  if (ipv4 !== null) return !specialIpv4.some((range) => isIn(ipv4, range))
  const ipv6 = parseIpv6(address)
  return ipv6 !== null && isIn(ipv6, globalIpv6) && !specialIpv6.some((range) => isIn(ipv6, range))
}

interface AddressRange {
  readonly first: bigint
  /** Bits after the prefix. */
  readonly free: bigint
}

function parseRange(range: string, parse: (address: string) => bigint | null): AddressRange {
  const [address = '', prefix] = range.split('/')
  const bits = parse === parseIpv4 ? 32n : 128n
  return { first: parse(address) ?? 0n, free: bits - BigInt(prefix ?? bits) }
}

function isIn(address: bigint, { first, free }: AddressRange): boolean {
  return address >> free === first >> free
}

function parseIpv4(address: string): bigint | null {
  const parts = address.split('.')
  const isRead = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return isRead ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : null
}

/** The parser of URLs knows every way to write one, and writes it as groups of hexadecimal digits. */
function parseIpv6(address: string): bigint | null {
  const url = `http://[${address}]/`
  if (!address.includes(':') || /[^0-9a-f:.]/i.test(address) || !URL.canParse(url)) return null
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const [before, after] = [groups(head), groups(tail)]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}
