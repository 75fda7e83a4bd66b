import { parseCidr } from '../../addresses/ranges';
import type { AddressRange } from '../../addresses/ranges';
import type { Inventory } from '../../endpoints/collect';
import { reading } from '../../objects/parseAll';
import {
  InvalidFieldError,
  get,
  items,
  requiredText,
  text,
  texts,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ParsedObject, Problem } from '../../objects/object';
import type { Labels } from '../../selectors/labels';

/** The API groups of Calico: its own, and the one that it is stored in. */
export const CALICO_GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];
/** The latter: objects come into it without the defaults and checks of Calico's API server. */
export const STORED_GROUP = CALICO_GROUPS[1];

/** Things with addresses and labels that Calico's selectors find beside pods. */
export interface LabelledAddresses {
  readonly labels: Labels;
  readonly ranges: readonly AddressRange[];
  /** Domain names, whose addresses nobody knows. */
  readonly domains: readonly string[];
}

/** A HostEndpoint: a node's interface under policy. */
export interface HostEndpoint {
  readonly object: ParsedObject;
  readonly node: string;
  readonly expectedIPs: readonly AddressRange[];
}

/** What Calico has beside policies. */
export interface CalicoObjects {
  readonly labelled: readonly LabelledAddresses[];
  readonly hostEndpoints: readonly HostEndpoint[];
}

/** Reads `nets`: CIDR blocks or single addresses. */
export function readNets(at: Field): AddressRange[] {
  return items(at).map(each => {
    const range = parseCidr(requiredText(each));
    if (!range) {
      throw new InvalidFieldError(
        each,
        'must be a CIDR such as 10.0.0.0/8, or an address',
      );
    }
    return range;
  });
}

function labelsOf(object: ParsedObject, inventory: Inventory): Labels {
  const { namespace } = object.reference;
  if (namespace === undefined) {
    return object.labels;
  }
  const labels: Record<string, string> = {
    ...object.labels,
    'projectcalico.org/namespace': namespace,
    'pcns.projectcalico.org/name': namespace,
  };
  const own = inventory.namespaces.get(namespace)?.labels ?? {};
  for (const [key, value] of Object.entries(own)) {
    labels[`pcns.${key}`] = value;
  }
  return labels;
}

export function readCalicoObjects(
  inventory: Inventory,
  problems: Problem[],
): CalicoObjects {
  const labelled: LabelledAddresses[] = [];
  const hostEndpoints: HostEndpoint[] = [];
  for (const object of inventory.others) {
    if (!CALICO_GROUPS.includes(object.group)) {
      continue;
    }
    const spec = get(object.field, 'spec');
    switch (object.reference.kind) {
      case 'NetworkSet':
      case 'GlobalNetworkSet':
        reading(object, problems, () =>
          labelled.push({
            labels: labelsOf(object, inventory),
            ranges: readNets(get(spec, 'nets')),
            domains: texts(get(spec, 'allowedEgressDomains')),
          }),
        );
        break;
      case 'HostEndpoint':
        reading(object, problems, () => {
          const expectedIPs = readNets(get(spec, 'expectedIPs'));
          labelled.push({
            labels: object.labels,
            ranges: expectedIPs,
            domains: [],
          });
          hostEndpoints.push({
            object,
            node: text(get(spec, 'node')) ?? '',
            expectedIPs,
          });
        });
        break;
      default:
    }
  }
  return { labelled, hostEndpoints };
}
