import { createStoreFromObjects } from '../../kinds';
import { consoleTarget } from './target';

const inShop = { namespace: 'shop' };
const object = (
  apiVersion: string,
  kind: string,
  name: string,
  body: object = {},
  metadata: object = {},
) => ({
  apiVersion,
  kind,
  metadata: { name, uid: `uid-of-${name}`, ...inShop, ...metadata },
  ...body,
});
const vm = (name: string) => object('kubevirt.io/v1', 'VirtualMachine', name);
const instance = (name: string, phase: string, devices: object = {}) =>
  object('kubevirt.io/v1', 'VirtualMachineInstance', name, {
    spec: { domain: { devices } },
    status: { phase },
  });
const pod = (
  name: string,
  running: string[],
  {
    labels = {},
    ...metadata
  }: { labels?: object; [key: string]: unknown } = {},
) =>
  object(
    'v1',
    'Pod',
    name,
    {
      spec: { containers: [{ name: 'web' }, { name: 'proxy' }] },
      status: {
        containerStatuses: ['web', 'proxy'].map(container => ({
          name: container,
          state: running.includes(container)
            ? { running: {} }
            : { waiting: {} },
        })),
      },
    },
    { labels, ...metadata },
  );
const deployment = object('apps/v1', 'Deployment', 'web');

function ask(
  all: Array<ReturnType<typeof object>>,
  [kind, container]: ['serial' | 'vnc' | 'exec', string?],
) {
  const store = createStoreFromObjects('onprem', all);
  const [named, ...parts] = all;
  return consoleTarget(store, named, parts, {
    kind,
    container,
  });
}

describe('what a console is of', () => {
  it.each([
    ['serial', 'serial' as const],
    ['screen', 'vnc' as const],
  ])('finds the instance of a VM that runs: %s', (_, kind) => {
    expect(ask([vm('db'), instance('db', 'Running')], [kind])).toEqual({
      cluster: 'onprem',
      kind,
      object: {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstance',
        namespace: 'shop',
        name: 'db',
      },
      uid: 'uid-of-db',
    });
  });

  it('takes the first Pod of a workload that runs, and its first container', () => {
    expect(
      ask(
        [deployment, pod('c', ['web']), pod('a', []), pod('b', ['proxy'])],
        ['exec'],
      ),
    ).toMatchObject({ object: { kind: 'Pod', name: 'b' }, container: 'proxy' });
  });

  const named = (container: string) => ({
    annotations: { 'kubectl.kubernetes.io/default-container': container },
  });
  it.each([
    ['as its author says', ['web', 'proxy'], 'proxy'],
    ['another where that does not run', ['web'], 'web'],
  ])('takes the container %s', (_, running, container) => {
    expect(ask([pod('a', running, named('proxy'))], ['exec'])).toMatchObject({
      container,
    });
  });

  it('takes one that was put in to find a fault, where it is asked for', () => {
    const debugged = pod('a', ['web']);
    const state = { running: {} };
    const withDebugger = {
      ...debugged,
      spec: {
        containers: [{ name: 'web' }],
        ephemeralContainers: [{ name: 'debugger' }],
      },
      status: {
        containerStatuses: [{ name: 'web', state }],
        ephemeralContainerStatuses: [{ name: 'debugger', state }],
      },
    };
    expect(ask([withDebugger], ['exec', 'debugger'])).toMatchObject({
      container: 'debugger',
    });
    expect(ask([withDebugger], ['exec'])).toMatchObject({ container: 'web' });
  });

  const none: Array<
    [
      string,
      Array<ReturnType<typeof object>>,
      ['serial' | 'vnc' | 'exec', string?],
      RegExp,
    ]
  > = [
    [
      'a VM that is off',
      [vm('db')],
      ['serial'],
      /VirtualMachine db does not run, so .* Start it/,
    ],
    [
      'an instance that starts',
      [vm('db'), instance('db', 'Scheduling')],
      ['vnc'],
      /does not run \(Scheduling\)/,
    ],
    [
      'a VM without a screen',
      [
        vm('db'),
        instance('db', 'Running', { autoattachGraphicsDevice: false }),
      ],
      ['vnc'],
      /made without a screen/,
    ],
    ['a Deployment', [deployment], ['serial'], /is no VM/],
    [
      'the Pod of a VM',
      [
        pod('launcher', ['web'], {
          labels: { 'kubevirt.io': 'virt-launcher' },
        }),
      ],
      ['exec'],
      /a shell in its Pod is the platform's/,
    ],
    [
      'a Pod that goes',
      [pod('web', ['web'], { deletionTimestamp: '2026-01-01T00:00:00Z' })],
      ['exec'],
      /no Pod runs/,
    ],
    [
      'a container that is not there',
      [pod('web', ['web'])],
      ['exec', 'none'],
      /has no container 'none'; it has web, proxy/,
    ],
    [
      'a container that waits',
      [pod('web', ['web'])],
      ['exec', 'proxy'],
      /The container 'proxy' of Pod web does not run/,
    ],
  ];

  it.each(none)('says why there is none of %s', (_, all, wanted, words) => {
    expect(() => ask(all, wanted)).toThrow(words);
  });
});
