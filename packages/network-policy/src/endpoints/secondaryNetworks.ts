import { parseAddress } from '../addresses/ranges';
import { joinSections } from './collect';
import type { Inventory } from './collect';
import type { Section } from './section';
import type { Endpoint } from './types';

/** Every secondary network that some endpoint is on, as `namespace/name`. */
export function secondaryNetworks({ endpoints }: Inventory): string[] {
  const networks = endpoints.flatMap(each =>
    each.interfaces.map(({ network }) => network),
  );
  return [...new Set(networks)].sort();
}

function endpointsOn(
  network: string,
  endpoints: readonly Endpoint[],
): Endpoint[] {
  return endpoints.flatMap(endpoint => {
    const { node, nodeAddress, ...elsewhere } = endpoint;
    const own = endpoint.interfaces.find(each => each.network === network);
    return own
      ? [
          {
            ...elsewhere,
            hostNetwork: false,
            addresses: own.addresses.flatMap(each => parseAddress(each) ?? []),
          },
        ]
      : [];
  });
}

/**
 * Puts the endpoints of an inventory on one secondary network: those without it are
 * not there, and neither are nodes, which reach their pods over the pod network.
 * What is the same in two inventories is so on the network too.
 */
export function createNetworkView(
  network: string,
): (inventory: Inventory) => Inventory {
  const known = new WeakMap<Section, Section>();
  const joined = new WeakMap<
    Inventory['sections'],
    ReturnType<typeof joinSections>
  >();
  const nodes: Inventory['nodes'] = [];
  const sectionOn = (section: Section): Section => {
    const found = known.get(section) ?? {
      ...section,
      endpoints: endpointsOn(network, section.endpoints),
      doubtful: endpointsOn(network, section.doubtful),
    };
    known.set(section, found);
    return found;
  };
  return inventory => {
    const parts =
      joined.get(inventory.sections) ??
      joinSections(
        new Map(
          [...inventory.sections].map(([name, each]) => [
            name,
            sectionOn(each),
          ]),
        ),
      );
    joined.set(inventory.sections, parts);
    return { ...inventory, ...parts, nodes };
  };
}
