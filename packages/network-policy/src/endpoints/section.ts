import type { ParsedObject, Problem } from '../objects/object';
import { collectEndpoints } from './endpoints';
import type { Workloads } from './owners';
import { hasOtherProfiles } from './profiles';
import type { Profile } from './profiles';
import type { Endpoint, Namespace, NodeInfo } from './types';
import { withWorkloadEndpoints } from './workloadEndpoint';
import { podTemplatePath } from './workloads';
import type { PodTemplates } from './workloads';

/**
 * The workloads of one namespace with their endpoints: owners and what they own are
 * in one namespace, so that a change in it leaves all others as they are.
 */
export interface Section {
  /** Workloads, and what Calico recorded of endpoints, by the key of `objectKey`. */
  readonly objects: ReadonlyMap<string, ParsedObject>;
  readonly endpoints: readonly Endpoint[];
  /** Those that cannot be read, or that are under other profiles than others. */
  readonly doubtful: readonly Endpoint[];
  readonly problems: readonly Problem[];
}

/** What endpoints hang on beside the objects of their namespace. */
export interface Surroundings {
  readonly templates: PodTemplates;
  readonly namespaceOf: (name: string) => Namespace;
  readonly nodes: readonly NodeInfo[];
  readonly profiles: ReadonlyMap<string, Profile>;
}

/** Whether nobody can tell what policies mean of it, so that it is spoken of alone. */
export const isDoubtful = (endpoint: Endpoint): boolean =>
  endpoint.fault !== undefined ||
  (endpoint.profiles !== undefined && hasOtherProfiles(endpoint));

/** A pod on the host's network has its node's addresses, also when it does not say them. */
function withNodeAddresses(
  endpoint: Endpoint,
  nodes: readonly NodeInfo[],
): Endpoint {
  if (!endpoint.hostNetwork || endpoint.addresses.length > 0) {
    return endpoint;
  }
  const node = nodes.find(each => each.name === endpoint.node);
  return node ? { ...endpoint, addresses: node.addresses } : endpoint;
}

/** Reads the endpoints of one namespace; the order of its objects never matters. */
export function collectSection(
  unsorted: ReadonlyMap<string, ParsedObject>,
  { templates, namespaceOf, nodes, profiles }: Surroundings,
): Section {
  const objects = new Map(
    [...unsorted].sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
  );
  const sorted = [...objects.values()];
  // Objects are found by `group/Kind` here, and are kept by `group|Kind`.
  const find: Workloads['find'] = (key, namespace, name) =>
    objects.get(`${key.replace('/', '|')}|${namespace}|${name}`);
  const problems: Problem[] = [];
  const workloads = sorted.filter(
    ({ reference }) => podTemplatePath(reference, templates) !== undefined,
  );
  const endpoints = withWorkloadEndpoints(
    collectEndpoints(workloads, { templates, find }, namespaceOf, problems),
    sorted,
    (namespace, name) => find('/Pod', namespace, name) !== undefined,
    namespaceOf,
    name => profiles.get(name)?.fault === undefined && profiles.has(name),
    problems,
  ).map(endpoint => withNodeAddresses(endpoint, nodes));
  return {
    objects,
    endpoints,
    doubtful: endpoints.filter(isDoubtful),
    problems,
  };
}
