import {
  KindKnowledge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { endpointSlicesOf } from '../kinds';
import { Steps } from '../unhurried';
import { edgesByHost, waysInOf } from './byHost';
import { declaredEdges } from './declared';
import { edgesOf, INTERNET } from './edges';
import { fold, Folded } from './fold';
import { knowledgeOfOwner, unknownOf } from './knowledge';
import { groundOf, internetNode, nodeSteps, referenceNode } from './nodes';
import { outsideNodes } from './outside';
import { Structure } from './types';

/** Services show their EndpointSlices, which no one draws. */
function withEndpointSlices(
  folded: Folded[],
  stores: readonly ClusterStore[],
): Folded[] {
  return folded.map(one => {
    const { cluster, object } = one.member;
    const store = stores.find(({ name }) => name === cluster);
    if (object.kind !== 'Service' || !store) {
      return one;
    }
    const known = new Set(one.parts.map(({ id }) => id));
    const slices = endpointSlicesOf(object, store)
      .map(slice => ({
        ...one.member,
        id: `${cluster}/${slice.metadata.namespace}/discovery.k8s.io/EndpointSlice/${slice.metadata.name}`,
        object: slice,
      }))
      .filter(({ id }) => !known.has(id));
    return { ...one, parts: [...one.parts, ...slices] };
  });
}

/** That an app is larger than anybody could look at. */
const tooLarge = (cluster: string): KindKnowledge => ({
  cluster,
  kind: '*',
  state: 'partial',
  message:
    'The app is larger than the portal looks at: some of what belongs to it, or of how it hangs together, is missing here. Narrow the labels by which its entities name objects, or make several apps of it.',
});

/**
 * What is drawn of an app by the objects of its clusters alone, in steps, as of
 * thousands it takes long how well each is: the same members always give the same graph.
 *
 * @param stores - those of the clusters that the app may be on
 */
export function* structureSteps(
  app: AppMembers,
  stores: readonly ClusterStore[],
): Steps<Structure> {
  const grounds = new Map(stores.map(store => [store.name, groundOf(store)]));
  const folded = withEndpointSlices(fold(app, stores), stores);
  const holders = new Map(
    folded.flatMap(({ member, parts }) =>
      parts.map(({ id }): [string, string] => [id, member.id]),
    ),
  );
  const drawn: TopologyNode[] = [];
  for (const one of folded) {
    const ground = grounds.get(one.member.cluster);
    if (ground) {
      drawn.push(yield* nodeSteps(one, ground));
    }
  }
  for (const reference of app.references) {
    drawn.push(referenceNode(reference, stores));
    yield;
  }
  const waysIn = waysInOf(app, stores);
  const outside = outsideNodes(
    app.members,
    stores,
    holders,
    host => waysIn(host).length > 0,
  );
  const ids = new Set(drawn.map(({ id }) => id));
  yield;
  const byHost = edgesByHost(app, stores, waysIn);
  yield;
  const declared = declaredEdges(app);
  const edges = edgesOf(app, stores, holders, {
    declared: declared.edges,
    byHost: byHost.edges,
  }).filter(
    ({ source, target }) =>
      (source === INTERNET || ids.has(source)) && ids.has(target),
  );
  const hasOutside = edges.some(({ source }) => source === INTERNET);
  return {
    entityRef: app.entityRef,
    nodes: [
      ...drawn,
      ...outside.nodes,
      ...(hasOutside ? [internetNode] : []),
    ].sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: [...edges, ...outside.edges].sort((a, b) => (a.id < b.id ? -1 : 1)),
    holders,
    knowledge: [
      ...unknownOf(stores, known =>
        app.references.some(
          one =>
            one.isOwner &&
            one.cluster === known.cluster &&
            knowledgeOfOwner([known], one) !== undefined,
        ),
      ),
      ...[...new Set([...app.cut, ...byHost.cut, ...declared.cut])].map(
        tooLarge,
      ),
    ],
  };
}
