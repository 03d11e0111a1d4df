import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'

it.each([
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.255'],
  ['shared by customers', '100.64.0.1', '100.127.255.254'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'],
  ['link-local', '169.254.0.1', '169.254.255.254', 'fe80::1', 'febf::1'],
  ['metadata of clouds', '169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  ['benchmarks and protocols', '198.18.0.1', '198.19.255.254', '192.0.0.1', '192.88.99.1', '2001:2::1', '2001:20::1'],
  ['multicast, reserved, broadcast', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1'],
  ['unspecified', '::', '0:0:0:0:0:0:0:0'],
  ['private in IPv6', 'fc00::1', 'fdff:ffff::1', 'fec0::1'],
  ['IPv4 inside IPv6', '::ffff:8.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1', '::7f00:1', '::127.0.0.1'],
  ['NAT64', '64:ff9b::8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::1'],
  ['6to4 and Teredo', '2002:7f00:1::', '2002:808:808::', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['discard and segments', '100::1', '5f00::1'],
  ['no address', '', 'example.com', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '0x7f.0.0.1', '2130706433', ':::'],
  ['an address with a zone', 'fe80::1%eth0', '2606:4700::1%1'],
])('F94: %s is not public', (_, ...addresses) => {
  for (const address of addresses) expect(`${address} ${isPublicAddress(address)}`).toBe(`${address} false`)
})

it('addresses around the special ranges are public', () => {
  const addresses = [
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2000::1',
    '2001:200::1',
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2A00:1450:4001:0:0:0:0:1',
    '3ffe:ffff::1',
  ]
  for (const address of addresses) expect(`${address} ${isPublicAddress(address)}`).toBe(`${address} true`)
})
