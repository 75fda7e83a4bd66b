import {
  ALL_IPV4,
  covers,
  includes,
  parseCidr,
  subtractRanges,
} from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { EndpointClass } from './classes';
import { MAYBE, NO, YES } from './truth';
import type { Truth } from './truth';

/**
 * Where the address is of a pod that has none yet: among those that clusters give
 * to pods and nobody outside has. A range outside of these, as that of a metadata
 * service, is not about pods.
 * Source: RFC 6890, without what is not for hosts (loopback, link-local,
 * documentation); Kubernetes' NetworkPolicy has ipBlock for what is outside.
 */
const POD_RANGES = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '240.0.0.0/4',
].flatMap(each => parseCidr(each) ?? []);

const found = new WeakMap<readonly AddressRange[], Truth>();

/** Whether ranges hold the address of a pod that has none yet. */
function holdPods(ranges: readonly AddressRange[]): Truth {
  let answer = found.get(ranges);
  if (answer === undefined) {
    const left = POD_RANGES.map(each => subtractRanges([each], ranges));
    if (left.every(each => each.length === 0)) {
      answer = YES;
    } else {
      const isUntouched = left.every(
        (each, i) => each.length === 1 && covers(each[0], POD_RANGES[i]),
      );
      answer = isUntouched ? NO : MAYBE;
    }
    found.set(ranges, answer);
  }
  return answer;
}

/** As long as nobody knows the node's address: it may be any. */
function holdNodes(ranges: readonly AddressRange[]): Truth {
  if (ranges.some(range => covers(range, ALL_IPV4))) {
    return YES;
  }
  return ranges.some(range => range.from <= ALL_IPV4.to) ? MAYBE : NO;
}

/** Whether ranges hold a pod's address. One with several may be reached by any of them. */
export function addressesMatch(
  ranges: readonly AddressRange[],
  { addresses, hostNetwork }: Pick<EndpointClass, 'addresses' | 'hostNetwork'>,
): Truth {
  if (addresses.length === 0) {
    return hostNetwork ? holdNodes(ranges) : holdPods(ranges);
  }
  const held = addresses.filter(each => includes(ranges, each)).length;
  if (held === 0) {
    return NO;
  }
  return held === addresses.length ? YES : MAYBE;
}
