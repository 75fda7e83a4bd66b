import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readMetricsSettings } from './settings';
import { fillQuery } from './template';

const read = (metrics?: JsonObject) =>
  readMetricsSettings(
    mockServices.rootConfig({
      data: { hybridApps: metrics ? { metrics } : {} },
    }),
  );

const onprem = (more: JsonObject): JsonObject => ({
  clusters: [{ cluster: 'onprem', url: 'https://prometheus.example', ...more }],
});

it('asks nobody unless told, and has queries', () => {
  const { clusters, queries } = read();
  expect(clusters.size).toBe(0);
  expect(Object.keys(queries.pods)).toHaveLength(7);
  expect(Object.keys(queries.vms)).toHaveLength(6);
});

it.each<[string, JsonObject, object]>([
  ['a token', { bearerToken: ' t0ken\n' }, { authorization: 'Bearer t0ken' }],
  [
    'a name and a password',
    { basic: { username: 'ana', password: 'p:w' } },
    { authorization: `Basic ${Buffer.from('ana:p:w').toString('base64')}` },
  ],
  [
    'headers',
    { headers: { 'X-Scope-OrgID': 'team' } },
    { 'X-Scope-OrgID': 'team' },
  ],
  ['nothing', {}, {}],
])('shows who asks by %s', (_, more, headers) => {
  expect(read(onprem(more)).clusters.get('onprem')?.headers).toEqual(headers);
});

it('takes other queries in place of its own, and leaves the others', () => {
  const { queries } = read({
    queries: {
      pods: {
        cpu: 'own{ns=~"${{ namespaces }}",pod_name=~"${{ pods }}"}',
      },
    },
  });
  const { cpu, memory } = queries.pods;
  const values = {
    namespaces: ['shop'],
    pods: ['web'],
    vms: [],
    labels: new Map<string, string>(),
    windowSeconds: 300,
  };
  expect(cpu && fillQuery(cpu, values)).toBe('own{ns=~"shop",pod_name=~"web"}');
  expect(memory && fillQuery(memory, values)).toContain(
    'container_memory_working_set_bytes{namespace=~"shop"',
  );
});

it.each<[JsonObject, RegExp]>([
  [{ cluster: [] }, /hybridApps\.metrics: .*cluster/],
  [
    { clusters: [{ cluster: 'onprem' }] },
    /hybridApps\.metrics\.clusters\[0\]\.url/,
  ],
  [onprem({ url: 'prometheus' }), /url: is no URL/],
  [onprem({ url: 'file:///etc/passwd' }), /no URL of http or https/],
  [onprem({ url: 'https://ana:s3cret@prometheus' }), /holds credentials/],
  [onprem({ token: 't' }), /token/],
  [onprem({ bearerToken: 'a\nb' }), /bearerToken: is empty, or is no text/],
  [onprem({ headers: { 'a b': 'c' } }), /headers/],
  [onprem({ labels: { 'a-b': 'c' } }), /labels/],
  [
    onprem({ bearerToken: 't', basic: { username: 'a', password: 'b' } }),
    /has both bearerToken and basic/,
  ],
  [
    {
      clusters: ['http://a', 'http://b'].map(url => ({
        cluster: 'onprem',
        url,
      })),
    },
    /clusters\[1\]\.cluster: names 'onprem' a second time/,
  ],
  [
    { queries: { pods: { cpu: 'up' } } },
    /queries\.pods\.cpu: asks for more than the objects of a caller/,
  ],
  [{ queries: { vms: { temperature: 'up' } } }, /queries\.vms.*temperature/],
])('takes no settings like %p', (metrics, message) => {
  expect(() => read(metrics)).toThrow(message);
});

it('tells no secret of what it refuses', () => {
  const refused = () =>
    read(
      onprem({ url: 'https://ana:s3cret@prometheus', bearerToken: 's3\ncret' }),
    );
  expect(refused).toThrow();
  expect(refused).not.toThrow(/s3/);
});
