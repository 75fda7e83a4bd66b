import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { objectField } from '../objects';
import { hop, said } from './hop';
import { isAddress } from './question';
import { Scene } from './scene';

/**
 * A name has to lead to one of some addresses. Whether it does, DNS outside of
 * the cluster tells, which nobody here reads.
 */
export function dnsHop(
  host: string | undefined,
  addresses: readonly string[],
): TraceHop[] {
  if (host === undefined || isAddress(host)) {
    return [];
  }
  return [
    addresses.length > 0
      ? hop('dns.outside', { host, addresses: addresses.join(', ') })
      : hop('dns.unknown', { host }),
  ];
}

/** Where a way in is reached, as its controller reports. */
export function addressHop(
  { store }: Scene,
  entry: KubeObject,
  { addresses, fieldPath }: { addresses: readonly string[]; fieldPath: string },
): TraceHop {
  const told = addresses.join(', ');
  return hop(
    told ? 'address.known' : 'address.none',
    { addresses: told || undefined },
    {
      object: objectField(store.name, entry),
      evidence: said(store, entry, fieldPath, told),
    },
  );
}
