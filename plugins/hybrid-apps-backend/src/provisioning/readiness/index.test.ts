import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createStoreFromObjects } from '../../kinds';
import { refusal } from '../refusals';
import { checkReadiness } from '.';
import { given, kinds, standing } from '../../__testUtils__/standing';
import { allOpen } from '../../__testUtils__/open';

describe('what else there is', () => {
  it('is ready as soon as it exists', () => {
    expect(standing(given('v1', 'Service', 'web'))).toEqual({ state: 'ready' });
  });

  it('is not ready while it is being deleted', () => {
    const service = given('v1', 'Service', 'web');
    service.metadata.deletionTimestamp = '2026-11-21T01:04:26Z';
    expect(standing(service)).toEqual({
      state: 'failed',
      message: "Service 'web' is being deleted.",
    });
  });

  it('is told nothing of where it is in a namespace that is not open', () => {
    const closed = refusal('forbidden', 'it is not open', 'Choose another.');
    const service = given('v1', 'Service', 'web');
    const store = createStoreFromObjects('onprem', [service]);
    const ref = {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
    };
    expect(
      checkReadiness({ store, kinds, openness: () => ({ closed }) }, [ref]),
    ).toEqual([
      {
        object: ref,
        state: 'failed',
        message: 'it is not open. Choose another.',
      },
    ]);
  });

  it.each(['shop', 'other'])(
    'is told nothing of where it is in no namespace: %s',
    name => {
      const shop = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop' },
      };
      const store = createStoreFromObjects('onprem', [shop]);
      const ref = { apiVersion: 'v1', kind: 'Namespace', name };
      expect(
        checkReadiness({ store, kinds, openness: allOpen }, [ref]),
      ).toEqual([
        {
          object: ref,
          state: 'failed',
          message: `Namespace '${name}' names no namespace. Leave it out of what is waited for.`,
        },
      ]);
    },
  );

  it('is absent where it does not exist', () => {
    const store = createStoreFromObjects('onprem', []);
    const ref = {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
    };
    expect(checkReadiness({ store, kinds, openness: allOpen }, [ref])).toEqual([
      {
        object: ref,
        state: 'absent',
        message:
          "Service 'web' does not exist in namespace 'shop' of cluster 'onprem'",
      },
    ]);
  });
});

describe('what a task waits for beside Pods', () => {
  it.each([
    [
      'a claim',
      given('v1', 'PersistentVolumeClaim', 'data', {
        status: { phase: 'Pending' },
      }),
      { state: 'progressing', message: "Claim 'data' waits for a volume" },
    ],
    [
      'a disk',
      given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'data', {
        status: { phase: 'ImportInProgress', progress: '42.17%' },
      }),
      {
        state: 'progressing',
        message: 'Importing disk data: 42 %',
        progress: 42,
      },
    ],
    [
      'a VM',
      given('kubevirt.io/v1', 'VirtualMachine', 'db', {
        spec: { runStrategy: 'Always' },
        status: { printableStatus: 'Starting' },
      }),
      { state: 'progressing', message: "VM 'db' is starting" },
    ],
    [
      'a VM that people start by hand',
      given('kubevirt.io/v1', 'VirtualMachine', 'db', {
        spec: { runStrategy: 'Manual' },
        status: { printableStatus: 'Stopped' },
      }),
      { state: 'ready' },
    ],
  ])('is as far as its health says: %s', (_, object, expected) => {
    expect(standing(object)).toEqual(expected);
  });
});

describe('what the portal never reads', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'shop',
    name: 'keys',
  };
  const source = {
    store: createStoreFromObjects('onprem', [given('v1', 'Secret', 'keys')]),
    kinds: [
      ...kinds,
      {
        group: '',
        version: 'v1',
        kind: 'Secret',
        plural: 'secrets',
        namespaced: true,
        verbs: ['get', 'list', 'watch'],
      },
    ],
    openness: allOpen,
  };
  const unknown =
    "Whether Secret 'keys' exists in namespace 'shop' of cluster 'onprem' is not known, as the portal never reads Secret of v1";

  it('never passes for absent', () => {
    expect(checkReadiness(source, [secret])).toEqual([
      {
        object: secret,
        state: 'failed',
        message: `${unknown}. Leave it out of what is waited for.`,
      },
    ]);
  });

  it('is done once it was created, as its uid tells', () => {
    const created = { ...secret, uid: 'u1' };
    expect(checkReadiness(source, [created])).toEqual([
      { object: created, state: 'ready', message: unknown },
    ]);
  });
});

describe('what is not known', () => {
  const ref = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
  };
  const check = (knowledge: KindKnowledge) => {
    const store = createStoreFromObjects('onprem', [], {
      knowledge: [knowledge],
    });
    return checkReadiness({ store, kinds, openness: allOpen }, [ref])[0];
  };

  it('never passes for absent', () => {
    expect(
      check({
        cluster: 'onprem',
        kind: '*',
        state: 'unreachable',
        message: 'connect ECONNREFUSED',
      }),
    ).toEqual({
      object: ref,
      state: 'progressing',
      message:
        "How far it is cannot be told, deployments.apps of cluster 'onprem' being unreachable: connect ECONNREFUSED",
    });
  });

  it.each<[string, Partial<KindKnowledge>, string]>([
    [
      'is final where the portal may not look',
      { state: 'forbidden' },
      'failed',
    ],
    [
      'is final where it may look in other namespaces alone',
      { state: 'partial', namespaces: ['bank'] },
      'failed',
    ],
    [
      'is none in a namespace where it may look',
      { state: 'partial', namespaces: ['bank', 'shop'] },
      'absent',
    ],
    [
      'may change while others are read',
      { state: 'syncing', namespaces: ['bank'] },
      'progressing',
    ],
  ])('%s', (_, known, state) => {
    expect(
      check({
        cluster: 'onprem',
        kind: 'deployments.apps',
        state: 'synced',
        ...known,
      }).state,
    ).toBe(state);
  });
});
