import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import {
  ANNOTATION_CATALOG_NAMESPACE,
  ANNOTATION_TITLE,
  DiscoveredApp,
  LeftOutApp,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Labels } from '@hybrid-apps/network-policy';
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

/** A workload as others of its app look for it. */
interface Target extends Found {
  id: string;
  /** Of its Pods. */
  labels?: Labels;
}

/** Ids of the app's workloads that this one is configured to talk to. */
function dependsOn({ store, object }: Found, app: readonly Target[]): string[] {
  return wiresOf(object, store).flatMap(({ service }) => {
    const selector = selectorOfLabels(at(service, 'spec', 'selector'));
    return selector.length === 0
      ? []
      : app
          .filter(
            other =>
              other.store === store &&
              other.object !== object &&
              other.object.metadata.namespace === service.metadata.namespace &&
              matches(selector, other.labels),
          )
          .map(({ id }) => id);
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

/** What carries the label of an app and is none: each once, in order. */
function createLeftOut() {
  const found = new Map<string, LeftOutApp>();
  return {
    add(app: LeftOutApp) {
      found.set(JSON.stringify([app.name, app.cluster, app.namespace]), app);
    },
    sorted: () =>
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, app]) => app),
  };
}

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

/** The catalog namespace that a workload's app is told to be in; empty for the default one. The catalog does not tell capital letters from small ones. */
function catalogNamespaceOf(found: Found): string {
  const told = toldOf(found, ANNOTATION_CATALOG_NAMESPACE);
  const namespace = (told ?? '').toLocaleLowerCase('en-US');
  return namespace === DEFAULT_NAMESPACE ? '' : namespace;
}

/** An app that labels tell of, and the workloads that bear them. */
export interface LabelledApp {
  /** No other one has the same. */
  key: string;
  name: string;
  /** Of the catalog; empty for the default one. */
  namespace: string;
  owner?: string;
  workloads: readonly Found[];
}

/** What bears the label of an app: apps, and what is none. */
export interface Labelled {
  /** In the order of their keys. */
  apps: LabelledApp[];
  /** What would be an app, and is taken for a part of the platform. */
  leftOut: LeftOutApp[];
  /** What would be an app, and nobody can tell whose; it is none until that is known. */
  ofUnknownOwner: LeftOutApp[];
}

/**
 * The apps that the label `app.kubernetes.io/part-of` on workloads tells of,
 * over all clusters. Anyone may give that label to a workload of a
 * namespace of their own, so an app is a name and an owner: what is labelled
 * alike in namespaces of two owners are two apps, and what is in namespaces of
 * none is a third. Whose a namespace is, nobody says who works in it.
 */
export function labelledApps(
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
  ownerOf: OwnerOf,
): Labelled {
  const apps = new Map<string, LabelledApp & { workloads: Found[] }>();
  const leftOut = createLeftOut();
  const ofUnknownOwner = createLeftOut();
  for (const store of stores) {
    for (const [name, object] of partsOn(store)) {
      const place = object.metadata.namespace ?? '';
      const noApp = { name, cluster: store.name, namespace: place };
      if (isPlatform(place)) {
        leftOut.add(noApp);
      } else if (isOwnerUnknown(store, object, ownerOf)) {
        ofUnknownOwner.add(noApp);
      } else {
        const found = { store, object };
        const namespace = catalogNamespaceOf(found);
        const { owner } = ownerOf(store, place);
        const key = JSON.stringify([namespace, name, owner ?? '']);
        const app = apps.get(key) ?? {
          ...{ key, name, namespace, owner },
          workloads: [],
        };
        apps.set(key, app);
        app.workloads.push(found);
      }
    }
  }
  return {
    apps: [...apps.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    leftOut: leftOut.sorted(),
    ofUnknownOwner: ofUnknownOwner.sorted(),
  };
}

/** An app as it would be registered: its components, and what they talk to. */
export function describeApp({
  name,
  namespace,
  owner,
  workloads,
}: LabelledApp): DiscoveredApp {
  const found = workloads
    .map(
      ({ store, object }): Target => ({
        ...{ store, object, id: idOf(store.name, object) },
        labels: podTemplateOf(object)?.labels,
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
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
}
