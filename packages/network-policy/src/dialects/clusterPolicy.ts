import { parseCidr } from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import {
  InvalidFieldError,
  attempt,
  get,
  integer,
  isPresent,
  items,
  keysOf,
  onlyFields,
  pathOf,
  requiredText,
  requiredWord,
  text,
  texts,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import { ALL_IPV4, ALL_IPV6 } from '../addresses/ranges';
import type { ParsedObject, Problem } from '../objects/object';
import { allOf, describePods } from '../policies/expressions';
import type {
  Action,
  Direction,
  PeerExpression,
  PeerTerm,
  PortTerm,
  Rule,
} from '../policies/types';
import { EVERYTHING, labelSelector } from '../selectors/labels';
import { directionsWithRules, known } from './standIn';
import type { Dialect } from './standIn';
import type { Translation } from './translation';

/*
 * What AdminNetworkPolicy, BaselineAdminNetworkPolicy (v1alpha1) and
 * ClusterNetworkPolicy (v1alpha2) have in common.
 * Source: sigs.k8s.io/network-policy-api, apis/v1alpha1 and apis/v1alpha2.
 */

/** The words of one version of the API. */
export interface ClusterDialect {
  readonly actions: Readonly<Record<string, Action>>;
  readonly portsKey: string;
  readonly ports: (at: Field) => PortTerm[];
  /** The selectors that `pods` cannot do without, as subject and as peer. */
  readonly podsNeed: readonly ('namespaceSelector' | 'podSelector')[];
  /** Kinds of peers and ports that Calico has no rules for. */
  readonly calicoLacks: readonly string[];
}

const ALL_ADDRESSES: PeerExpression = {
  type: 'addresses',
  ranges: [ALL_IPV4, ALL_IPV6],
  pods: false,
};

/** `{namespaceSelector, podSelector}` or a selector of namespaces. */
function podsOf(
  at: Field,
  kind: 'pods' | 'namespaces',
  { podsNeed }: ClusterDialect,
): { readonly text: string; readonly match: PeerExpression } {
  if (kind === 'pods') {
    onlyFields(at, 'pods', ['namespaceSelector', 'podSelector']);
  }
  const within = labelSelector(
    kind === 'namespaces' ? at : get(at, 'namespaceSelector'),
  );
  const missing = podsNeed
    .map(key => get(at, key))
    .find(selector => kind === 'pods' && !isPresent(selector));
  if (missing) {
    throw new InvalidFieldError(missing, 'is required, {} for all');
  }
  const labels =
    kind === 'namespaces' ? EVERYTHING : labelSelector(get(at, 'podSelector'));
  return {
    text: describePods(labels, within),
    match: { type: 'pods', namespaces: within, labels },
  };
}

/**
 * None of the fields that are known is set: what is, if anything, is of a later
 * version of the API, and an older implementation has to fail closed.
 * Source: network-policy-api `apis/v1alpha2/shared_types.go`, on each choice of one.
 */
class UnknownOptionError extends InvalidFieldError {}

/** Exactly one field of those that are allowed. */
export function onlyField(at: Field, allowed: readonly string[]): string {
  const keys = keysOf(at);
  const message = `must have exactly one of ${allowed.join(', ')}`;
  if (!keys.some(key => allowed.includes(key))) {
    throw new UnknownOptionError(at, message);
  }
  if (keys.length !== 1) {
    throw new InvalidFieldError(at, message);
  }
  return keys[0];
}

function networks(at: Field): AddressRange[] {
  return items(at).map(each => {
    const value = requiredText(each);
    const range = value.includes('/') ? parseCidr(value) : undefined;
    if (!range) {
      throw new InvalidFieldError(each, 'must be a CIDR such as 10.0.0.0/8');
    }
    return range;
  });
}

function nodes(at: Field, { inventory }: Translation): PeerExpression {
  const selector = labelSelector(at);
  const unread = inventory.nodes.find(each => each.fault !== undefined);
  if (inventory.nodes.length === 0 || unread) {
    return allOf([
      ALL_ADDRESSES,
      {
        type: 'unknown',
        reason: unread
          ? `the addresses of the nodes are not known, Node ${unread.name} cannot be read: ${unread.fault}`
          : 'the addresses of the nodes are not known, no Node is given',
      },
    ]);
  }
  return {
    type: 'addresses',
    ranges: inventory.nodes
      .filter(node => selector.test(node.labels))
      .flatMap(node => node.addresses.map(each => ({ from: each, to: each }))),
    pods: false,
  };
}

function peer(
  at: Field,
  direction: Direction,
  action: Action,
  dialect: ClusterDialect,
  translation: Translation,
): PeerTerm {
  const path = pathOf(at);
  const key = onlyField(
    at,
    direction === 'ingress'
      ? ['namespaces', 'pods']
      : ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'],
  );
  const value = get(at, key);
  switch (key) {
    case 'namespaces':
    case 'pods':
      return { path, ...podsOf(value, key, dialect) };
    case 'nodes':
      return {
        path,
        text: `nodes ${labelSelector(value).text || '(all)'}`,
        match: nodes(value, translation),
      };
    case 'networks':
      return {
        path,
        text: `networks ${texts(value).join(', ')}`,
        match: { type: 'addresses', ranges: networks(value), pods: true },
      };
    default: {
      if (action !== 'Allow') {
        throw new InvalidFieldError(value, 'may only be in Accept rules');
      }
      const names = texts(value).join(', ');
      return {
        path,
        text: `domain names ${names}`,
        match: allOf([
          ALL_ADDRESSES,
          {
            type: 'unknown',
            reason: `which addresses ${names} has is not known from manifests`,
          },
        ]),
      };
    }
  }
}

const WITHOUT_NAMED_PORTS = ['networks', 'nodes', 'domainNames'];

function rule(
  at: Field,
  direction: Direction,
  action: Action,
  dialect: ClusterDialect,
  translation: Translation,
): Rule {
  const peersKey = direction === 'ingress' ? 'from' : 'to';
  onlyFields(at, 'a rule', ['name', 'action', peersKey, dialect.portsKey]);
  const peersAt = get(at, peersKey);
  const peers = items(peersAt);
  if (peers.length === 0) {
    throw new InvalidFieldError(peersAt, 'must have at least one peer');
  }
  const portsAt = get(at, dialect.portsKey);
  const ports = dialect.ports(portsAt);
  if (isPresent(portsAt) && ports.length === 0) {
    throw new InvalidFieldError(portsAt, 'must not be empty');
  }
  const nameless = peers.find(each =>
    keysOf(each).some(key => WITHOUT_NAMED_PORTS.includes(key)),
  );
  if (nameless && ports.some(port => 'name' in port)) {
    throw new InvalidFieldError(
      nameless,
      'may not be in a rule with named ports: only pods have these',
    );
  }
  return {
    action,
    path: pathOf(at),
    ...nameOf(at),
    peers: peers.map(each =>
      peer(each, direction, action, dialect, translation),
    ),
    ...(ports.length > 0 ? { ports } : {}),
  };
}

function nameOf(at: Field): { name?: string } {
  const name = text(get(at, 'name'));
  return name ? { name } : {};
}

/** The first peer or port of a rule that Calico cannot turn into a rule of its own. */
function lackedByCalico(
  at: Field,
  direction: Direction,
  { portsKey, calicoLacks }: ClusterDialect,
): Field | undefined {
  return [
    ...items(get(at, direction === 'ingress' ? 'from' : 'to')),
    ...items(get(at, portsKey)),
  ]
    .flatMap(part => keysOf(part).map(key => get(part, key)))
    .find(({ key }) => calicoLacks.includes(String(key)));
}

/**
 * Reads the rules of a direction. A rule with a peer or port of a kind that is not
 * known, or that Calico has no rules for where Calico enforces, fails closed: an
 * Accept matches nothing, a Deny or Pass denies all.
 * @throws InvalidFieldError for what an API server refuses.
 */
function clusterRules(
  object: ParsedObject,
  direction: Direction,
  dialect: ClusterDialect,
  translation: Translation,
): Rule[] {
  const list = get(get(object.field, 'spec'), direction);
  return items(list).flatMap(at => {
    const actionAt = get(at, 'action');
    const named = requiredWord(actionAt, Object.keys(dialect.actions));
    const action = dialect.actions[named];
    const failClosed = (kind: Problem['kind'], path: string, why: string) => {
      const effect =
        action === 'Allow'
          ? 'the rule fails closed and matches nothing'
          : 'the rule fails closed and denies everything';
      translation.problems.push({
        kind,
        object: object.reference,
        path,
        message: `${path} ${why}: ${effect}`,
      });
      return action === 'Allow'
        ? []
        : [{ action: 'Deny' as const, path: pathOf(at), ...nameOf(at) }];
    };
    try {
      const read = rule(at, direction, action, dialect, translation);
      const lacked = translation.calico
        ? lackedByCalico(at, direction, dialect)
        : undefined;
      return lacked
        ? failClosed('unsupported', pathOf(lacked), 'is not read by Calico')
        : [read];
    } catch (error) {
      if (!(error instanceof UnknownOptionError)) {
        throw error;
      }
      return failClosed('invalid', error.path, error.message);
    }
  });
}

/** The subject: namespaces or pods, never those on the host's network. */
function clusterSubject(
  object: ParsedObject,
  dialect: ClusterDialect,
): PeerExpression {
  const at = get(get(object.field, 'spec'), 'subject');
  const key = onlyField(at, ['namespaces', 'pods']);
  const kind = key === 'pods' ? 'pods' : 'namespaces';
  return podsOf(get(at, key), kind, dialect).match;
}

export function priorityOf({ field }: ParsedObject): number {
  const at = get(get(field, 'spec'), 'priority');
  const priority = integer(at, 0, 1000);
  if (priority === undefined) {
    throw new InvalidFieldError(at, 'is required');
  }
  return priority;
}

/**
 * A dialect of these policies.
 * @param placeOf - the tier and order of one
 * @param fields - what of its spec tells them
 */
export function clusterPolicy(
  dialect: ClusterDialect,
  placeOf: (object: ParsedObject) => { tier: string; order: number },
  fields: readonly string[],
): Dialect {
  return {
    read: (object, translation) => {
      const spec = get(object.field, 'spec');
      onlyFields(spec, 'its spec', ['subject', 'ingress', 'egress', ...fields]);
      const place = placeOf(object);
      const rules = (direction: Direction) =>
        clusterRules(object, direction, dialect, translation);
      const [ingress, egress] = [rules('ingress'), rules('egress')];
      return {
        reference: object.reference,
        ...place,
        tieIsOpen: !translation.calico,
        subject: clusterSubject(object, dialect),
        subjectPath: 'spec.subject',
        ...(ingress.length > 0 ? { ingress } : {}),
        ...(egress.length > 0 ? { egress } : {}),
      };
    },
    remains: (object, { calico }) => ({
      ...attempt(() => placeOf(object)),
      tieIsOpen: !calico,
      ...known('subject', () => clusterSubject(object, dialect)),
      subjectPath: 'spec.subject',
      ...known('directions', () =>
        directionsWithRules(get(object.field, 'spec')),
      ),
    }),
  };
}
