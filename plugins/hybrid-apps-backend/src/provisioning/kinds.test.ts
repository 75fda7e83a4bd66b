import fc from 'fast-check';
import { KINDS } from '../kinds';
import {
  findServedKind,
  isProvisionable,
  orderManifests,
  PROVISIONABLE_KINDS,
} from './kinds';

const manifest = (apiVersion: string, kind: string, name = 'x') => ({
  apiVersion,
  kind,
  metadata: { name },
});

const ingress = manifest('networking.k8s.io/v1', 'Ingress');
const deployment = manifest('apps/v1', 'Deployment');
const vm = manifest('kubevirt.io/v1', 'VirtualMachine');
const service = manifest('v1', 'Service');
const policy = manifest('networking.k8s.io/v1', 'NetworkPolicy');
const claim = manifest('v1', 'PersistentVolumeClaim');
const config = manifest('v1', 'ConfigMap');
const inOrder = [config, claim, policy, service, vm, deployment, ingress];

describe('orderManifests', () => {
  it('puts what others need first, and policies before workloads', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(inOrder, { minLength: inOrder.length }),
        shuffled => {
          expect(orderManifests(shuffled)).toEqual(inOrder);
        },
      ),
    );
  });

  it('keeps the given order within a kind', () => {
    const second = manifest('v1', 'Service', 'a');
    expect(orderManifests([deployment, service, second])).toEqual([
      service,
      second,
      deployment,
    ]);
  });
});

describe('isProvisionable', () => {
  it.each([
    ['v1', 'Namespace'],
    ['v1', 'Secret'],
    ['v1', 'Node'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['example.com/v1', 'Deployment'],
  ])('refuses %s %s', (apiVersion, kind) => {
    expect(isProvisionable({ apiVersion, kind })).toBe(false);
  });

  it('permits nothing that readiness could not follow', () => {
    const watched = KINDS.watched.flatMap(({ groups, kind }) =>
      groups.map(group => [group, kind]),
    );
    expect(watched).toEqual(
      expect.arrayContaining(PROVISIONABLE_KINDS.map(kind => [...kind])),
    );
  });
});

describe('findServedKind', () => {
  const served = {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    namespaced: true,
    verbs: ['get'],
  };

  it('asks for the version of the manifest, not the preferred one', () => {
    const found = findServedKind([served], {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
    });
    expect(found).toEqual({ ...served, version: 'v1' });
  });

  it('tells kinds of different groups apart', () => {
    expect(
      findServedKind([served], {
        apiVersion: 'example.com/v2',
        kind: 'HorizontalPodAutoscaler',
      }),
    ).toBeUndefined();
  });
});
