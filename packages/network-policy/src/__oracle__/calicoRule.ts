/**
 * What one rule of Calico's matches, after
 * `libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go` and
 * `app-policy/checker`.
 */
import {
  all,
  End,
  is,
  isOnHost,
  isWithin,
  Match,
  Meta,
  not,
  numbersOf,
  some,
  View,
} from './world';

interface Entity {
  selector?: string;
  notSelector?: string;
  namespaceSelector?: string;
  nets?: string[];
  notNets?: string[];
  ports?: (number | string)[];
  notPorts?: (number | string)[];
}

export interface Rule {
  action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  protocol?: string | number;
  notProtocol?: string | number;
  source?: Entity;
  destination?: Entity;
  http?: object;
}

/** A NetworkSet, or a GlobalNetworkSet without a namespace. */
export interface NetworkSet {
  metadata: Meta;
  spec: { nets: string[] };
}

type Labels = Record<string, string>;

/** The selectors that are generated, each read by a person. */
export const SELECTORS: Record<string, (labels: Labels) => boolean> = {
  '': () => true,
  'all()': () => true,
  "app == 'x'": ({ app }) => app === 'x',
  "app == 'y'": ({ app }) => app === 'y',
  "app != 'x'": ({ app }) => app !== 'x',
  'has(tier)': ({ tier }) => tier !== undefined,
  "tier in {'x','y'} && !has(app)": ({ tier, app }) =>
    (tier === 'x' || tier === 'y') && app === undefined,
  "tier not in {'x'} || app starts with 'y'": ({ tier, app }) =>
    tier !== 'x' || (app !== undefined && app.startsWith('y')),
};

/** Of the namespace, which a GlobalNetworkSet has none of. */
export const NAMESPACE_SELECTORS: Record<string, (name?: string) => boolean> = {
  'all()': name => name !== undefined,
  'global()': name => name === undefined,
  "projectcalico.org/name == 'b'": name => name === 'b',
};

/**
 * Whether an end is a pod that the test takes, or an address of a set that it
 * takes: to the data plane, a selector is a list of addresses.
 */
function isMember(
  end: End,
  sets: readonly NetworkSet[],
  takes: (meta: Meta) => boolean,
): Match {
  const isPod = 'pod' in end && !isOnHost(end.pod) && takes(end.pod.metadata);
  const taken = sets.filter(({ metadata }) => takes(metadata));
  return some(is(isPod), ...taken.map(({ spec }) => isWithin(end, spec.nets)));
}

function isPort(port: number | string, view: View): boolean {
  if (typeof port === 'number') {
    return port === view.port;
  }
  const [first, last] = port.split(':').map(Number);
  if (Number.isNaN(first)) {
    const { destination, protocol } = view;
    return numbersOf(port, protocol, destination).includes(view.port);
  }
  return first <= view.port && view.port <= last;
}

function isEntity(
  entity: Entity,
  end: End,
  policyNamespace: string | undefined,
  sets: readonly NetworkSet[],
): Match {
  const { selector, notSelector, namespaceSelector, nets, notNets } = entity;
  const isNamespace = ({ namespace }: Meta): boolean => {
    if (namespaceSelector !== undefined) {
      return NAMESPACE_SELECTORS[namespaceSelector](namespace);
    }
    return policyNamespace === undefined || namespace === policyNamespace;
  };
  // An empty selector is none.
  const isLimited =
    selector || namespaceSelector || (notSelector && policyNamespace);
  return all(
    isLimited
      ? isMember(
          end,
          sets,
          meta =>
            isNamespace(meta) && SELECTORS[selector ?? ''](meta.labels ?? {}),
        )
      : 'yes',
    notSelector === undefined
      ? 'yes'
      : not(
          isMember(end, sets, ({ labels = {} }) =>
            SELECTORS[notSelector](labels),
          ),
        ),
    nets ? isWithin(end, nets) : 'yes',
    notNets ? not(isWithin(end, notNets)) : 'yes',
  );
}

/** Ports of the destination, which the connection has. */
function isAtPorts({ ports, notPorts = [] }: Entity, view: View): Match {
  const among = (list: (number | string)[]) =>
    list.some(port => isPort(port, view));
  return is((ports === undefined || among(ports)) && !among(notPorts));
}

function isProtocol(protocol: string | number, view: View): boolean {
  return (
    protocol === view.protocol || (protocol === 6 && view.protocol === 'TCP')
  );
}

/** Whether a rule means the connection. */
export function matches(
  { protocol, notProtocol, source = {}, destination = {}, http }: Rule,
  view: View,
  namespace: string | undefined,
  sets: readonly NetworkSet[],
): Match {
  const isIngress = view.direction === 'ingress';
  const own: End = { pod: view.subject };
  const from = isIngress ? view.other : own;
  return all(
    is(protocol === undefined || isProtocol(protocol, view)),
    is(notProtocol === undefined || !isProtocol(notProtocol, view)),
    isEntity(source, from, namespace, sets),
    isEntity(destination, view.destination, namespace, sets),
    isAtPorts(destination, view),
    // Which port a client uses, nobody knows.
    source.ports ? 'maybe' : 'yes',
    // Which requests a connection carries, nobody knows.
    http ? 'maybe' : 'yes',
  );
}
