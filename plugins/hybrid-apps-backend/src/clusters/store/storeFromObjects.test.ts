import { createStoreFromObjects } from '../../kinds';

const pod = (name: string, labels?: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels },
  spec: { nodeName: 'node-1' },
});

describe('createStoreFromObjects', () => {
  const store = createStoreFromObjects('hub', [
    pod('web-1', { app: 'web' }),
    pod('db-1', { app: 'db', tier: 'data' }),
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'db', namespace: 'shop', uid: 'vm-uid' },
    },
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: {
        name: 'db',
        namespace: 'shop',
        ownerReferences: [
          {
            apiVersion: 'kubevirt.io/v1',
            kind: 'VirtualMachine',
            name: 'db',
            uid: 'vm-uid',
            controller: true,
          },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'password', namespace: 'shop' },
      data: { password: 'aHVudGVyMg==' },
    },
  ]);

  it('finds objects by name, kind, namespace, label and owner', () => {
    const names = (objects: readonly { metadata: { name: string } }[]) =>
      objects.map(({ metadata }) => metadata.name);

    expect(
      store.get({ group: '', kind: 'Pod', namespace: 'shop', name: 'web-1' }),
    ).toMatchObject({ spec: { nodeName: 'node-1' } });
    expect(names(store.list({ group: '', kind: 'Pod' }))).toEqual([
      'web-1',
      'db-1',
    ]);
    expect(
      store.list({ group: '', kind: 'Pod', namespace: 'elsewhere' }),
    ).toEqual([]);
    expect(names(store.listByLabel('app', 'web'))).toEqual(['web-1']);
    expect(names(store.listByLabel('app'))).toEqual(['web-1', 'db-1']);
    const [instance] = store.listOwnedBy('vm-uid');
    expect(instance.kind).toBe('VirtualMachineInstance');
    expect(store.controllerOf(instance)?.kind).toBe('VirtualMachine');
  });

  it('knows no Secret', () => {
    expect(store.list({ group: '', kind: 'Secret' })).toEqual([]);
  });

  it('counts every watched kind as synced unless told otherwise', () => {
    expect(store.knowledge()).toContainEqual({
      cluster: 'hub',
      kind: 'virtualmachines.kubevirt.io',
      state: 'synced',
    });
    const blind = createStoreFromObjects('hub', [], {
      knowledge: [{ cluster: 'hub', kind: '*', state: 'unreachable' }],
    });
    expect(blind.knowledge()).toEqual([
      { cluster: 'hub', kind: '*', state: 'unreachable' },
    ]);
  });
});
