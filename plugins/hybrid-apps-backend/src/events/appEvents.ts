import {
  AppEvents,
  ObjectEvent,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../apps';
import { ClusterStore, isKnownIn } from '../clusters';
import { nodeId } from '../objects';
import { unhurried } from '../unhurried';
import { EventList } from './eventLists';
import { SeenEvent } from './readEvent';
import { eventsOf, merged } from './told';

/** So many are told: more than a page shows, and what is older is rarely looked for. */
const MOST_TOLD = 200;

/** So many namespaces are asked for, those of most objects first. */
const MOST_NAMESPACES = 10;

type Lack = AppEvents['lacks'][number];

/** A namespace that objects of an app are in. */
interface Place {
  cluster: string;
  namespace: string;
}

/** The namespaces of objects, those of most objects first. */
function placesOf(objects: readonly Member[]): Place[] {
  const found = new Map<string, Place & { objects: number }>();
  for (const { cluster, object } of objects) {
    const { namespace } = object.metadata;
    if (namespace !== undefined) {
      const key = JSON.stringify([cluster, namespace]);
      const one = found.get(key) ?? { cluster, namespace, objects: 0 };
      found.set(key, { ...one, objects: one.objects + 1 });
    }
  }
  return [...found.entries()]
    .sort(
      ([key, { objects: many }], [other, { objects: few }]) =>
        few - many || (key < other ? -1 : 1),
    )
    .map(([, { cluster, namespace }]) => ({ cluster, namespace }));
}

/** Where the portal's copy lacks events, told once a cluster. */
function lacksOf(
  stores: readonly ClusterStore[],
  places: readonly Place[],
): Lack[] {
  return stores.flatMap((store): Lack[] => {
    const all = store.knowledge();
    const known =
      all.find(({ kind }) => kind === 'events') ??
      all.find(({ kind }) => kind === '*');
    const isLacking = places.some(
      ({ cluster, namespace }) =>
        cluster === store.name && !(known && isKnownIn(known, namespace)),
    );
    const why = [known?.state ?? 'unknown', known?.message]
      .filter(Boolean)
      .join(': ');
    return isLacking
      ? [
          {
            cluster: store.name,
            message: `Events of cluster '${store.name}' are not all known (${why}).`,
          },
        ]
      : [];
  });
}

/** What was asked for, by what it is about, and what that lacks. */
async function askedFor(
  places: readonly Place[],
  ask: (cluster: string, namespace: string) => Promise<EventList>,
): Promise<{ byObject: Map<string, SeenEvent[]>; lacks: Lack[] }> {
  const asked = places.slice(0, MOST_NAMESPACES);
  const lists = await Promise.all(
    asked.map(async place => ({
      ...place,
      list: await ask(place.cluster, place.namespace),
    })),
  );
  const byObject = new Map<string, SeenEvent[]>();
  for (const { cluster, namespace, list } of lists) {
    // Who writes events in a namespace speaks of that one alone.
    for (const event of list.events.filter(
      ({ about }) => about.namespace === namespace,
    )) {
      const id = nodeId(cluster, event.about);
      const events = byObject.get(id) ?? [];
      events.push(event);
      byObject.set(id, events);
    }
  }
  return {
    byObject,
    lacks: [
      ...lists.flatMap(({ cluster, namespace, list: { message } }) =>
        message === undefined ? [] : [{ cluster, namespace, message }],
      ),
      ...places.slice(MOST_NAMESPACES).map(({ cluster, namespace }) => ({
        cluster,
        namespace,
        message: `Namespace '${namespace}' of cluster '${cluster}' was not asked for its events, as no more than ${MOST_NAMESPACES} are.`,
      })),
    ],
  };
}

/** The node that each object is drawn in, by ids. */
const drawnAs = ({ nodes }: Pick<Topology, 'nodes'>) =>
  new Map(
    nodes.flatMap(node =>
      [node, ...node.members].map(({ id }) => [id, node.id]),
    ),
  );

/**
 * What happened to objects of an app: what the portal keeps of it, and what
 * clusters still have where they are asked.
 *
 * @param stores - as they are shown, so that what is told is about what is shown
 */
export async function appEvents(
  stores: readonly ClusterStore[],
  topology: Pick<Topology, 'nodes'>,
  objects: readonly Member[],
  ask?: (cluster: string, namespace: string) => Promise<EventList>,
): Promise<AppEvents> {
  const places = placesOf(objects);
  const asked = ask && (await askedFor(places, ask));
  const byName = new Map(stores.map(store => [store.name, store]));
  const nodes = drawnAs(topology);
  const events = await unhurried(
    objects,
    ({ cluster, id, object }): ObjectEvent[] => {
      const store = byName.get(cluster);
      const more = (asked?.byObject.get(id) ?? []).filter(
        ({ about: { uid } }) =>
          // Of the same name there may have been another one before.
          uid === undefined || uid === object.metadata.uid,
      );
      const component = nodes.get(id);
      return store
        ? eventsOf(store, object, more).map(event => ({
            ...event,
            ...(component !== undefined && { component }),
          }))
        : [];
    },
  );
  const all = merged(events.flat());
  return {
    items: all.slice(0, MOST_TOLD),
    left: Math.max(0, all.length - MOST_TOLD),
    lacks: asked?.lacks ?? lacksOf(stores, places),
  };
}
