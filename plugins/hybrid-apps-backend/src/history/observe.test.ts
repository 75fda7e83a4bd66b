import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { createStoreFromObjects } from '../kinds';
import { answerInPlace } from '../policy';
import { createObserver } from './observer';

const NOW = '2026-11-28T12:00:00.000Z';
const WEB = 'onprem/inventory/apps/Deployment/web';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';

async function observation(knowledge?: KindKnowledge[]) {
  const store = createStoreFromObjects('onprem', inventory, { knowledge });
  const observer = createObserver({
    stores: () => [store],
    policies: answerInPlace(),
    onFailure(_, error) {
      throw error;
    },
    clock: () => new Date(NOW),
  });
  const [observed] = await observer.observe([
    { entity: inventorySystem, parts: [] },
  ]);
  return observed;
}

describe('an observation', () => {
  it('looks at VMs and container workloads alone', async () => {
    const { at, components } = await observation();
    expect(at).toBe(NOW);
    expect(components).toMatchObject([
      { component: WEB, health: 'healthy', ingress: 'open' },
      {
        component: VM,
        health: 'stopped',
        ingress: 'isolated',
        egress: 'open',
      },
    ]);
  });

  it.each<[KindKnowledge['state'], boolean]>([
    ['synced', true],
    ['absent', true],
    ['syncing', false],
    ['forbidden', false],
    ['unreachable', false],
    ['stale', false],
  ])(
    'where VMs are %s, one that is not seen is gone: %s',
    async (state, gone) => {
      const kind = 'virtualmachines.kubevirt.io';
      const { isGone } = await observation([
        { cluster: 'onprem', kind, state },
      ]);
      expect(isGone(VM)).toBe(gone);
    },
  );

  it.each([
    ['inventory', true],
    ['elsewhere', false],
  ])(
    'where VMs are known in %s alone, one of inventory that is not seen is gone: %s',
    async (namespace, gone) => {
      const { isGone } = await observation([
        {
          cluster: 'onprem',
          kind: 'virtualmachines.kubevirt.io',
          state: 'partial',
          namespaces: [namespace],
        },
      ]);
      expect(isGone(VM)).toBe(gone);
    },
  );

  it('calls nothing gone of a cluster that is not known at all', async () => {
    const elsewhere = VM.replace('onprem', 'cloud');
    expect((await observation()).isGone(elsewhere)).toBe(false);
    expect((await observation([])).isGone(VM)).toBe(false);
    const unreachable: KindKnowledge = {
      cluster: 'onprem',
      kind: '*',
      state: 'unreachable',
    };
    expect((await observation([unreachable])).isGone(VM)).toBe(false);
  });

  it('has no posture where policies are not known', async () => {
    const { components } = await observation([
      {
        cluster: 'onprem',
        kind: 'networkpolicies.networking.k8s.io',
        state: 'forbidden',
      },
    ]);
    const [web] = components;
    expect(web.ingress).toBeUndefined();
    expect(web.health).toBe('healthy');
  });
});
