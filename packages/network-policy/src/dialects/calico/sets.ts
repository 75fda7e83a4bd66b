import { CALICO_GROUPS } from '../../objects/calico';
import { parseCidr } from '../../addresses/ranges';
import type { AddressRange } from '../../addresses/ranges';
import type { Inventory } from '../../endpoints/collect';
import { labelsOfNamespace } from '../../endpoints/inherited';
import { tryReading } from '../../objects/parseAll';
import {
  InvalidFieldError,
  attempt,
  get,
  items,
  onlyFields,
  requiredText,
  text,
  texts,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import { formatReference } from '../../objects/object';
import type { ParsedObject, Problem } from '../../objects/object';
import type { Labels } from '../../selectors/labels';

/** Things with addresses and labels that Calico's selectors find beside pods. */
export interface LabelledAddresses {
  readonly labels: Labels;
  readonly ranges: readonly AddressRange[];
  /** Domain names, whose addresses nobody knows. */
  readonly domains: readonly string[];
  /** Why nobody knows which addresses it has, and whether it has these labels: it cannot be read. */
  readonly unknown?: string;
  /** True when nobody knows its namespace. */
  readonly isAnywhere?: boolean;
}

/** A HostEndpoint: a node's interface under policy. */
export interface HostEndpoint {
  readonly object: ParsedObject;
  /** Empty where it does not tell: any may be. */
  readonly node: string;
  readonly expectedIPs: readonly AddressRange[];
  /** Why nobody knows which addresses its node has: it cannot be read. */
  readonly unknown?: string;
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
  return namespace === undefined
    ? object.labels
    : {
        ...labelsOfNamespace(namespace, inventory),
        ...object.labels,
        'projectcalico.org/namespace': namespace,
      };
}

const unreadable = ({ reference }: ParsedObject, why: string) =>
  `${formatReference(reference)} cannot be read: ${why}`;

/** Reads a NetworkSet or GlobalNetworkSet. */
function readSet(
  object: ParsedObject,
  inventory: Inventory,
  problems: Problem[],
): LabelledAddresses {
  const labels = labelsOf(object, inventory);
  const within = inventory.namespaces.get(object.reference.namespace ?? '');
  const unknown =
    within?.fault === undefined
      ? undefined
      : `Namespace ${within.name} cannot be read: ${within.fault}`;
  // Source: calico `libcalico-go/lib/validator/v3`, validateNetworkSet.
  const set = tryReading(object, problems, () => {
    if (Object.hasOwn(object.labels, 'projectcalico.org/namespace')) {
      throw new InvalidFieldError(
        get(get(object.field, 'metadata'), 'labels'),
        'may not have projectcalico.org/namespace',
      );
    }
    const spec = get(object.field, 'spec');
    onlyFields(spec, 'its spec', ['nets', 'allowedEgressDomains']);
    return {
      labels,
      ranges: readNets(get(spec, 'nets')),
      domains: texts(get(spec, 'allowedEgressDomains')),
      ...(unknown === undefined ? {} : { unknown }),
    };
  });
  return 'value' in set
    ? set.value
    : {
        labels,
        ranges: [],
        domains: [],
        unknown: unreadable(object, set.why),
        isAnywhere:
          object.reference.kind === 'NetworkSet' &&
          object.reference.namespace === undefined,
      };
}

function readHostEndpoint(
  object: ParsedObject,
  problems: Problem[],
): HostEndpoint {
  const spec = () => get(object.field, 'spec');
  const node = () => text(get(spec(), 'node')) ?? '';
  // Source: calico `libcalico-go/lib/validator/v3`, validateHostEndpointSpec.
  const read = tryReading(object, problems, () => {
    const expectedIPs = readNets(get(spec(), 'expectedIPs'));
    const interfaceAt = get(spec(), 'interfaceName');
    if (!text(interfaceAt) && expectedIPs.length === 0) {
      throw new InvalidFieldError(interfaceAt, 'or expectedIPs is required');
    }
    return { object, node: requiredText(get(spec(), 'node')), expectedIPs };
  });
  return 'value' in read
    ? read.value
    : {
        object,
        node: attempt(node) ?? '',
        expectedIPs: [],
        unknown: unreadable(object, read.why),
      };
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
    switch (object.reference.kind) {
      case 'NetworkSet':
      case 'GlobalNetworkSet':
        labelled.push(readSet(object, inventory, problems));
        break;
      case 'HostEndpoint': {
        const hostEndpoint = readHostEndpoint(object, problems);
        const { expectedIPs, unknown } = hostEndpoint;
        hostEndpoints.push(hostEndpoint);
        labelled.push({
          labels: object.labels,
          ranges: expectedIPs,
          domains: [],
          ...(unknown === undefined ? {} : { unknown }),
        });
        break;
      }
      default:
    }
  }
  return { labelled, hostEndpoints };
}
