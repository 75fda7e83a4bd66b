import {
  Connection,
  HybridAppsApi,
  ListPolicyPeersQuery,
  Peer,
  PolicyPeers,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { askConnections } from './useConnectionsOf';

const app = { kind: 'system', namespace: 'default', name: 'shop' };
const own = (id: string, more: Partial<Peer> = {}): Peer => ({
  id,
  cluster: 'onprem',
  kind: 'Deployment',
  name: id,
  inApp: true,
  ...more,
});
const group = (id: string, more: Partial<Peer> = {}) =>
  own(id, { kind: 'Namespace', workloads: 2, expandable: true, ...more });
const connection = (source: string, destination: string): Connection => ({
  source,
  destination,
  verdict: 'allowed',
  ports: 'TCP 80',
});
const web = { id: 'web', cluster: 'onprem' };

/** A backend that answers by `peer`, `workload` and `cursor`. */
async function ask(peers: Peer[], answers: Record<string, PolicyPeers>) {
  const asked: string[] = [];
  const listPolicyPeers: HybridAppsApi['listPolicyPeers'] = async (
    _,
    { peer, workload, cursor }: ListPolicyPeersQuery,
  ) => {
    const key = [peer, workload, cursor].filter(Boolean).join(' ');
    asked.push(key);
    return answers[key];
  };
  const connections = await askConnections(
    { listPolicyPeers },
    app,
    { peers },
    web,
  );
  return {
    asked,
    told: connections.map(({ source, destination }) => [source, destination]),
  };
}
const part = (
  items: string[],
  connections: Connection[],
  nextCursor?: string,
): PolicyPeers => ({
  items: items.map(id => own(id)),
  connections,
  others: [],
  nextCursor,
});

describe('askConnections', () => {
  it('asks nothing where the status tells workloads one by one', async () => {
    const foreign = group('others', { inApp: false });
    expect(await ask([own('web'), own('db'), foreign], {})).toEqual({
      asked: [],
      told: [],
    });
  });

  it('asks all rows of the app in the cluster, to their ends', async () => {
    const peers = [group('a'), group('b'), group('c', { cluster: 'cloud' })];
    expect(
      await ask(peers, {
        'a web': part(['web'], [connection('web', 'a1')], 'more'),
        'a web more': part(['a2'], [connection('a2', 'web')]),
        'b web': part(['b1'], []),
      }),
    ).toEqual({
      asked: ['a web', 'a web more', 'b web'],
      told: [
        ['web', 'a1'],
        ['a2', 'web'],
      ],
    });
  });

  it('asks for those with a workload that is alone in its namespace', async () => {
    expect(
      await ask([group('a'), group('b'), own('alone')], {
        'a web': part(['a1', 'web'], []),
        a: part(['a1'], [connection('a1', 'alone')], 'more'),
        'a more': part(['web'], [connection('alone', 'web')], 'even more'),
        'b web': part(['b1'], []),
      }),
    ).toEqual({
      asked: ['a web', 'a', 'a more', 'b web'],
      told: [['alone', 'web']],
    });
  });
});
