import {
  DirectionVerdict,
  Reachability,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isIP } from 'node:net';
import { ClusterStore, KubeObject } from '../clusters';
import { FROM_SOME, GATEWAY_API, servicePorts, takesFromSome } from '../kinds';
import { idOf, nodeId } from '../objects';
import { EntryWay } from './entries';
import { ReachabilityAnswer } from './reachability';

/** What a cluster is entered by from another one, and its API group. */
const WAYS_IN: Readonly<Record<string, string>> = {
  Service: '',
  Ingress: 'networking.k8s.io',
  Gateway: GATEWAY_API,
  Route: 'route.openshift.io',
  ServiceExport: 'multicluster.x-k8s.io',
};

/** So many addresses of a way in are asked about. */
const MOST_ADDRESSES = 4;

type Named = Exclude<ReachabilityQuery['destination'], { ip: string }>;

/** The topology id of what a cluster is entered by; undefined where a peer is no such thing. */
export const wayInId = ({
  cluster,
  namespace,
  kind,
  name,
}: Named): string | undefined =>
  Object.hasOwn(WAYS_IN, kind)
    ? nodeId(cluster, { group: WAYS_IN[kind], kind, namespace, name })
    : undefined;

/** A connection that leaves one cluster, and enters another one by something. */
export interface Across {
  from: ClusterStore;
  to: ClusterStore;
  by: KubeObject;
  /** What is asked where it leaves, one for each address that is known. */
  leaving: ReachabilityQuery[];
  /** By whose ways it enters, by their ids. */
  entering: string[];
  /** At the destination, where it is known. */
  port?: number;
}

/** A Gateway is entered for the routes that hang on it. */
const enteringBy = (by: KubeObject, store: ClusterStore): string[] =>
  by.kind === 'Gateway'
    ? store
        .naming(by)
        .filter(({ name }) => name.relation === 'listens')
        .map(({ object }) => idOf(store.name, object))
        .sort()
    : [idOf(store.name, by)];

/** Reads a question as one between two clusters; undefined where it is none. */
export function acrossOf(
  query: ReachabilityQuery,
  stores: readonly ClusterStore[],
): Across | undefined {
  const { source, destination, port, protocol } = query;
  if (
    'ip' in source ||
    'ip' in destination ||
    source.cluster === destination.cluster ||
    !Object.hasOwn(WAYS_IN, destination.kind)
  ) {
    return undefined;
  }
  const storeOf = (cluster: string) =>
    stores.find(({ name }) => name === cluster);
  const [from, to] = [storeOf(source.cluster), storeOf(destination.cluster)];
  const { kind, namespace, name } = destination;
  const by = to?.get({ group: WAYS_IN[kind], kind, namespace, name });
  if (!from || !to || !by) {
    return undefined;
  }
  const target = servicePorts(by).find(one => one.port === port)?.target;
  return {
    from,
    to,
    by,
    leaving: (to.kinds.of(by)?.hosts?.(by) ?? [])
      .filter(address => isIP(address) !== 0)
      .slice(0, MOST_ADDRESSES)
      .map(ip => ({ source, destination: { ip }, port, protocol })),
    entering: enteringBy(by, to),
    ...(by.kind === 'Service' &&
      target &&
      /^\d+$/.test(target) && { port: Number(target) }),
  };
}

type Verdict = Reachability['verdict'];

/** All agree, or it hangs on which of them it is. */
const agreed = (verdicts: readonly Verdict[]): Verdict => {
  const [first, ...others] = verdicts;
  return first !== undefined && others.every(verdict => verdict === first)
    ? first
    : 'uncertain';
};

const unsure = (reason: string): DirectionVerdict => ({
  verdict: 'uncertain',
  reason,
  deciding: [],
  overruled: [],
});

/** Where it leaves: by the addresses that it goes to. */
function egressOf(
  { by, leaving }: Across,
  told: readonly ReachabilityAnswer[],
): DirectionVerdict {
  const name = `${by.kind} ${by.metadata.name}`;
  const [first] = told;
  if (!first) {
    return unsure(
      by.kind === 'ServiceExport'
        ? 'How a set of clusters carries what is exported to it is not known.'
        : `At which address ${name} is reached is not known.`,
    );
  }
  const addresses = leaving.flatMap(({ destination }) =>
    'ip' in destination ? destination.ip : [],
  );
  const verdict = agreed(told.map(({ answer }) => answer.egress.verdict));
  const { egress } = first.answer;
  return verdict === egress.verdict
    ? {
        ...egress,
        reason: `To ${addresses.join(', ')}: ${egress.reason}`,
      }
    : unsure(`It hangs on to which of ${addresses.join(', ')} it goes.`);
}

/**
 * Where it enters: it comes from the address of a node or of a NAT, which nothing
 * here tells, so that what holds for every address alone is sure.
 * Source: Kubernetes docs, Using Source IP; NetworkPolicy, ipBlock.
 */
function ingressOf(
  { from, to, by, port }: Across,
  ways: readonly EntryWay[],
): DirectionVerdict {
  const meant = ways.filter(
    one => port === undefined || one.port === undefined || one.port === port,
  );
  const [first] = meant;
  if (!first) {
    return unsure(
      `What is behind ${by.kind} ${by.metadata.name} of cluster ${to.name} for who comes from outside is not known.`,
    );
  }
  const verdict = agreed(meant.map(one => one.verdict));
  if (verdict !== 'denied' && by.kind === 'Service' && takesFromSome(by)) {
    return unsure(`${FROM_SOME}.`);
  }
  const isDirect = first.sources.length === 0;
  const whence = isDirect
    ? `From the address of a node of cluster ${from.name}, or of a NAT, which is not known: `
    : '';
  return {
    verdict,
    reason: `${whence}${first.summary}.`,
    deciding: first.deciding,
    overruled: [],
  };
}

function verdictOf(both: readonly Verdict[]): Verdict {
  if (both.includes('denied')) {
    return 'denied';
  }
  return both.includes('uncertain') ? 'uncertain' : 'allowed';
}

const WORDS: Readonly<Record<Verdict, string>> = {
  allowed: 'Allowed',
  denied: 'Denied',
  uncertain: 'Uncertain',
};

/** What is said of both ends, each by the policies of its own cluster. */
export function joinAcross(
  across: Across,
  told: readonly ReachabilityAnswer[],
  ways: readonly EntryWay[],
): ReachabilityAnswer {
  const egress = egressOf(across, told);
  const ingress = ingressOf(across, ways);
  const verdict = verdictOf([egress.verdict, ingress.verdict]);
  const decides = [egress, ingress].filter(one => one.verdict === verdict);
  return {
    answer: {
      verdict,
      summary: `${WORDS[verdict]}. ${decides
        .map(
          one =>
            `${
              one === egress
                ? `Leaving cluster ${across.from.name}`
                : `Entering cluster ${across.to.name}`
            }: ${one.reason}`,
        )
        .join(' ')}`,
      egress,
      ingress,
      knowledge: told.flatMap(({ answer }) => answer.knowledge),
    },
    workloads: [
      ...told.flatMap(({ workloads }) => workloads),
      ...ways.flatMap(({ destination }) => destination ?? []),
    ],
  };
}
