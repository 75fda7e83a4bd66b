/**
 * The requests of recordings made against kube-apiserver 1.36 with KubeVirt
 * 1.9 (src/__fixtures__/recordings) must be answered as they were there.
 */
import applyRecording from '../__fixtures__/recordings/apply.json';
import discoveryRecording from '../__fixtures__/recordings/discovery.json';
import listRecording from '../__fixtures__/recordings/list-watch.json';
import deleteRecording from '../__fixtures__/recordings/owned-and-delete.json';
import vmRecording from '../__fixtures__/recordings/vm-operations.json';
import { isJson, Json, KubeObject, recordsAt, textAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { Answer, openWatch, request, WatchEvent } from './testing';

interface Exchange {
  request: {
    method: string;
    path: string;
    accept: string;
    contentType?: string;
    body?: unknown;
    as?: string;
  };
  response: {
    status: number;
    contentType?: string | null;
    body?: unknown;
    lines?: WatchEvent[];
  };
}

/** Values that differ from one cluster, and one moment, to the next. */
const VOLATILE = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
  'time',
  'clusterIP',
  'clusterIPs',
  'serial',
  'uuid',
  'continue',
]);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same for values that may differ. Of managed fields, those are compared that were applied. */
function normalise(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalise);
  }
  if (typeof value === 'string') {
    return value
      .replace(UUID, '<uid>')
      .replace(/User "\w+"/, 'User "<user>"')
      .replace(/(too old resource version: 1) \(\d+\)/, '$1')
      .replace(/(continue key is not valid): .*/, '$1');
  }
  if (!isJson(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, child]) => {
    if (key === 'managedFields') {
      const applied = recordsAt(value, key).filter(
        entry => entry.operation === 'Apply',
      );
      return applied.length > 0 ? [[key, normalise(applied)]] : [];
    }
    return [[key, VOLATILE.has(key) ? `<${key}>` : normalise(child)]];
  });
  return Object.fromEntries(entries);
}

/** An object of a recording, to be there from the start. */
function asObject(value: Json, apiVersion?: string, kind?: string): KubeObject {
  const metadata = isJson(value.metadata) ? value.metadata : {};
  const {
    name,
    deletionTimestamp: _time,
    deletionGracePeriodSeconds: _grace,
    ...others
  } = metadata;
  if (typeof name !== 'string') {
    throw new Error('a recorded object has no name');
  }
  return {
    ...value,
    apiVersion: apiVersion ?? textAt(value, 'apiVersion'),
    kind: kind ?? textAt(value, 'kind'),
    metadata: { ...others, name },
  };
}

function itemsOf(
  { response }: Exchange,
  apiVersion: string,
  kind: string,
): KubeObject[] {
  return recordsAt(response.body, 'items').map(item =>
    asObject(item, apiVersion, kind),
  );
}

/** The object that a DELETE answered with, as it was before. */
function beforeDeletion({ response: { body } }: Exchange): KubeObject {
  const object = asObject(isJson(body) ? body : {});
  const finalizers = object.metadata.finalizers?.filter(
    name => name !== 'foregroundDeletion',
  );
  const { generation } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      finalizers,
      generation: generation && generation - 1,
    },
  };
}

const names = (body: unknown) =>
  recordsAt(body, 'items').map(item => textAt(item, 'metadata', 'name'));

function titled(exchanges: Exchange[]): Array<[string, Exchange, number]> {
  return exchanges.map((exchange, i) => {
    const { method, path, as = 'admin' } = exchange.request;
    return [`${i} ${method} ${decodeURIComponent(path)} (${as})`, exchange, i];
  });
}

describe.each<{
  recording: string;
  exchanges: Exchange[];
  objects: KubeObject[];
  /** What someone else does before the exchange of that number. */
  before?: Record<number, (sandbox: SandboxCluster) => void>;
}>([
  { recording: 'apply', exchanges: applyRecording, objects: [] },
  {
    recording: 'list-watch',
    exchanges: listRecording,
    objects: [
      ...recordsAt(listRecording[3].response, 'lines')
        .filter(line => line.type === 'ADDED')
        .map(line => asObject(isJson(line.object) ? line.object : {})),
      // The fourth of the cluster's pods.
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'other', namespace: 'other' },
      },
    ],
  },
  {
    recording: 'vm-operations',
    exchanges: vmRecording,
    objects: [
      asObject(
        isJson(applyRecording[5].response.body)
          ? applyRecording[5].response.body
          : {},
      ),
      vmi('Scheduled'),
      ...itemsOf(vmRecording[5], 'v1', 'Pod'),
    ],
    before: {
      3: ({ store }) => {
        store.updateStatus(vmi('Running'));
      },
    },
  },
  {
    recording: 'owned-and-delete',
    exchanges: deleteRecording,
    objects: [
      beforeDeletion(deleteRecording[3]),
      beforeDeletion(deleteRecording[5]),
      beforeDeletion(deleteRecording[7]),
      ...itemsOf(deleteRecording[0], 'apps/v1', 'ReplicaSet'),
      ...itemsOf(deleteRecording[1], 'discovery.k8s.io/v1', 'EndpointSlice'),
      ...itemsOf(deleteRecording[2], 'v1', 'Event'),
      // The list says that three more are to come.
      ...['x', 'y', 'z'].map(name => ({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace: 'hybrid-demo' },
      })),
    ],
    before: {
      // virt-controller lets the VM go.
      6: ({ store }) => {
        const vm = store.get(VM);
        if (vm) {
          store.update({ ...vm, metadata: { ...vm.metadata, finalizers: [] } });
        }
      },
    },
  },
])('the recording $recording', ({ exchanges, objects, before }) => {
  let sandbox: SandboxCluster;
  /** The token that the last list gave. */
  let token = '';

  beforeAll(async () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'hybrid-demo' },
    };
    sandbox = await startSandboxCluster({
      name: 'replay',
      tls: false,
      objects: [namespace, ...objects],
    });
  });

  afterAll(() => sandbox.stop());

  const tokenOf = (as?: string) =>
    ({ alice: sandbox.tokens.nobody, wrong: 'wrong' }[as ?? ''] ??
    sandbox.tokens.admin);

  const pathOf = (path: string) =>
    path
      .replace(/continue=(?!garbage).*/, `continue=${token}`)
      .replace('timeoutSeconds=3', 'timeoutSeconds=1');

  it.each(titled(exchanges))('%s', async (_title, exchange, i) => {
    before?.[i]?.(sandbox);
    const { method, path, as, ...options } = exchange.request;
    const { status, body, lines } = exchange.response;
    if (lines !== undefined) {
      const watch = await openWatch(sandbox, pathOf(path));
      const events = await watch.rest();
      const essence = ({ type, object }: WatchEvent) =>
        normalise(
          type === 'ERROR'
            ? object
            : { type, kind: object.kind, metadata: object.metadata },
        );
      expect(events.map(essence)).toEqual(lines.map(essence));
      return;
    }
    const answer: Answer = await request(sandbox, method, pathOf(path), {
      ...options,
      token: tokenOf(as),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe(
      exchange.response.contentType ?? null,
    );
    token = textAt(answer.body, 'metadata', 'continue');
    if (typeof body === 'string') {
      expect(answer.text).toBe(body);
    } else if (isJson(body) && Array.isArray(body.items)) {
      const { items: _items, ...list } = body;
      expect(names(answer.body)).toEqual(names(body));
      expect(normalise(answer.body)).toMatchObject(normalise(list) as Json);
    } else {
      expect(normalise(answer.body)).toEqual(normalise(body));
    }
  });
});

const VM = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'hybrid-demo',
  name: 'mongodb-vm',
};

function vmi(phase: string): KubeObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'mongodb-vm', namespace: 'hybrid-demo' },
    status: { phase },
  };
}

describe('the recording discovery', () => {
  let sandbox: SandboxCluster;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({ name: 'replay', tls: false });
  });

  afterAll(() => sandbox.stop());

  const get = (i: number) => {
    const { path, accept } = discoveryRecording[i].request;
    return request(sandbox, 'GET', path, { accept });
  };
  const recorded = (i: number) => discoveryRecording[i].response;

  it('says its version', async () => {
    const { body } = await get(0);
    expect(Object.keys(recorded(0).body)).toEqual(
      expect.arrayContaining(Object.keys(body)),
    );
    expect(body).toMatchObject({ major: '1', minor: '36' });
  });

  it('aggregates groups, versions and resources', async () => {
    const answer = await get(2);
    expect(answer.headers.get('content-type')).toBe(recorded(2).contentType);
    const find = (list: Json[], key: string, value: unknown) =>
      list.find(item => textAt(item, ...key.split('.')) === value);
    for (const group of recordsAt(recorded(2).body, 'items')) {
      const name = textAt(group, 'metadata', 'name');
      const served = find(
        recordsAt(answer.body, 'items'),
        'metadata.name',
        name,
      );
      const [preferred] = recordsAt(group, 'versions');
      const version = find(
        recordsAt(served, 'versions'),
        'version',
        preferred.version,
      );
      expect(recordsAt(served, 'versions')[0]).toBe(version);
      for (const own of recordsAt(version, 'resources')) {
        const real = find(
          recordsAt(preferred, 'resources'),
          'resource',
          own.resource,
        );
        // Some resources were left out of the recording, and some subresources are here.
        if (real) {
          const expected = comparable(real);
          expect(comparable(own)).toEqual({
            ...expected,
            ...(own.subresources
              ? { subresources: expect.any(Array) }
              : { subresources: undefined }),
          });
          expect(listed(expected.subresources)).toEqual(
            expect.arrayContaining(listed(comparable(own).subresources)),
          );
        }
      }
    }
  });

  it('lists a group’s resources', async () => {
    const answer = await get(3);
    expect(answer.body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'kubevirt.io/v1',
    });
    const served = recordsAt(answer.body, 'resources');
    const real = recordsAt(recorded(3).body, 'resources').filter(
      ({ name }) => !String(name).includes('preset'),
    );
    expect(served.map(({ name }) => name).sort()).toEqual(
      real.map(({ name }) => name).sort(),
    );
    for (const resource of served) {
      const { storageVersionHash: _hash, ...expected } =
        real.find(({ name }) => name === resource.name) ?? {};
      expect(comparable(resource)).toEqual(comparable(expected));
    }
  });

  it('has no page for an unknown group', async () => {
    const answer = await get(4);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe(recorded(4).body);
  });
});

/** A resource of discovery, its lists in order. kube-apiserver leaves the group of its own kinds out. */
function comparable(resource: Json): Json {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value
        .map(sorted)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    return isJson(value) ? comparable(value) : value;
  };
  const { responseKind, ...others } = resource;
  const kind = isJson(responseKind) ? { kind: responseKind.kind } : {};
  return Object.fromEntries(
    Object.entries({ ...others, ...kind }).map(([key, value]) => [
      key,
      sorted(value),
    ]),
  );
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
