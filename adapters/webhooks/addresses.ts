// Which addresses are the internet's (IANA's special-purpose registries, RFC 6890).
import { BlockList, isIPv4, isIPv6 } from 'node:net';

const SPECIAL_V4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'];
/** Of the global range: what carries an IPv4 address within, and what is for documents and protocols. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
};

const special = { v4: listOf(SPECIAL_V4, 'ipv4'), v6: listOf(SPECIAL_V6, 'ipv6') };
const global6 = listOf(['2000::/3'], 'ipv6');
const loopback4 = listOf(['127.0.0.0/8'], 'ipv4');

/** What is no address is not public either. */
export const isPublic = (address: string): boolean =>
  isIPv4(address) ? !special.v4.check(address) : isIPv6(address) && global6.check(address, 'ipv6') && !special.v6.check(address, 'ipv6');

export const isLoopback = (address: string): boolean => address === '::1' || (isIPv4(address) && loopback4.check(address));
