import { KubeObject, recordsAt, valueAt } from '../objects';
import { answerPrometheus } from './answer';

const NOON = Date.UTC(2026, 0, 1, 12);

const pod = (
  name: string,
  {
    phase = 'Running',
    image = 'web',
    limits,
  }: { phase?: string; image?: string; limits?: object } = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: {
    containers: [
      {
        name: 'main',
        image,
        resources: { requests: { cpu: '1', memory: '1Gi' }, limits },
      },
      { name: 'proxy', image: 'proxy' },
    ],
  },
  status: { phase },
});
const vmi: KubeObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { domain: { cpu: { cores: 4 }, memory: { guest: '4Gi' } } },
  status: { phase: 'Running' },
};
const objects = [
  pod('web-1'),
  pod('web-2'),
  pod('off', { phase: 'Pending' }),
  pod('full', { image: 'busy', limits: { cpu: '2', memory: '1Gi' } }),
  vmi,
];
const running = {
  list: (_: string, kind: string) =>
    objects.filter(object => object.kind === kind),
};

function ask(
  query: string,
  { endpoint = 'query', ...params }: Record<string, string> = {},
) {
  const { status, json } = answerPrometheus(
    { endpoint, params: new URLSearchParams({ query, ...params }), now: NOON },
    running,
    'onprem',
  );
  return { status, json, result: recordsAt(json, 'data', 'result') };
}

const CPU =
  'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{namespace=~"shop",pod=~"web-1|off",cluster="onprem",container!="",container!="POD"}[300s]))';

it('tells what runs, of whom a query means', () => {
  const { result } = ask(CPU);
  expect(result).toMatchObject([
    { metric: { namespace: 'shop', pod: 'web-1' } },
  ]);
  const [, value] = valueAt(result[0], ['value']) as [number, string];
  expect(Number(value)).toBeGreaterThan(0.3);
  expect(Number(value)).toBeLessThan(1);
});

it('moves with the time, and is the same at the same time', () => {
  const range = {
    endpoint: 'query_range',
    start: '1767268800',
    end: '1767272400',
    step: '600',
  };
  const [{ values }] = ask(CPU, range).result;
  expect(values).toHaveLength(7);
  const texts = (values as string[][]).map(([, value]) => value);
  expect(new Set(texts).size).toBeGreaterThan(1);
  expect(ask(CPU, range).result[0].values).toEqual(values);
});

const numberOf = (query: string) =>
  Number((valueAt(ask(query).result[0], ['value']) as string[])[1]);
const throttling = (pods: string) => {
  const increase = (metric: string) =>
    `sum by (namespace, pod, container) (increase(${metric}{pod=~"${pods}"}[300s]))`;
  return `${increase('container_cpu_cfs_throttled_periods_total')} / ${increase(
    'container_cpu_cfs_periods_total',
  )}`;
};

it('holds back what is busy and has a limit, and nothing else', () => {
  expect(numberOf(throttling('full'))).toBeGreaterThan(0.25);
  const [first] = ask(throttling('full|web-1')).result.filter(
    ({ metric }) => valueAt(metric, ['pod']) === 'web-1',
  );
  expect(first && valueAt(first, ['value'])).toBeUndefined();
});

it('tells what a guest uses of its memory', () => {
  const memory = (metric: string) => `kubevirt_vmi_memory_${metric}{name="db"}`;
  const used = numberOf(
    `sum by (namespace, name) (${memory('available_bytes')} - ${memory(
      'usable_bytes',
    )})`,
  );
  expect(used).toBeGreaterThan(2 ** 30);
  expect(used).toBeLessThan(4 * 2 ** 30);
});

it.each([
  ['up'],
  ['sum by (pod) (rate(node_cpu_seconds_total{}[5m]))'],
  ['sum by (pod) (rate(container_cpu_usage_seconds_total{pod=~"("}[5m]))'],
  [`${CPU} or vector(1)`],
  [''],
])('refuses what it has no answer to: %s', query => {
  expect(ask(query)).toMatchObject({
    status: 400,
    json: { status: 'error', errorType: 'bad_data' },
  });
});

it.each([
  [{ endpoint: 'query_range', start: '0', end: '10', step: '0' }, 400],
  [{ endpoint: 'query_range', start: '0', end: '99999', step: '1' }, 400],
  [{ endpoint: 'query_range' }, 400],
  [{ time: 'soon' }, 400],
  [{ endpoint: 'labels' }, 404],
])('refuses to answer %p', (params, status) => {
  expect(ask(CPU, params).status).toBe(status);
});
