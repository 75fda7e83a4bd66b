import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  DiscoveredApp,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createHash } from 'node:crypto';

/**
 * On the entities of this provider: what of the clusters they stand for, an app
 * by its catalog namespace and its label, a workload by its topology id. Names
 * may come to clash; this does not, for an app together with its owner.
 */
export const ANNOTATION_DISCOVERED_AS = 'hybrid-apps.io/discovered-as';

/** On Systems of this provider: the owner of the app's namespaces, or {@link NO_OWNER}. */
export const ANNOTATION_DISCOVERED_OWNER = 'hybrid-apps.io/discovered-owner';

/** No entity reference, so that it is nobody's. */
const NO_OWNER = 'none';

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

/** An app by its catalog namespace and its label. A label has no slash, so that no two are one. */
export const appId = ({ namespace = DEFAULT_NAMESPACE, name }: DiscoveredApp) =>
  `${namespace}/${name}`;

/** Whose the namespaces of an app are. */
export const discoveredOwner = ({ owner = NO_OWNER }: DiscoveredApp): string =>
  owner;

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
const identity = (kind: string, discoveredAs: string): string =>
  `${kind} ${discoveredAs}`;

/** What the System of an app stands for: the app of an owner. A reference has no space, so that no two are one. */
export const systemIdentity = (app: DiscoveredApp): string =>
  identity('System', `${appId(app)} ${discoveredOwner(app)}`);

/**
 * The identity of an entity of this provider; none of one that someone
 * registered by hand.
 *
 * @param defaultOwner - of apps that have none: Systems that do not tell of whom
 * their app is, as earlier releases made them, are told apart by their own owner
 */
export function identityOf(
  { kind, metadata, spec }: Entity,
  defaultOwner?: string,
): string | undefined {
  const { annotations = {}, namespace } = metadata;
  const discoveredAs = annotations[ANNOTATION_DISCOVERED_AS];
  if (!discoveredAs || kind !== 'System') {
    return discoveredAs && identity(kind, discoveredAs);
  }
  const owner = String(spec?.owner);
  const read = owner === defaultOwner ? undefined : ownerRef(owner, namespace);
  const whose = annotations[ANNOTATION_DISCOVERED_OWNER] ?? read ?? NO_OWNER;
  return identity(kind, `${discoveredAs} ${whose}`);
}

/** References that are in use, by the identity that has them. */
export type HeldRefs = ReadonlyMap<string, string>;

/** What the catalog has already. */
export interface InCatalog {
  /** The references that keep to what has them: an app keeps its own also while it is gone. */
  held: HeldRefs;
  /** Whether a cluster does not tell what it has: then parts of apps keep theirs too that are not found. */
  lacksApps: boolean;
  /** The Systems that someone registered by hand, and whose they are. */
  byHand: ReadonlyMap<string, string | undefined>;
}

/** A catalog that has nothing. */
export const EMPTY_CATALOG: InCatalog = {
  held: new Map(),
  lacksApps: false,
  byHand: new Map(),
};

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
  /** What it stands for. */
  is: string;
  names: string[];
  /** Of an app whose label is a name as it stands: the reference of that name. */
  plain?: string;
  /** Whose the namespaces of an app are. */
  owner?: string;
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
        is: systemIdentity(app),
        names: [
          app.name,
          `${app.name}-${digest(
            [`${app.namespace ?? ''}/${app.name}`, app.owner ?? []]
              .flat()
              .join(' '),
          )}`,
        ],
        plain: `system:${appId(app)}`,
        owner: app.owner,
        take: ref => systems.set(app, ref),
      },
      ...app.components.map((component): Candidate => {
        const id = topologyId(component);
        const short = shortName(app, component);
        const { cluster, namespace: place, kind } = component;
        return {
          kind: kindOf(component),
          namespace,
          is: identity(kindOf(component), id),
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
 * Of newcomers that one plain name would fit, the one that may have it: the only
 * one, or the only one with an owner. Anyone may bring others along.
 */
function rightfulOf<T extends Candidate>(
  claimants: readonly T[],
): T | undefined {
  const owned = claimants.filter(({ owner }) => owner !== undefined);
  const [first, ...others] = owned.length > 0 ? owned : claimants;
  return others.length === 0 ? first : undefined;
}

/**
 * Names everything short, and longer only where two would share a name. The
 * catalog does not tell capital letters from small ones.
 *
 * What has a reference keeps it, whatever else comes to be called so: else
 * anyone could take an app's name away by a label. Where nothing has it yet, an
 * app has it whose label is that very name, unless there are such of several
 * owners, or else the only one that may. An app is the System that someone
 * registered by hand where that is of its own owner; another's parts would join
 * it.
 */
export function nameAll(
  apps: readonly DiscoveredApp[],
  { held, lacksApps, byHand }: InCatalog,
): Refs {
  const systems = new Map<DiscoveredApp, CompoundEntityRef>();
  const parts = new Map<string, CompoundEntityRef>();
  const candidates = candidatesOf(apps, systems, parts).map(candidate => ({
    ...candidate,
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
  const isOthers = ({ kind, owner }: Candidate, ref: string) =>
    kind === 'System' &&
    byHand.has(ref) &&
    (owner === undefined || byHand.get(ref) !== owner);
  const newcomers = candidates.filter(candidate => {
    const { kind, is, names, plain, refOf, take } = candidate;
    const own = [
      plain !== undefined && byHand.has(plain) ? plain : undefined,
      held.get(is),
    ].find(ref => ref !== undefined && !isOthers(candidate, ref));
    const named = names.map(refOf).find(ref => stringifyEntityRef(ref) === own);
    // A workload may be labelled as another app's, and is called so then. What
    // an app is called by hangs on nothing else than what it is.
    const kept =
      named ??
      (own !== undefined && kind === 'System'
        ? parseEntityRef(own, { defaultKind: kind })
        : undefined);
    if (kept) {
      taken.add(stringifyEntityRef(kept));
      take({ ...kept, kind });
    }
    return !kept;
  });

  const uses = new Map<string, number>();
  const claims = new Map<string, Candidate[]>();
  for (const newcomer of newcomers) {
    const { names, refOf, plain } = newcomer;
    const own = names
      .map(name => stringifyEntityRef(refOf(name)))
      .filter(ref => !isOthers(newcomer, ref));
    new Set(own).forEach(ref => uses.set(ref, (uses.get(ref) ?? 0) + 1));
    if (plain !== undefined) {
      claims.set(plain, [...(claims.get(plain) ?? []), newcomer]);
    }
  }
  for (const newcomer of newcomers) {
    const { is, names, refOf, plain, take } = newcomer;
    const mayTake = (ref: CompoundEntityRef) => {
      const text = stringifyEntityRef(ref);
      return (
        !taken.has(text) &&
        !isOthers(newcomer, text) &&
        (uses.get(text) === 1 ||
          (text === plain && rightfulOf(claims.get(text) ?? []) === newcomer))
      );
    };
    let ref = names.map(refOf).find(mayTake);
    // Someone may have taken the last one too, as anyone can reckon it.
    const [last] = names.slice(-1);
    for (let more = 0; !ref; more++) {
      const next = refOf(
        more === 0 ? last : `${last}-${digest(`${is} ${more}`)}`,
      );
      const text = stringifyEntityRef(next);
      ref = taken.has(text) || isOthers(newcomer, text) ? undefined : next;
    }
    taken.add(stringifyEntityRef(ref));
    take(ref);
  }
  return { systems, parts };
}
