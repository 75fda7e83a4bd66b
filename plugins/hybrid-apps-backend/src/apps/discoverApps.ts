import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import {
  ANNOTATION_CATALOG_NAMESPACE,
  ANNOTATION_OWNER,
  ANNOTATION_TITLE,
  DiscoveredApp,
  LeftOutApp,
  LABEL_PART_OF,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
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
import { agree, agreedOf, Found, toldOf, wordsOf } from './told';
import { wiresOf } from './wiring';

const LABEL_NAME = 'app.kubernetes.io/name';
const LABEL_COMPONENT = 'app.kubernetes.io/component';

/**
 * Whether a cluster's namespaces are not read yet. They say whose an app is, so
 * without them nothing is told of it.
 */
const namespacesAwaited = (store: ClusterStore): boolean =>
  store
    .knowledge()
    .some(({ kind, state }) => kind === 'namespaces' && state === 'syncing');

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

/** What would be an app, and is taken for a part of the platform: each once, in order. */
export function leftToPlatform(
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
): LeftOutApp[] {
  const left = new Map<string, LeftOutApp>();
  for (const store of stores) {
    for (const [name, { metadata }] of partsOn(store)) {
      const { namespace = '' } = metadata;
      if (isPlatform(namespace)) {
        const app = { name, cluster: store.name, namespace };
        left.set(JSON.stringify(app), app);
      }
    }
  }
  return [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, app]) => app);
}

/** The catalog namespace that a workload's app is told to be in; empty for the default one. The catalog does not tell capital letters from small ones. */
function catalogNamespaceOf(found: Found): string {
  const told = toldOf(found, ANNOTATION_CATALOG_NAMESPACE);
  const namespace = (told ?? '').toLocaleLowerCase('en-US');
  return namespace === DEFAULT_NAMESPACE ? '' : namespace;
}

/**
 * The apps that the label `app.kubernetes.io/part-of` on workloads tells of,
 * over all clusters, sorted by name. Anyone may give that label to a workload
 * of a namespace of their own, so what annotations tell of an app (its owner,
 * its title) counts only where all of its namespaces tell the same.
 */
export function discoverApps(
  stores: readonly ClusterStore[],
  isPlatform: IsPlatform,
): DiscoveredApp[] {
  const apps = new Map<
    string,
    { name: string; namespace: string; workloads: Found[] }
  >();
  for (const store of stores) {
    if (namespacesAwaited(store)) {
      continue;
    }
    for (const [part, object] of partsOn(store)) {
      if (!isPlatform(object.metadata.namespace ?? '')) {
        const found = { store, object };
        const namespace = catalogNamespaceOf(found);
        const key = JSON.stringify([namespace, part]);
        const app = apps.get(key) ?? { name: part, namespace, workloads: [] };
        apps.set(key, app);
        app.workloads.push(found);
      }
    }
  }

  return [...apps.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { name, namespace, workloads }]): DiscoveredApp => {
      const found = workloads.sort((a, b) =>
        idOf(a.store.name, a.object) < idOf(b.store.name, b.object) ? -1 : 1,
      );
      const owners = wordsOf(found, ANNOTATION_OWNER, text =>
        ownerRef(text, namespace || DEFAULT_NAMESPACE),
      );
      const owner = agreedOf(owners);
      const titles = wordsOf(found, ANNOTATION_TITLE);
      const title = agreedOf(titles);
      return {
        name,
        ...(namespace && { namespace }),
        ...(title && { title }),
        ...(!agree(titles) && { titleDisputed: true }),
        ...(owner && { owner }),
        ...(!agree(owners) && {
          owners: owners.map(({ value, ...word }) => ({
            ...word,
            ...(value && { owner: value }),
          })),
        }),
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
