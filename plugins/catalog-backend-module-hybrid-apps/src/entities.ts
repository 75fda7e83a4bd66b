import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER_CONFLICT,
  ANNOTATION_PLACES,
  describeObject,
  DiscoveredApp,
  KUBERNETES_ANNOTATIONS,
  LABEL_PART_OF,
  ownerRef,
  placeName,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createHash } from 'node:crypto';

/** Where entities of this provider say they come from. */
export const LOCATION = 'hybrid-apps:discovered-apps';

/** What the clusters do not tell. */
export interface EntityDefaults {
  owner: string;
  lifecycle: string;
}

type DiscoveredComponent = DiscoveredApp['components'][number];

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

/** Signs that show nothing, or turn the text around them. */
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu;

/** The signs of a text that show, so many at most. */
function shown(text: string, length: number): string {
  const signs = [...text.replace(UNSHOWN, ' ').trim()];
  return signs.length > length
    ? `${signs.slice(0, length - 1).join('')}…`
    : signs.join('');
}

/** No name in Kubernetes is longer. */
const MAX_TITLE = 253;

/** A title that people can read; none where nothing is left of it. */
const titled = (text = ''): { title?: string } => {
  const title = shown(text, MAX_TITLE);
  return title ? { title } : {};
};

/** The topology id of a component: the API's `dependsOn` names components by it. */
function topologyId(component: DiscoveredComponent): string {
  const [group, version] = component.apiVersion.split('/');
  return [
    component.cluster,
    component.namespace,
    version === undefined ? '' : group,
    component.kind,
    component.name,
  ].join('/');
}

const kindOf = ({ category }: DiscoveredComponent) =>
  category === 'vm' ? 'Resource' : 'Component';

const namespaceOf = (app: DiscoveredApp) =>
  entityNamespace(app.namespace ?? DEFAULT_NAMESPACE);

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
  names: string[];
  take: (ref: CompoundEntityRef) => void;
}

/**
 * Names everything short, and longer only where two would share a name. The
 * catalog does not tell capital letters from small ones.
 */
function nameAll(apps: readonly DiscoveredApp[]): Refs {
  const systems = new Map<DiscoveredApp, CompoundEntityRef>();
  const parts = new Map<string, CompoundEntityRef>();
  const candidates = apps.flatMap((app): Candidate[] => {
    const namespace = namespaceOf(app);
    return [
      {
        kind: 'System',
        namespace,
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
  const refsOf = ({ kind, namespace, names }: Candidate) =>
    names.map(name => ({ kind, namespace, name: entityName(name) }));
  const uses = new Map<string, number>();
  for (const candidate of candidates) {
    const own = refsOf(candidate).map(ref => stringifyEntityRef(ref));
    new Set(own).forEach(ref => uses.set(ref, (uses.get(ref) ?? 0) + 1));
  }
  for (const candidate of candidates) {
    const refs = refsOf(candidate);
    const [last] = refs.slice(-1);
    candidate.take(
      refs.find(ref => uses.get(stringifyEntityRef(ref)) === 1) ?? last,
    );
  }
  return { systems, parts };
}

const located = {
  [ANNOTATION_LOCATION]: LOCATION,
  [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
};

/** How many namespaces a sentence names, and how much of what each says. */
const MAX_NAMED = 5;
const MAX_WORD = 100;

/** Who says what of an app's owner, for people; anyone may have a word, so it is kept short. */
function conflictOf({ owners = [] }: DiscoveredApp): string | undefined {
  const named = owners
    .slice(0, MAX_NAMED)
    .map(({ cluster, namespace, owner, unreadable }) => {
      const said =
        owner === undefined ? 'nothing' : `'${shown(owner, MAX_WORD)}'`;
      const why = unreadable
        ? ` on ${shown(
            describeObject(unreadable),
            MAX_TITLE,
          )}, which is no entity reference`
        : '';
      return `${cluster}/${namespace} says ${said}${why}`;
    });
  const more = owners.length - named.length;
  return owners.length === 0
    ? undefined
    : [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/**
 * Where the System itself looks for its objects: where its workloads are, and
 * nowhere else, as its label may be on anything anywhere.
 */
function placesOf({ components }: DiscoveredApp): Record<string, string> {
  const distinct = (texts: string[]) => [...new Set(texts)].sort();
  const clusters = distinct(components.map(({ cluster }) => cluster));
  const namespaces = distinct(components.map(({ namespace }) => namespace));
  return {
    [ANNOTATION_PLACES]: distinct(
      components.map(({ cluster, namespace }) => placeName(cluster, namespace)),
    ).join(),
    // For who reads the kubernetes plugin's annotations alone.
    ...(clusters.length === 1 && {
      [KUBERNETES_ANNOTATIONS.cluster]: clusters[0],
    }),
    ...(namespaces.length === 1 && {
      [KUBERNETES_ANNOTATIONS.namespace]: namespaces[0],
    }),
  };
}

function systemOf(
  app: DiscoveredApp,
  { name, namespace }: CompoundEntityRef,
  owner: string,
): Entity {
  const conflict = conflictOf(app);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name,
      namespace,
      ...titled(app.title),
      annotations: {
        ...located,
        [KUBERNETES_ANNOTATIONS.labelSelector]: `${LABEL_PART_OF}=${app.name}`,
        ...placesOf(app),
        ...(conflict && { [ANNOTATION_OWNER_CONFLICT]: conflict }),
      },
    },
    spec: { owner },
  };
}

/**
 * The entities of all apps: for each a System, a Component for each container
 * workload, and a Resource of type `virtual-machine` for each VM. Each has a
 * reference of its own.
 */
export function appEntities(
  apps: readonly DiscoveredApp[],
  defaults: EntityDefaults,
): Entity[] {
  const refs = nameAll(apps);
  return [...refs.systems].flatMap(([app, systemRef]) => {
    const owner =
      ownerRef(app.owner ?? '', systemRef.namespace) ?? defaults.owner;
    const parts = app.components.flatMap((component): Entity[] => {
      const ref = refs.parts.get(topologyId(component));
      if (!ref) {
        return [];
      }
      const dependsOn = (component.dependsOn ?? []).flatMap(id => {
        const target = refs.parts.get(id);
        return target ? [stringifyEntityRef(target)] : [];
      });
      const isVm = component.category === 'vm';
      return [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: ref.kind,
          metadata: {
            name: ref.name,
            namespace: ref.namespace,
            ...titled(component.componentName ?? component.name),
            annotations: {
              ...located,
              [KUBERNETES_ANNOTATIONS.cluster]: component.cluster,
              [KUBERNETES_ANNOTATIONS.namespace]: component.namespace,
              [KUBERNETES_ANNOTATIONS.labelSelector]:
                component.labelSelector ?? `${LABEL_PART_OF}=${app.name}`,
            },
          },
          spec: {
            type: isVm ? 'virtual-machine' : 'service',
            owner,
            system: stringifyEntityRef(systemRef),
            ...(!isVm && { lifecycle: defaults.lifecycle }),
            ...(dependsOn.length > 0 && { dependsOn }),
          },
        },
      ];
    });
    return [systemOf(app, systemRef, owner), ...parts];
  });
}
