import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import {
  ANNOTATION_CATALOG_NAMESPACE,
  ANNOTATION_TITLE,
  DiscoveredApp,
  LeftOutApp,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { OwnerOf } from '../namespaces';
import {
  idOf,
  isMadeByWorkload,
  isVm,
  isWorkload,
  matches,
  podTemplateOf,
  selectorOfLabels,
  at,
} from '../objects';
import { IsPlatform } from './platform';
import { agreedOn, Found, namespaceOf, toldOf } from './told';
import { wiresOf } from './wiring';

const LABEL_NAME = 'app.kubernetes.io/name';
const LABEL_COMPONENT = 'app.kubernetes.io/component';

/**
 * A selector of labels that this workload's objects carry and no other's of the
 * app in its namespace: what is elsewhere is told apart by its place, and has no
 * say in how this one is found.
 */
function labelSelector(one: Found, app: readonly Found[]): string | undefined {
  const { labels = {}, namespace } = one.object.metadata;
  const others = app.filter(
    other =>
      other !== one &&
      other.store === one.store &&
      other.object.metadata.namespace === namespace,
  );
  const tellsApart = [LABEL_COMPONENT, LABEL_NAME].find(
    label =>
      labels[label] !== undefined &&
      others.every(
        other => other.object.metadata.labels?.[label] !== labels[label],
      ),
  );
  return (
    tellsApart &&
    `${LABEL_PART_OF}=${labels[LABEL_PART_OF]},${tellsApart}=${labels[tellsApart]}`
  );
}

/** Ids of the app's workloads that this one is configured to talk to. */
function dependsOn({ store, object }: Found, app: readonly Found[]): string[] {
  return wiresOf(object, store).flatMap(({ service }) => {
    const selector = selectorOfLabels(at(service, 'spec', 'selector'));
    return app
      .filter(
        other =>
          other.store === store &&
          other.object !== object &&
          other.object.metadata.namespace === service.metadata.namespace &&
          selector.length > 0 &&
          matches(selector, podTemplateOf(other.object)?.labels),
      )
      .map(other => idOf(store.name, other.object));
  });
}

/** The workloads of a cluster that say of which app they are part. */
const partsOn = (store: ClusterStore): Array<[part: string, KubeObject]> =>
  store
    .listByLabel(LABEL_PART_OF)
    .filter(object => isWorkload(object) && !isMadeByWorkload(object))
    .flatMap((object): Array<[string, KubeObject]> => {
      const part = object.metadata.labels?.[LABEL_PART_OF];
      return part ? [[part, object]] : [];
    });

/** What carries the label of an app in namespaces that are meant: each once, in order. */
function labelledIn(
  stores: readonly ClusterStore[],
  isMeant: (store: ClusterStore, object: KubeObject) => boolean,
): LeftOutApp[] {
  const found = new Map<string, LeftOutApp>();
  for (const store of stores) {
    for (const [name, object] of partsOn(store)) {
      if (isMeant(store, object)) {
        const { namespace = '' } = object.metadata;
        const app = { name, cluster: store.name, namespace };
        found.set(JSON.stringify(app), app);
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, app]) => app);
}

/** What would be an app, and is taken for a part of the platform. */
export const leftToPlatform = (
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
): LeftOutApp[] =>
  labelledIn(stores, (_, { metadata: { namespace = '' } }) =>
    isPlatform(namespace),
  );

/**
 * Whether nobody can tell whose a workload's namespace is: by its name it is
 * nobody's, and the portal has not read the Namespace, or may not. That is not
 * the same as a Namespace that names no owner.
 */
const isOwnerUnknown = (
  store: ClusterStore,
  object: KubeObject,
  ownerOf: OwnerOf,
): boolean =>
  ownerOf(store, object.metadata.namespace ?? '').owner === undefined &&
  namespaceOf(store, object) === undefined;

/** What would be an app, and nobody can tell whose; it is none until that is known. */
export const ofUnknownOwner = (
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
  ownerOf: OwnerOf,
): LeftOutApp[] =>
  labelledIn(
    stores,
    (store, object) =>
      !isPlatform(object.metadata.namespace ?? '') &&
      isOwnerUnknown(store, object, ownerOf),
  );

/** The catalog namespace that a workload's app is told to be in; empty for the default one. The catalog does not tell capital letters from small ones. */
function catalogNamespaceOf(found: Found): string {
  const told = toldOf(found, ANNOTATION_CATALOG_NAMESPACE);
  const namespace = (told ?? '').toLocaleLowerCase('en-US');
  return namespace === DEFAULT_NAMESPACE ? '' : namespace;
}

/**
 * The apps that the label `app.kubernetes.io/part-of` on workloads tells of,
 * over all clusters, in order. Anyone may give that label to a workload of a
 * namespace of their own, so an app is a name and an owner: what is labelled
 * alike in namespaces of two owners are two apps, and what is in namespaces of
 * none is a third. Whose a namespace is, nobody says who works in it.
 */
export function discoverApps(
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
  ownerOf: OwnerOf,
): DiscoveredApp[] {
  const apps = new Map<
    string,
    { name: string; namespace: string; owner?: string; workloads: Found[] }
  >();
  for (const store of stores) {
    for (const [name, object] of partsOn(store)) {
      const place = object.metadata.namespace ?? '';
      if (!isPlatform(place) && !isOwnerUnknown(store, object, ownerOf)) {
        const found = { store, object };
        const namespace = catalogNamespaceOf(found);
        const { owner } = ownerOf(store, place);
        const key = JSON.stringify([namespace, name, owner ?? '']);
        const app = apps.get(key) ?? { name, namespace, owner, workloads: [] };
        apps.set(key, app);
        app.workloads.push(found);
      }
    }
  }

  return [...apps.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { name, namespace, owner, workloads }]): DiscoveredApp => {
      const found = workloads.sort((a, b) =>
        idOf(a.store.name, a.object) < idOf(b.store.name, b.object) ? -1 : 1,
      );
      const title = agreedOn(found, ANNOTATION_TITLE);
      return {
        name,
        ...(namespace && { namespace }),
        ...(title && { title }),
        ...(owner && { owner }),
        clusters: [...new Set(found.map(({ store }) => store.name))].sort(),
        components: found.map(one => {
          const { metadata, apiVersion, kind } = one.object;
          const selector = labelSelector(one, found);
          const named = metadata.labels?.[LABEL_COMPONENT];
          const targets = [...new Set(dependsOn(one, found))].sort();
          return {
            name: metadata.name,
            category: isVm(one.object) ? 'vm' : 'container',
            cluster: one.store.name,
            namespace: metadata.namespace ?? '',
            kind,
            apiVersion,
            ...(named && named !== metadata.name && { componentName: named }),
            ...(selector && { labelSelector: selector }),
            ...(targets.length > 0 && { dependsOn: targets }),
          };
        }),
      };
    });
}
