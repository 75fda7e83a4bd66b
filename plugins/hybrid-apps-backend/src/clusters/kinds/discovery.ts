import pLimit from 'p-limit';
import { z } from 'zod';
import { KubeStatusError } from '../client/errors';
import { KubeClient } from '../client/types';
import { ServedKind } from '../types';

/** What an API server said that it serves. */
export interface Discovery {
  /** Each kind once, in the version that its group prefers among those with it. */
  kinds: readonly ServedKind[];
  /** Groups that are registered but could not say what they hold, and why. */
  silentGroups: ReadonlyMap<string, string>;
  /** Like `v1.36.2`; undefined where the server does not tell. */
  kubernetesVersion?: string;
}

/** A version of a group with its kinds; without `kinds` where nobody answered. */
interface GroupVersion {
  group: string;
  version: string;
  kinds?: ServedKind[];
  problem?: string;
}

const AGGREGATED = ['v2', 'v2beta1']
  .map(
    version =>
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
  )
  .join(',');

/** Where the server knows no aggregated discovery. */
const CONCURRENT_GROUPS = 4;

const aggregatedSchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      // The core group has no name.
      metadata: z
        .object({ name: z.string().default('') })
        .default({ name: '' }),
      versions: z
        .array(
          z.object({
            version: z.string(),
            freshness: z.string().optional(),
            resources: z
              .array(
                z.object({
                  resource: z.string(),
                  responseKind: z.object({ kind: z.string() }).nullish(),
                  scope: z.string(),
                  verbs: z.array(z.string()).default([]),
                }),
              )
              .default([]),
          }),
        )
        .default([]),
    }),
  ),
});

const coreVersionsSchema = z.object({ versions: z.array(z.string()) });

const groupListSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
      preferredVersion: z.object({ version: z.string() }).optional(),
    }),
  ),
});

const resourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()).default([]),
    }),
  ),
});

function fromAggregated(
  list: z.infer<typeof aggregatedSchema>,
): GroupVersion[] {
  return list.items.flatMap(({ metadata: { name: group }, versions }) =>
    versions.map(({ version, freshness, resources }) => {
      if (freshness === 'Stale' && resources.length === 0) {
        return {
          group,
          version,
          problem: `the server behind ${group}/${version} does not answer`,
        };
      }
      return {
        group,
        version,
        kinds: resources.flatMap(({ resource, responseKind, scope, verbs }) =>
          responseKind
            ? [
                {
                  group,
                  version,
                  kind: responseKind.kind,
                  plural: resource,
                  namespaced: scope === 'Namespaced',
                  verbs,
                },
              ]
            : [],
        ),
      };
    }),
  );
}

async function readGroupVersion(
  client: KubeClient,
  group: string,
  version: string,
  signal?: AbortSignal,
): Promise<GroupVersion> {
  const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
  try {
    const { body } = await client.request({ method: 'GET', path, signal });
    return {
      group,
      version,
      kinds: resourceListSchema
        .parse(body)
        .resources.filter(({ name }) => !name.includes('/'))
        .map(({ name, ...rest }) => ({
          group,
          version,
          plural: name,
          ...rest,
        })),
    };
  } catch (error) {
    signal?.throwIfAborted();
    // One API service that is down must not hide the other groups.
    return { group, version, problem: String(error) };
  }
}

async function readOneByOne(
  client: KubeClient,
  signal?: AbortSignal,
): Promise<GroupVersion[]> {
  const get = async (path: string) =>
    (await client.request({ method: 'GET', path, signal })).body;
  const { versions } = coreVersionsSchema.parse(await get('/api'));
  const { groups } = groupListSchema.parse(await get('/apis'));
  const wanted = [
    ...versions.map(version => ({ group: '', version })),
    ...groups.flatMap(({ name, versions: all, preferredVersion }) => {
      const names = all.map(({ version }) => version);
      const preferred = preferredVersion?.version;
      return [
        ...(preferred ? [preferred] : []),
        ...names.filter(version => version !== preferred),
      ].map(version => ({ group: name, version }));
    }),
  ];
  const limit = pLimit(CONCURRENT_GROUPS);
  return Promise.all(
    wanted.map(({ group, version }) =>
      limit(() => readGroupVersion(client, group, version, signal)),
    ),
  );
}

/** Undefined where the server knows no aggregated discovery (before 1.26). */
async function readAggregated(
  client: KubeClient,
  signal?: AbortSignal,
): Promise<GroupVersion[] | undefined> {
  const read = async (path: string) => {
    const { body } = await client.request({
      method: 'GET',
      path,
      accept: `${AGGREGATED},application/json`,
      signal,
    });
    const parsed = aggregatedSchema.safeParse(body);
    return parsed.success ? fromAggregated(parsed.data) : undefined;
  };
  try {
    const core = await read('/api');
    const named = core && (await read('/apis'));
    return core && named && [...core, ...named];
  } catch (error) {
    if (error instanceof KubeStatusError && error.code === 406) {
      return undefined;
    }
    throw error;
  }
}

/** Each kind in the first version that has it. */
function preferredKinds(
  versions: readonly GroupVersion[],
): Pick<Discovery, 'kinds' | 'silentGroups'> {
  const kinds = new Map<string, ServedKind>();
  const silentGroups = new Map<string, string>();
  for (const { group, kinds: served = [], problem } of versions) {
    if (problem !== undefined) {
      silentGroups.set(group, problem);
    }
    for (const kind of served) {
      const key = `${group}/${kind.plural}`;
      if (!kinds.has(key)) {
        kinds.set(key, kind);
      }
    }
  }
  return { kinds: [...kinds.values()], silentGroups };
}

const versionSchema = z.object({ gitVersion: z.string() });

async function readVersion(
  client: KubeClient,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { body } = await client.request({
      method: 'GET',
      path: '/version',
      signal,
    });
    return versionSchema.parse(body).gitVersion;
  } catch {
    signal?.throwIfAborted();
    return undefined; // it is shown, and nothing depends on it
  }
}

/**
 * Asks an API server what it serves: by aggregated discovery, or group by group
 * where it knows none.
 *
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export async function discover(
  client: KubeClient,
  signal?: AbortSignal,
): Promise<Discovery> {
  const versions =
    (await readAggregated(client, signal)) ??
    (await readOneByOne(client, signal));
  return {
    ...preferredKinds(versions),
    kubernetesVersion: await readVersion(client, signal),
  };
}
