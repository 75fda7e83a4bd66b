import {
  TraceHop,
  TraceState,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { objectField } from '../objects';

export type Code = TraceHop['code'];

/** Whether a request passes where that is so. */
const STATES: Readonly<Record<Code, TraceState>> = {
  'dns.cluster': 'passes',
  'dns.outside': 'unknown',
  'dns.unknown': 'unknown',
  'address.known': 'passes',
  'address.inCluster': 'passes',
  'address.none': 'unknown',
  'address.pending': 'breaks',
  'class.known': 'passes',
  'class.byAddress': 'passes',
  'class.none': 'breaks',
  'class.missing': 'breaks',
  'class.notAccepted': 'breaks',
  'class.unknown': 'unknown',
  'listener.takes': 'passes',
  'listener.noGateway': 'breaks',
  'listener.unknownGateway': 'unknown',
  'listener.noSection': 'breaks',
  'listener.otherPort': 'breaks',
  'listener.otherHost': 'breaks',
  'listener.notAllowed': 'breaks',
  'listener.notReady': 'breaks',
  'listener.isolated': 'breaks',
  'listener.closer': 'unknown',
  'listener.noTls': 'breaks',
  'listener.noHttp': 'breaks',
  'certificate.valid': 'passes',
  'certificate.notRead': 'unknown',
  'certificate.default': 'unknown',
  'certificate.passedOn': 'unknown',
  'certificate.otherHost': 'breaks',
  'certificate.expired': 'breaks',
  'certificate.early': 'breaks',
  'certificate.notIssued': 'breaks',
  'certificate.noGrant': 'breaks',
  'route.accepted': 'passes',
  'route.notAccepted': 'breaks',
  'route.waiting': 'breaks',
  'route.outdated': 'unknown',
  'route.none': 'breaks',
  'rule.takes': 'passes',
  'rule.default': 'passes',
  'rule.noPath': 'breaks',
  'rule.pattern': 'unknown',
  'rule.conditions': 'unknown',
  'rule.redirects': 'passes',
  'rule.noBackend': 'breaks',
  'rule.extension': 'unknown',
  'rule.otherBackend': 'unknown',
  'rule.noWeight': 'breaks',
  'rule.taken': 'breaks',
  'rule.shared': 'unknown',
  'grant.given': 'passes',
  'grant.missing': 'breaks',
  'grant.unknown': 'unknown',
  'service.found': 'passes',
  'service.missing': 'breaks',
  'service.unknown': 'unknown',
  'service.outside': 'unknown',
  'port.found': 'passes',
  'port.missing': 'breaks',
  'port.notMapped': 'unknown',
  'endpoints.ready': 'passes',
  'endpoints.onNodes': 'unknown',
  'endpoints.terminating': 'passes',
  'endpoints.unknown': 'unknown',
  'endpoints.noneReady': 'breaks',
  'endpoints.noneGiven': 'breaks',
  'endpoints.starting': 'breaks',
  'endpoints.podsNotReady': 'breaks',
  'endpoints.noPodsYet': 'breaks',
  'endpoints.off': 'breaks',
  'endpoints.selectsNothing': 'breaks',
  'endpoints.noSuchPort': 'breaks',
  'endpoints.portNotReady': 'breaks',
  'endpoint.pod': 'passes',
  'endpoint.published': 'unknown',
  'endpoint.terminating': 'passes',
  'endpoint.notReady': 'breaks',
  'endpoint.outside': 'unknown',
  'endpoint.gone': 'unknown',
  'policy.allows': 'passes',
  'policy.denies': 'breaks',
  'policy.uncertain': 'unknown',
  'policy.hangsOnSource': 'unknown',
  'policy.notAsked': 'unknown',
  'container.declares': 'passes',
  'container.undeclared': 'unknown',
  'container.notForwarded': 'breaks',
  'container.noSuchName': 'breaks',
};

/** So much of a value is told: a manifest may name thousands of paths, ports or hosts. */
const MOST_LETTERS = 1_000;

const told = (value: string): string =>
  value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS)}…` : value;

/** The object that says so, in which field. */
export const said = (
  store: Pick<ClusterStore, 'name'>,
  object: KubeObject,
  fieldPath: string,
  value?: string,
): NonNullable<TraceHop['evidence']> => ({
  object: objectField(store.name, object),
  fieldPath,
  ...(value !== undefined && value !== '' && { value: told(value) }),
});

/** One hop of a way. What has no value is not told. */
export const hop = (
  code: Code,
  values: Readonly<Record<string, string | number | undefined>> = {},
  more: Partial<Pick<TraceHop, 'object' | 'evidence' | 'rules'>> = {},
): TraceHop => ({
  code,
  state: STATES[code],
  values: Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, told(String(value))]],
    ),
  ),
  ...more,
});

const isOfDns = ({ code }: TraceHop) => code.startsWith('dns.');

/** Of some hops one after the other: DNS, which nobody here reads, aside. */
export function stateOf(hops: readonly TraceHop[]): TraceState {
  const states = hops.filter(one => !isOfDns(one)).map(({ state }) => state);
  if (states.includes('breaks')) {
    return 'breaks';
  }
  return states.includes('unknown') ? 'unknown' : 'passes';
}

/** Of hops that may each be taken: it hangs on which, where they differ. */
export function stateOfAny(states: readonly TraceState[]): TraceState {
  const [first, ...others] = states;
  return first !== undefined && others.every(state => state === first)
    ? first
    : 'unknown';
}

/** Of what comes one after the other. */
export function worseOf(one: TraceState, other: TraceState): TraceState {
  const both = [one, other];
  if (both.includes('breaks')) {
    return 'breaks';
  }
  return both.includes('unknown') ? 'unknown' : 'passes';
}
