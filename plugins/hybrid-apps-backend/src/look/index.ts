/**
 * What the portal would say of a folder of manifests: to report a fault, to try
 * a rule, and to test. It has no cluster, and asks none.
 */
import {
  AppSummary,
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LiveStore } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
import { text } from '../objects';
import { answerInPlace } from '../policy';
import { createAppViews } from '../views';
import { isEntity, readApp } from './entities';
import { isObject, ObjectReport, reportObjects } from './objects';

export type { ObjectReport } from './objects';

/** An app, as the API answers about it. */
export interface AppReport {
  summary: Omit<AppSummary, 'changedAt'>;
  topology: Topology;
  policy: PolicyStatus;
}

/** What stands more than once among documents with other contents, like `Service shop/web`. */
export function namedTwice(documents: readonly object[]): string[] {
  const seen = new Map<string, string>();
  const twice = new Set<string>();
  for (const document of documents.filter(isObject)) {
    const { apiVersion, kind, metadata } = document;
    const place = metadata.namespace ? `${metadata.namespace}/` : '';
    const key = `${apiVersion} ${kind} ${place}${metadata.name}`;
    const contents = JSON.stringify(document);
    if ((seen.get(key) ?? contents) !== contents) {
      twice.add(`${kind} ${place}${metadata.name}`);
    }
    seen.set(key, contents);
  }
  return [...twice];
}

/** The objects among documents, as a cluster of this name would have them. */
function storeOf(
  cluster: string,
  documents: readonly object[],
): { store: LiveStore; objects: readonly object[] } {
  const objects = documents.filter(document => !isEntity(document));
  // A uid of another type is none: the store makes one.
  const kept = objects
    .filter(isObject)
    .map(({ metadata: { uid, ...metadata }, ...body }) => ({
      ...body,
      metadata: { ...metadata, ...(text(uid) && { uid }) },
    }));
  return { store: createStoreFromObjects(cluster, kept), objects };
}

/**
 * What the portal would say of an app.
 *
 * @param entities - documents of which the first entity is the app; those that
 * are part of it are its parts
 * @throws Error where there is no entity
 */
export async function lookAtApp(
  cluster: string,
  documents: readonly object[],
  entities: readonly object[],
): Promise<AppReport> {
  const { store } = storeOf(cluster, documents);
  const view = createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
    policies: answerInPlace(),
  }).of(readApp(entities));
  const { summary, topology } = await view.drawn();
  return { summary, topology, policy: await view.policy() };
}

/** How each object is, of any kind, once each. */
export function lookAtObjects(
  cluster: string,
  documents: readonly object[],
): { objects: ObjectReport[] } {
  const { store, objects } = storeOf(cluster, documents);
  return { objects: reportObjects(objects, store) };
}
