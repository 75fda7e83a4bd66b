import { parseAddress } from '../addresses/ranges';
import type { Inventory } from './collect';

/** Every secondary network that some endpoint is on, as `namespace/name`. */
export function secondaryNetworks({ endpoints }: Inventory): string[] {
  const networks = endpoints.flatMap(each =>
    each.interfaces.map(({ network }) => network),
  );
  return [...new Set(networks)].sort();
}

/**
 * The endpoints as they are on one secondary network: those without it are not
 * there, and neither are nodes, which reach their pods over the pod network.
 */
export function onSecondaryNetwork(
  inventory: Inventory,
  network: string,
): Inventory {
  return {
    ...inventory,
    nodes: [],
    endpoints: inventory.endpoints.flatMap(endpoint => {
      const { node, nodeAddress, ...elsewhere } = endpoint;
      const own = endpoint.interfaces.find(each => each.network === network);
      return own
        ? [
            {
              ...elsewhere,
              hostNetwork: false,
              addresses: own.addresses.flatMap(
                each => parseAddress(each) ?? [],
              ),
            },
          ]
        : [];
    }),
  };
}
