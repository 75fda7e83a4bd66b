import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createHash } from 'node:crypto';

/**
 * On the entities of this provider: what of the clusters they stand for, an app
 * by its catalog namespace and its label, a workload by its topology id. Names
 * may come to clash; this does not.
 */
export const ANNOTATION_DISCOVERED_AS = 'hybrid-apps.io/discovered-as';

export type DiscoveredComponent = DiscoveredApp['components'][number];

/** The catalog takes no longer names and namespaces. */
const MAX_LENGTH = 63;

/** Tells texts apart that would become the same name. */
const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/** A text of these characters alone, with none of its separators at the ends. Where that changes it, a digest keeps it apart from others. */
function fit(text: string, forbidden: RegExp): string {
  const clean = text.replace(forbidden, '-');
  if (
    clean === text &&
    text.length <= MAX_LENGTH &&
    /^[A-Za-z0-9](.*[A-Za-z0-9])?$/.test(text)
  ) {
    return text;
  }
  const suffix = digest(text);
  const start = clean
    .slice(0, MAX_LENGTH - suffix.length - 1)
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return start ? `${start}-${suffix}` : `x-${suffix}`;
}

/** A name that the catalog takes: letters, digits, `-`, `_` and `.`, 63 at most, no separator at the ends. */
export const entityName = (text: string): string =>
  fit(text, /[^A-Za-z0-9._-]+/g);

/** A namespace that the catalog takes: as a name, in small letters, digits and `-` alone. */
const entityNamespace = (text: string): string => fit(text, /[^a-z0-9-]+/g);

/** What the System of an app stands for. A label has no slash, so that no two apps are one. */
export const appId = ({ namespace = DEFAULT_NAMESPACE, name }: DiscoveredApp) =>
  `${namespace}/${name}`;

/** The topology id of a component: the API's `dependsOn` names components by it. */
export function topologyId(component: DiscoveredComponent): string {
  const [group, version] = component.apiVersion.split('/');
  return [
    component.cluster,
    component.namespace,
    version === undefined ? '' : group,
    component.kind,
    component.name,
  ].join('/');
}

/** Tells what entities stand for apart, over their kinds. */
export const identity = (kind: string, discoveredAs: string): string =>
  `${kind} ${discoveredAs}`;

/** The identity of an entity of this provider; none of one that someone registered by hand. */
export function identityOf({ kind, metadata }: Entity): string | undefined {
  const discoveredAs = metadata.annotations?.[ANNOTATION_DISCOVERED_AS];
  return discoveredAs && identity(kind, discoveredAs);
}

/** References that are in use, by the identity that has them. */
export type HeldRefs = ReadonlyMap<string, string>;

const kindOf = ({ category }: DiscoveredComponent) =>
  category === 'vm' ? 'Resource' : 'Component';

/** `web` of the app `inventory` is `inventory-web`. */
const shortName = (app: DiscoveredApp, { name }: DiscoveredComponent) =>
  name === app.name || name.startsWith(`${app.name}-`)
    ? name
    : `${app.name}-${name}`;

/** Entity references, by what they stand for. */
interface Refs {
  systems: ReadonlyMap<DiscoveredApp, CompoundEntityRef>;
  /** By topology id. */
  parts: ReadonlyMap<string, CompoundEntityRef>;
}

/** Something to name, and what it would be called: short, in full, and as no other. */
interface Candidate {
  kind: string;
  namespace: string;
  id: string;
  names: string[];
  take: (ref: CompoundEntityRef) => void;
}

function candidatesOf(
  apps: readonly DiscoveredApp[],
  systems: Map<DiscoveredApp, CompoundEntityRef>,
  parts: Map<string, CompoundEntityRef>,
): Candidate[] {
  return apps.flatMap(app => {
    const namespace = entityNamespace(app.namespace ?? DEFAULT_NAMESPACE);
    return [
      {
        kind: 'System',
        namespace,
        id: appId(app),
        names: [
          app.name,
          `${app.name}-${digest(`${app.namespace ?? ''}/${app.name}`)}`,
        ],
        take: ref => systems.set(app, ref),
      },
      ...app.components.map((component): Candidate => {
        const id = topologyId(component);
        const short = shortName(app, component);
        const { cluster, namespace: place, kind } = component;
        return {
          kind: kindOf(component),
          namespace,
          id,
          names: [
            short,
            `${short}-${cluster}-${place}-${kind}`.toLocaleLowerCase('en-US'),
            `${short}-${digest(id)}`,
          ],
          take: ref => parts.set(id, ref),
        };
      }),
    ];
  });
}

/**
 * Names everything short, and longer only where two would share a name. The
 * catalog does not tell capital letters from small ones.
 *
 * What has a reference keeps it, whatever else comes to be called so: else
 * anyone could take an app's name away by a label. Where nothing has it yet, an
 * app has it whose label is that very name, or else the only one that may.
 *
 * @param held - an app keeps its reference here also while it is gone
 * @param lacksApps - whether a cluster does not tell, so that parts of apps keep
 * theirs too that are not found
 */
export function nameAll(
  apps: readonly DiscoveredApp[],
  held: HeldRefs,
  lacksApps: boolean,
): Refs {
  const systems = new Map<DiscoveredApp, CompoundEntityRef>();
  const parts = new Map<string, CompoundEntityRef>();
  const candidates = candidatesOf(apps, systems, parts).map(candidate => ({
    ...candidate,
    is: identity(candidate.kind, candidate.id),
    refOf: (name: string): CompoundEntityRef => ({
      kind: candidate.kind,
      namespace: candidate.namespace,
      name: entityName(name),
    }),
  }));

  const found = new Set(candidates.map(({ is }) => is));
  const taken = new Set(
    [...held].flatMap(([is, ref]) =>
      !found.has(is) && (lacksApps || is.startsWith('System ')) ? [ref] : [],
    ),
  );
  const newcomers = candidates.filter(({ is, names, refOf, take }) => {
    const own = held.get(is);
    const kept = names.map(refOf).find(ref => stringifyEntityRef(ref) === own);
    if (kept) {
      taken.add(stringifyEntityRef(kept));
      take(kept);
    }
    return !kept;
  });

  const uses = new Map<string, number>();
  for (const { names, refOf } of newcomers) {
    const own = names.map(name => stringifyEntityRef(refOf(name)));
    new Set(own).forEach(ref => uses.set(ref, (uses.get(ref) ?? 0) + 1));
  }
  for (const { id, names, refOf, take } of newcomers) {
    const mayTake = (ref: CompoundEntityRef) => {
      const text = stringifyEntityRef(ref);
      return (
        !taken.has(text) && (uses.get(text) === 1 || text === `system:${id}`)
      );
    };
    let ref = names.map(refOf).find(mayTake);
    // Someone may have taken the last one too, as anyone can reckon it.
    const [last] = names.slice(-1);
    for (let more = 0; !ref; more++) {
      const next = refOf(
        more === 0 ? last : `${last}-${digest(`${id} ${more}`)}`,
      );
      ref = taken.has(stringifyEntityRef(next)) ? undefined : next;
    }
    taken.add(stringifyEntityRef(ref));
    take(ref);
  }
  return { systems, parts };
}
