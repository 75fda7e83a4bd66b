import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER,
  Finding,
  ownerRef,
  printable,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';
import { AppEntities, ownersOf } from '../catalog';
import { ClusterStore, KubeObject } from '../clusters';
import { NamespaceOwner, OwnerOf } from '../namespaces';
import { called, isMadeByWorkload, isWorkload, objectField } from '../objects';

/** How many things a sentence names, and how much of what anyone wrote. */
const MAX_NAMED = 5;
const MAX_WORD = 100;

/** What someone wrote, for people: anyone may write anything, so it is kept short and on its line. */
function quoted(written: string): string {
  const signs = [...written];
  const start = signs.slice(0, MAX_WORD).join('');
  return `'${printable(start)}${signs.length > MAX_WORD ? '…' : ''}'`;
}

/** Some of them, and how many more there are. */
function some(texts: readonly string[]): string {
  const more = texts.length - MAX_NAMED;
  return [
    ...texts.slice(0, MAX_NAMED),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
}

/** A namespace in which an app has workloads. */
interface Place extends NamespaceOwner {
  cluster: string;
  namespace: string;
  /** Absent where the portal does not know it. */
  object?: KubeObject;
  workloads: KubeObject[];
}

/** Where the workloads among members are, in order. */
function placesOf(
  members: readonly Member[],
  stores: readonly ClusterStore[],
  ownerOf: OwnerOf,
): Place[] {
  const places = new Map<string, Place>();
  for (const { cluster, object } of members) {
    const { namespace } = object.metadata;
    const store = stores.find(({ name }) => name === cluster);
    if (
      store &&
      namespace !== undefined &&
      isWorkload(object) &&
      !isMadeByWorkload(object)
    ) {
      const key = `${cluster}/${namespace}`;
      const place: Place = places.get(key) ?? {
        cluster,
        namespace,
        ...ownerOf(store, namespace),
        object: store.get({ group: '', kind: 'Namespace', name: namespace }),
        workloads: [],
      };
      places.set(key, place);
      place.workloads.push(object);
    }
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const named = ({ cluster, namespace }: Place) => `${cluster}/${namespace}`;

/** That what tells the owner of a namespace is no reference to one. */
function unreadableOwners(places: readonly Place[]): Finding[] {
  const found = places.flatMap(place =>
    place.unreadable === undefined
      ? []
      : [{ place, said: `${named(place)} says ${quoted(place.unreadable)}` }],
  );
  return found.length === 0
    ? []
    : [
        {
          code: 'owner-unreadable',
          severity: 'warning',
          title: 'Owner of a namespace cannot be read',
          message: `What tells the owner of a namespace is no entity reference, so that the namespace has none: ${some(
            found.map(({ said }) => said),
          )}.`,
          fix: `Write an entity reference like group:default/team-a on the Namespace.`,
          objects: found
            .slice(0, MAX_NAMED)
            .flatMap(({ place: { cluster, object } }) =>
              object ? [objectField(cluster, object)] : [],
            ),
        },
      ];
}

/** That workloads name another owner than their namespace has; it moves none. */
function disagreements(places: readonly Place[]): Finding[] {
  const found = places.flatMap(place =>
    // Of a namespace that the portal does not know, nobody can tell.
    place.owner === undefined && place.object === undefined
      ? []
      : place.workloads.flatMap(object => {
          const written =
            object.metadata.annotations?.[ANNOTATION_OWNER]?.trim();
          const said = written && ownerRef(written);
          return !written || (said !== undefined && said === place.owner)
            ? []
            : [
                {
                  cluster: place.cluster,
                  object,
                  text: `${called(object)} in ${named(place)} says ${quoted(
                    written,
                  )}, its namespace ${place.owner ?? 'nothing'}`,
                },
              ];
        }),
  );
  return found.length === 0
    ? []
    : [
        {
          code: 'owner-disagreement',
          severity: 'warning',
          title: 'Workloads name another owner',
          message: `An app is whose its namespaces are. Workloads say otherwise by ${ANNOTATION_OWNER}, which moves nothing: ${some(
            found.map(({ text }) => text),
          )}.`,
          fix: `Take the annotation off the workloads, or have the platform change the owner of the namespace.`,
          objects: found
            .slice(0, MAX_NAMED)
            .map(({ cluster, object }) => objectField(cluster, object)),
        },
      ];
}

/** That an entity has workloads in namespaces of others than its own owners. */
function foreignPlaces(app: AppEntities, places: readonly Place[]): Finding[] {
  const owners = ownersOf(app);
  const foreign = places.filter(
    ({ owner }) => owner !== undefined && !owners.includes(owner),
  );
  return owners.length === 0 || foreign.length === 0
    ? []
    : [
        {
          code: 'other-owners',
          severity: 'warning',
          title: 'Workloads in namespaces of other owners',
          message: `${stringifyEntityRef(app.entity)} is of ${some(
            owners,
          )}, and what it selects is in namespaces of others: ${some(
            foreign.map(place => `${named(place)} (${place.owner})`),
          )}.`,
          fix: 'Keep the entities to their own namespaces, by backstage.io/kubernetes-namespace or hybrid-apps.io/places.',
          objects: foreign
            .slice(0, MAX_NAMED)
            .map(({ cluster, workloads: [first] }) =>
              objectField(cluster, first),
            ),
        },
      ];
}

/**
 * What to act on in whose an app is: what its entities say, and what is said in
 * the clusters.
 *
 * @param members - those of its members that may be told of
 */
export function entityFindings(
  app: AppEntities,
  members: readonly Member[],
  stores: readonly ClusterStore[],
  ownerOf: OwnerOf,
): Finding[] {
  const places = placesOf(members, stores, ownerOf);
  return [
    ...foreignPlaces(app, places),
    ...unreadableOwners(places),
    ...disagreements(places),
  ];
}
