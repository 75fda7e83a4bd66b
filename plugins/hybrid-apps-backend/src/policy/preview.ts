import {
  ConnectionChange,
  Manifest,
  ObjectRef,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  createPolicyModel,
  formatConnections,
  PolicyModel,
} from '@hybrid-apps/network-policy';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { groupOf, isMadeByWorkload, isWorkload } from '../objects';
import { clusterPolicy, policyObjects } from './clusterPolicy';
import { peerOf } from './peers';

interface Named {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

const key = ({ apiVersion, kind, namespace = '', name }: Named) =>
  [groupOf(apiVersion), kind, namespace, name].join('/');

const named = ({ apiVersion, kind, metadata }: Manifest): Named => ({
  apiVersion,
  kind,
  name: metadata.name,
  ...(typeof metadata.namespace === 'string' && {
    namespace: metadata.namespace,
  }),
});

interface Line {
  source: Peer;
  destination: Peer;
  allowed: string;
  uncertain: string;
}

function linesOf(
  store: ClusterStore,
  model: PolicyModel,
  app: ReadonlySet<string>,
): Map<string, Line> {
  return new Map(
    model.connections().flatMap(one => {
      const source = peerOf(store, one.source, app);
      const destination = peerOf(store, one.destination, app);
      return source.inApp || destination.inApp
        ? [
            [
              `${source.id} ${destination.id}`,
              {
                source,
                destination,
                allowed: formatConnections(one.allowed),
                uncertain: formatConnections(one.uncertain),
              },
            ] as const,
          ]
        : [];
    }),
  );
}

const NONE = 'No Connections';

function changeOf(
  before: Line | undefined,
  after: Line | undefined,
): ConnectionChange['change'] {
  if ((after?.uncertain ?? NONE) !== (before?.uncertain ?? NONE)) {
    return 'uncertain';
  }
  if (!before || before.allowed === NONE) {
    return 'added';
  }
  return !after || after.allowed === NONE ? 'removed' : 'changed';
}

/** Which of an app's connections would differ after policies were applied or removed. */
export function previewPolicy(
  app: AppMembers,
  store: ClusterStore,
  request: { apply?: readonly Manifest[]; remove?: readonly ObjectRef[] },
): ConnectionChange[] {
  const ids = new Set(
    app.members
      .filter(
        ({ cluster, object }) =>
          cluster === store.name &&
          isWorkload(object) &&
          !isMadeByWorkload(object),
      )
      .map(({ id }) => id),
  );
  const replaced = new Set([
    ...(request.remove ?? []).map(key),
    ...(request.apply ?? []).map(manifest => key(named(manifest))),
  ]);
  const kept = policyObjects(store).filter(
    ({ apiVersion, kind, metadata }) =>
      !replaced.has(
        key({
          apiVersion,
          kind,
          name: metadata.name,
          namespace: metadata.namespace,
        }),
      ),
  );
  const before = linesOf(store, clusterPolicy(store).model, ids);
  const after = linesOf(
    store,
    createPolicyModel([...kept, ...(request.apply ?? [])]),
    ids,
  );
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap(pair => {
      const was = before.get(pair);
      const is = after.get(pair);
      const ends = is ?? was;
      return !ends ||
        (was?.allowed === is?.allowed && was?.uncertain === is?.uncertain)
        ? []
        : [
            {
              source: ends.source,
              destination: ends.destination,
              change: changeOf(was, is),
              before: was?.allowed ?? NONE,
              after: is?.allowed ?? NONE,
            },
          ];
    });
}
