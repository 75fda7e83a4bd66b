import { apiVersionOf, Json } from '../objects';
import { KindDef, kinds } from '../kinds';
import { parseAccept } from './negotiate';
import { kubevirtResources, SUBRESOURCES } from './kubevirt';
import { reviews } from './reviews';
import { ApiContext, ApiRequest, Reply, Resource } from './types';

const VERSION = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.2+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'sandbox/memory',
};

export function describeVersion(): Reply {
  return { status: 200, json: VERSION };
}

/** What each group serves in each of its versions, the preferred first. */
export function groups({
  faults,
}: ApiContext): Map<string, Map<string, Resource[]>> {
  const result = new Map<string, Map<string, Resource[]>>();
  const add = (group: string, inVersion: string, resources: Resource[]) => {
    const versions = result.get(group) ?? new Map<string, Resource[]>();
    result.set(group, versions);
    versions.set(inVersion, [...(versions.get(inVersion) ?? []), ...resources]);
  };
  for (const def of kinds.filter(each => !faults.isAbsent(each))) {
    def.versions.forEach(each => add(def.group, each, resourcesOf(def)));
  }
  for (const [name, review] of Object.entries(reviews)) {
    add(review.group, 'v1', [reviewResource(name, review.kind)]);
  }
  if (result.has('kubevirt.io')) {
    add(SUBRESOURCES, 'v1', kubevirtResources());
  }
  return result;
}

function reviewResource(name: string, kind: string): Resource {
  return {
    name,
    kind,
    singular: kind.toLowerCase(),
    namespaced: false,
    verbs: ['create'],
    shortNames: [],
    categories: [],
  };
}

function resourcesOf(def: KindDef): Resource[] {
  const { kind, namespaced, plural } = def;
  const main = {
    name: plural,
    singular: def.singular,
    kind,
    namespaced,
    verbs: def.verbs,
    shortNames: def.shortNames,
    categories: def.categories,
  };
  const below = { singular: '', namespaced, shortNames: [], categories: [] };
  const subresources = def.subresources.map(subresource => ({
    ...below,
    name: `${plural}/${subresource}`,
    verbs: ['get', 'patch', 'update'],
    ...(subresource === 'scale'
      ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
      : { kind }),
  }));
  const log =
    def.group === '' && kind === 'Pod'
      ? [{ ...below, name: 'pods/log', kind, verbs: ['get'] }]
      : [];
  return [main, ...subresources, ...log];
}

function groupSummary(name: string, versions: Iterable<string>): Json {
  const all = [...versions].map(each => ({
    groupVersion: apiVersionOf(name, each),
    version: each,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

/** `/api` and `/apis`, in the old form or aggregated. */
export function describeRoot(
  context: ApiContext,
  request: ApiRequest,
  isCore: boolean,
): Reply {
  const all = [...groups(context)].filter(([name]) => (name === '') === isCore);
  const aggregated = parseAccept(request.headers.accept).find(
    ({ parameters: { as, g } }) =>
      as === 'APIGroupDiscoveryList' && g === 'apidiscovery.k8s.io',
  );
  if (aggregated) {
    const form = aggregated.parameters.v === 'v2beta1' ? 'v2beta1' : 'v2';
    return {
      status: 200,
      contentType: `application/json;g=apidiscovery.k8s.io;v=${form};as=APIGroupDiscoveryList`,
      json: {
        kind: 'APIGroupDiscoveryList',
        apiVersion: `apidiscovery.k8s.io/${form}`,
        metadata: {},
        items: all.map(([name, versions]) => aggregate(name, versions)),
      },
    };
  }
  return {
    status: 200,
    json: isCore
      ? {
          kind: 'APIVersions',
          versions: ['v1'],
          serverAddressByClientCIDRs: [
            {
              clientCIDR: '0.0.0.0/0',
              serverAddress: request.headers.host ?? '',
            },
          ],
        }
      : {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: all.map(([name, versions]) =>
            groupSummary(name, versions.keys()),
          ),
        },
  };
}

function aggregate(name: string, versions: Map<string, Resource[]>): Json {
  return {
    metadata: { name },
    versions: [...versions].map(([each, resources]) => ({
      version: each,
      resources: withParents(resources).map(resource =>
        aggregateResource(name, each, resource, resources),
      ),
      freshness: 'Current',
    })),
  };
}

/** The resources that stand for themselves; one of which only subresources are served is named all the same. */
function withParents(all: Resource[]): Resource[] {
  const own = all.filter(({ name }) => !name.includes('/'));
  const parents = new Map(own.map(resource => [resource.name, resource]));
  for (const resource of all) {
    const [name] = resource.name.split('/');
    if (!parents.has(name)) {
      parents.set(name, { ...resource, name });
    }
  }
  return [...parents.values()];
}

function aggregateResource(
  group: string,
  inVersion: string,
  resource: Resource,
  all: Resource[],
): Json {
  const responseKind = (each: Resource) => ({
    group: each.group ?? group,
    version: each.version ?? inVersion,
    kind: each.kind,
  });
  const subresources = all
    .filter(each => each.name.startsWith(`${resource.name}/`))
    .map(each => ({
      subresource: each.name.slice(resource.name.length + 1),
      responseKind: responseKind(each),
      verbs: each.verbs,
    }));
  return {
    resource: resource.name,
    responseKind: responseKind(resource),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...some('shortNames', resource.shortNames),
    ...some('categories', resource.categories),
    ...some('subresources', subresources),
  };
}

function some(name: string, values: readonly unknown[]): Json {
  return values.length > 0 ? { [name]: values } : {};
}

/** `/apis/GROUP` */
export function describeGroup(context: ApiContext, name: string): Reply {
  const versions = groups(context).get(name);
  return versions
    ? {
        status: 200,
        json: {
          kind: 'APIGroup',
          apiVersion: 'v1',
          ...groupSummary(name, versions.keys()),
        },
      }
    : { status: 404, text: '404 page not found\n' };
}

/** `/api/v1`, `/apis/GROUP/VERSION` */
export function describeResources(
  context: ApiContext,
  name: string,
  inVersion: string,
): Reply {
  const found = groups(context).get(name)?.get(inVersion);
  return found
    ? {
        status: 200,
        json: {
          kind: 'APIResourceList',
          ...(name === '' ? {} : { apiVersion: 'v1' }),
          groupVersion: apiVersionOf(name, inVersion),
          resources: found.map(resource => ({
            name: resource.name,
            singularName: resource.singular,
            namespaced: resource.namespaced,
            ...(resource.group ? { group: resource.group } : {}),
            ...(resource.version ? { version: resource.version } : {}),
            kind: resource.kind,
            verbs: resource.verbs,
            ...some('shortNames', resource.shortNames),
            ...some('categories', resource.categories),
          })),
        },
      }
    : { status: 404, text: '404 page not found\n' };
}
