import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_PLACES,
  DiscoveredApp,
  KUBERNETES_ANNOTATIONS,
  LABEL_PART_OF,
  ownerRef,
  placeName,
  withoutUnprintable,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ANNOTATION_DISCOVERED_AS,
  ANNOTATION_DISCOVERED_OWNER,
  appId,
  discoveredOwner,
  EMPTY_CATALOG,
  InCatalog,
  nameAll,
  systemIdentity,
  topologyId,
} from './naming';

/** Where entities of this provider say they come from. */
export const LOCATION = 'hybrid-apps:discovered-apps';

/** What the clusters do not tell. */
export interface EntityDefaults {
  owner: string;
  lifecycle: string;
}

/** A text, cut between its signs where it has more than so many. */
function cut(text: string, length: number): string {
  const signs = [...text];
  return signs.length > length
    ? `${signs.slice(0, length - 1).join('')}…`
    : text;
}

/** No name in Kubernetes is longer. */
const MAX_TITLE = 253;

/** A title that people can read; none where nothing is left of it. */
const titled = (text = ''): { title?: string } => {
  const title = cut(withoutUnprintable(text), MAX_TITLE);
  return title ? { title } : {};
};

const located = {
  [ANNOTATION_LOCATION]: LOCATION,
  [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
};

const distinct = (texts: string[]) => [...new Set(texts)].sort();

/** Where the workloads of an app are, as `placeName` writes it. */
export const placesOf = ({ components }: DiscoveredApp): string[] =>
  distinct(
    components.map(({ cluster, namespace }) => placeName(cluster, namespace)),
  );

/**
 * Where a System itself looks for its objects: where its workloads are, and
 * nowhere else, as its label may be on anything anywhere.
 */
function whereabouts(places: string[]): Record<string, string> {
  const read = places.map(place => place.split('/'));
  const clusters = distinct(
    read.map(([cluster]) => decodeURIComponent(cluster)),
  );
  const namespaces = distinct(read.map(([, namespace]) => namespace));
  return {
    [ANNOTATION_PLACES]: distinct(places).join(),
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
  places: string[],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name,
      namespace,
      ...titled(app.title),
      annotations: {
        ...located,
        [ANNOTATION_DISCOVERED_AS]: appId(app),
        [ANNOTATION_DISCOVERED_OWNER]: discoveredOwner(app),
        [KUBERNETES_ANNOTATIONS.labelSelector]: `${LABEL_PART_OF}=${app.name}`,
        ...whereabouts(places),
      },
    },
    spec: { owner },
  };
}

/**
 * The entities of all apps: for each a System, a Component for each container
 * workload, and a Resource of type `virtual-machine` for each VM. Each has a
 * reference of its own.
 *
 * @param silentPlaces - where Systems were that nobody tells of now, by what
 * they stand for
 */
export function appEntities(
  apps: readonly DiscoveredApp[],
  defaults: EntityDefaults,
  inCatalog: InCatalog = EMPTY_CATALOG,
  silentPlaces: ReadonlyMap<string, string[]> = new Map(),
): Entity[] {
  const refs = nameAll(apps, inCatalog);
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
              [ANNOTATION_DISCOVERED_AS]: topologyId(component),
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
    const places = [
      ...placesOf(app),
      ...(silentPlaces.get(systemIdentity(app)) ?? []),
    ];
    return [systemOf(app, systemRef, owner, places), ...parts];
  });
}
