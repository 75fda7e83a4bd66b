import {
  ClusterStore,
  KubeObject,
  PlainObject,
  withControllers,
} from '../clusters';
import { healthOf, SourcedHealth } from '../kinds';
import { at, groupOf, idOf, text } from '../objects';

/** What names an object, as far as it says so. */
export interface LookedAt {
  apiVersion?: string;
  kind?: string;
  namespace?: string;
  name?: string;
}

/** How one object is. */
export interface ObjectReport extends LookedAt {
  /** What it folds into: the topmost that controls it, and is there. */
  holder?: LookedAt;
  health: SourcedHealth;
}

const namesOf = ({ apiVersion, kind, metadata }: KubeObject): LookedAt => ({
  apiVersion,
  kind,
  ...(metadata.namespace && { namespace: metadata.namespace }),
  name: metadata.name,
});

function holderOf(
  object: KubeObject,
  store: ClusterStore,
): KubeObject | undefined {
  const top = [...withControllers(object, store)].at(-1);
  return top === object ? undefined : top;
}

/** Whether a document has what an object of a cluster has at least. */
export const isObject = (document: object): document is PlainObject =>
  text(at(document, 'apiVersion')) !== undefined &&
  text(at(document, 'kind')) !== undefined &&
  text(at(document, 'metadata', 'name')) !== undefined;

/** Of what the store does not have: what it says of itself, and why it is not there. */
function notKept(document: object): ObjectReport {
  const apiVersion = text(at(document, 'apiVersion'));
  const kind = text(at(document, 'kind'));
  const namespace = text(at(document, 'metadata', 'namespace'));
  const name = text(at(document, 'metadata', 'name'));
  const isSecret = apiVersion === 'v1' && kind === 'Secret' && name;
  return {
    ...(apiVersion && { apiVersion }),
    ...(kind && { kind }),
    ...(namespace && { namespace }),
    ...(name && { name }),
    health: isSecret
      ? {
          state: 'unjudged',
          message: 'Secrets are never read',
          source: 'the kind has no status',
        }
      : {
          state: 'unknown',
          reason: 'Unreadable',
          message: 'It lacks apiVersion, kind or metadata.name',
          source: 'Kubernetes API conventions, objects',
        },
  };
}

/**
 * How each object is, once each, in the order of their ids. One that is broken
 * is told as such and takes nothing from the others.
 */
export function reportObjects(
  documents: readonly object[],
  store: ClusterStore,
): ObjectReport[] {
  const reports = new Map<string, ObjectReport>();
  documents.forEach((document, index) => {
    const object = isObject(document)
      ? store.get({
          group: groupOf(document.apiVersion),
          kind: document.kind,
          namespace: text(document.metadata.namespace),
          name: document.metadata.name,
        })
      : undefined;
    if (!object) {
      const report = notKept(document);
      const { apiVersion, kind, namespace, name } = report;
      // What has no name is told where it stands, after all that have one.
      const id = name
        ? ['', namespace, apiVersion, kind, name].join('/')
        : `~${String(index).padStart(9, '0')}`;
      reports.set(id, report);
      return;
    }
    const holder = holderOf(object, store);
    reports.set(idOf('', object), {
      ...namesOf(object),
      ...(holder && { holder: namesOf(holder) }),
      health: healthOf(object, store),
    });
  });
  return [...reports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, report]) => report);
}
