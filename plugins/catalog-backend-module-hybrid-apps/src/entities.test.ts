import { stringifyEntityRef } from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { appEntities, entityName } from './entities';

const inventory: DiscoveredApp = {
  name: 'inventory',
  title: 'Inventory',
  owner: 'group:default/team-a',
  clusters: ['onprem'],
  components: [
    {
      name: 'web',
      category: 'container',
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      labelSelector: 'app.kubernetes.io/name=web',
      dependsOn: ['onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm'],
    },
    {
      name: 'mongodb-vm',
      category: 'vm',
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'VirtualMachine',
      apiVersion: 'kubevirt.io/v1',
    },
  ],
};
const defaults = { owner: 'unknown', lifecycle: 'production' };

describe('appEntities', () => {
  it('makes a System, a Component for a container workload and a Resource for a VM', () => {
    const [system, web, vm] = appEntities(inventory, defaults);

    expect(system).toMatchObject({
      kind: 'System',
      metadata: {
        name: 'inventory',
        title: 'Inventory',
        annotations: {
          'backstage.io/kubernetes-cluster': 'onprem',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/part-of=inventory',
        },
      },
      spec: { owner: 'group:default/team-a' },
    });
    expect(web).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'inventory-web',
        annotations: {
          'backstage.io/kubernetes-namespace': 'inventory',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/name=web',
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/team-a',
        system: 'system:default/inventory',
        dependsOn: ['resource:default/inventory-mongodb-vm'],
      },
    });
    expect(vm).toMatchObject({
      kind: 'Resource',
      metadata: { name: 'inventory-mongodb-vm' },
      spec: { type: 'virtual-machine', owner: 'group:default/team-a' },
    });
  });

  it('gives an app without an owner the default one', () => {
    const [system] = appEntities({ ...inventory, owner: undefined }, defaults);
    expect(system.spec).toEqual({ owner: 'unknown' });
  });

  it('tells workloads of one name on two clusters apart', () => {
    const [web] = inventory.components;
    const refs = appEntities(
      {
        ...inventory,
        clusters: ['cloud', 'onprem'],
        components: [web, { ...web, cluster: 'cloud' }],
      },
      defaults,
    ).map(entity => stringifyEntityRef(entity));

    expect(new Set(refs).size).toBe(3);
    expect(refs).toContain(
      'component:default/inventory-web-cloud-inventory-deployment',
    );
  });
});

describe('entityName', () => {
  it('makes of any text a name that the catalog takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(entityName(text)).toMatch(
          /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        );
      }),
    );
  });
});
