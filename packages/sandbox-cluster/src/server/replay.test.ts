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
import { openWatch, request, WatchEvent } from './testing';

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

const names = (body: unknown) =>
  recordsAt(body, 'items').map(item => textAt(item, 'metadata', 'name'));

function titleOf(
  { request: { method, path, as = 'admin' } }: Exchange,
  i: number,
) {
  return `${i} ${method} ${decodeURIComponent(path)} (${as})`;
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

  /** What was answered, as far as it can be compared. */
  const observe = async ({
    request: { method, path, as, ...options },
    response,
  }: Exchange): Promise<unknown> => {
    if (response.lines) {
      const watch = await openWatch(sandbox, pathOf(path));
      return (await watch.rest()).map(essence);
    }
    const answer = await request(sandbox, method, pathOf(path), {
      ...options,
      token: tokenOf(as),
    });
    token = textAt(answer.body, 'metadata', 'continue');
    return comparableAnswer({
      status: answer.status,
      contentType: answer.headers.get('content-type'),
      body: typeof response.body === 'string' ? answer.text : answer.body,
    });
  };

  // One test, since each exchange stands on those before it.
  it('is answered as it was, exchange by exchange', async () => {
    for (const [i, exchange] of exchanges.entries()) {
      before?.[i]?.(sandbox);
      const { response } = exchange;
      const title = titleOf(exchange, i);
      expect({ title, answer: await observe(exchange) }).toEqual({
        title,
        answer: response.lines?.map(essence) ?? comparableAnswer(response),
      });
    }
  });
});

/** Of an event of a watch, what is not in the object's own content. */
function essence({ type, object }: WatchEvent): unknown {
  const { kind, metadata } = object;
  return normalise(type === 'ERROR' ? object : { type, kind, metadata });
}

/** Of a list, the names of its items; all else as it is. */
function comparableAnswer({
  status,
  contentType = null,
  body = {},
}: Exchange['response']): unknown {
  const isList = isJson(body) && Array.isArray(body.items);
  return {
    status,
    contentType,
    body: normalise(isList ? { ...body, items: names(body) } : body),
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

  const find = (list: Json[], key: string, value: unknown) =>
    list.find(item => textAt(item, ...key.split('.')) === value);

  it('aggregates groups, versions and resources', async () => {
    const answer = await get(2);
    expect(answer.headers.get('content-type')).toBe(recorded(2).contentType);
    // Some resources were left out of the recording, and some subresources are left out here.
    const pairs = recordsAt(recorded(2).body, 'items').flatMap(group => {
      const name = textAt(group, 'metadata', 'name');
      const served = find(
        recordsAt(answer.body, 'items'),
        'metadata.name',
        name,
      );
      const [real] = recordsAt(group, 'versions');
      const [own] = recordsAt(served, 'versions');
      return recordsAt(own, 'resources').flatMap(resource => {
        const { resource: plural } = resource;
        const match = find(recordsAt(real, 'resources'), 'resource', plural);
        return match ? [[comparable(resource), comparable(match)]] : [];
      });
    });
    expect(pairs.length).toBeGreaterThan(8);
    for (const [own, real] of pairs) {
      const { subresources, ...others } = own;
      expect(real).toMatchObject(others);
      expect(listed(real.subresources)).toEqual(
        expect.arrayContaining(listed(subresources)),
      );
    }
  });

  it('lists a group’s resources', async () => {
    const { body } = await get(3);
    expect(body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'kubevirt.io/v1',
    });
    const byName = (resources: Json[]) =>
      Object.fromEntries(
        resources
          .filter(({ name }) => !String(name).includes('preset'))
          .map(({ name, storageVersionHash: _hash, ...resource }) => [
            name,
            comparable(resource),
          ]),
      );
    expect(byName(recordsAt(body, 'resources'))).toEqual(
      byName(recordsAt(recorded(3).body, 'resources')),
    );
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
