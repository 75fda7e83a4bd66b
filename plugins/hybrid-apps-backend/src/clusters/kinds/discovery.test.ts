import { createKubeClient } from '../client/kubeClient';
import {
  ScriptedApiServer,
  startScriptedApiServer,
} from '../../__testUtils__/scriptedApiServer';
import { discover, Discovery } from './discovery';
import { choose } from './selection';
import { KINDS as PORTAL } from '../../kinds';
import { WatchedKind } from './kindTable';

const KINDS = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  { group: 'batch', version: 'v1', kind: 'CronJob', plural: 'cronjobs' },
  { group: 'batch', version: 'v1beta1', kind: 'CronJob', plural: 'cronjobs' },
  { group: 'batch', version: 'v1beta1', kind: 'Old', plural: 'olds' },
  { group: 'projectcalico.org', version: 'v3', kind: 'Tier', plural: 'tiers' },
];

async function discoverFrom(server: ScriptedApiServer): Promise<Discovery> {
  const client = createKubeClient({
    cluster: () => ({ name: 'hub', url: server.url, authMetadata: {} }),
    credential: async () => ({ type: 'anonymous' }),
  });
  try {
    return await discover(client);
  } finally {
    await client.close();
  }
}

const namesOf = ({ kinds }: Discovery) =>
  kinds.map(({ group, version, kind }) => `${group}/${version} ${kind}`);

describe.each([
  ['aggregated', true],
  ['group by group', false],
])('discover, %s', (_, aggregatedDiscovery) => {
  let server: ScriptedApiServer;

  beforeEach(async () => {
    server = await startScriptedApiServer({
      kinds: KINDS,
      aggregatedDiscovery,
    });
  });

  afterEach(() => server.stop());

  it('finds each kind once, in the version that its group prefers', async () => {
    const discovery = await discoverFrom(server);

    expect(namesOf(discovery)).toEqual([
      '/v1 Pod',
      'batch/v1 CronJob',
      'batch/v1beta1 Old',
      'projectcalico.org/v3 Tier',
    ]);
    expect(discovery.kinds[0]).toEqual({
      group: '',
      version: 'v1',
      kind: 'Pod',
      plural: 'pods',
      namespaced: true,
      verbs: ['get', 'list', 'watch'],
    });
    expect(discovery.kubernetesVersion).toBe('v1.36.2');
  });

  it('tells a group that does not answer from one that is not there', async () => {
    server.silence('projectcalico.org');

    const discovery = await discoverFrom(server);

    expect(namesOf(discovery)).toContain('batch/v1 CronJob');
    expect([...discovery.silentGroups.keys()]).toEqual(['projectcalico.org']);
  });

  it('fails where the server does not answer at all', async () => {
    server.fail(100);
    await expect(discoverFrom(server)).rejects.toThrow('etcd has no leader');
  });
});

describe('choose', () => {
  const tiers = PORTAL.watched.find(
    ({ kind }) => kind === 'Tier',
  ) as WatchedKind;
  const served = (
    group: string,
    version: string,
    verbs = ['list', 'watch'],
  ) => ({
    group,
    version,
    kind: 'Tier',
    plural: 'tiers',
    namespaced: false,
    verbs,
  });
  const v3 = served('projectcalico.org', 'v3');
  const crd = served('crd.projectcalico.org', 'v1');
  const none = new Map<string, string>();
  const silent = new Map([['projectcalico.org', 'away']]);

  it.each([
    [
      'one of two groups that serve it',
      [crd, v3],
      none,
      undefined,
      { watch: v3 },
    ],
    [
      'the other where the first is not served',
      [crd],
      none,
      undefined,
      { watch: crd },
    ],
    [
      'the other while the first is silent',
      [crd],
      silent,
      undefined,
      { watch: crd },
    ],
    [
      'what is watched, while its group is silent',
      [crd],
      silent,
      v3,
      { watch: v3 },
    ],
    ['nothing where no group serves it', [], none, v3, { absent: true }],
    [
      'nothing yet where the only group is silent',
      [],
      silent,
      undefined,
      { silent: 'away' },
    ],
    [
      'nothing where it cannot be watched',
      [served('projectcalico.org', 'v3', ['get'])],
      none,
      undefined,
      { absent: true },
    ],
  ])('takes %s', (_, kinds, silentGroups, current, expected) => {
    expect(choose(tiers, { kinds, silentGroups }, current)).toEqual(expected);
  });
});
