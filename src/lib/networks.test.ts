import { expect, test } from 'vitest'
import { networkOf } from './networks.ts'

test('addresses of IPv4 are their own, and those of IPv6 are one in each half', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('not an address')).toBe('not an address')
  for (const address of ['2001:db8:0:7::1', '2001:DB8::7:1:2:3:4', '2001:0db8:0000:0007:ffff:ffff:ffff:ffff'])
    expect([address, networkOf(address)]).toEqual([address, '2001:db8:0:7::/64'])
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('1::')).toBe('1:0:0:0::/64')
  expect(networkOf('64:ff9b::192.0.2.33')).toBe('64:ff9b:0:0::/64')
  expect(networkOf('1:2:3:4:5:6:192.0.2.33')).toBe('1:2:3:4::/64')
})
