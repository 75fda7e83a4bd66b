import { createStoreFromObjects, healthOf } from '.';

const NOBODY = createStoreFromObjects('none', []);

/** Judges what no store keeps the status of, as a command does that is given manifests. */
const judge = (apiVersion: string, kind: string, body: object = {}) =>
  healthOf(
    { apiVersion, kind, metadata: { name: 'one', uid: 'one' }, ...body },
    NOBODY,
  );

const conditions = (...given: Array<[string, string, string?]>) => ({
  status: {
    conditions: given.map(([type, status, reason]) => ({
      type,
      status,
      reason,
    })),
  },
});

describe('definitions and API services', () => {
  const crd = (...given: Array<[string, string, string?]>) =>
    judge(
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      conditions(...given),
    );

  it.each([
    [
      'served',
      [
        ['NamesAccepted', 'True'],
        ['Established', 'True'],
      ],
      'healthy',
    ],
    [
      'installed',
      [
        ['NamesAccepted', 'True'],
        ['Established', 'False', 'Installing'],
      ],
      'progressing',
    ],
    [
      'of a name that is taken',
      [
        ['NamesAccepted', 'False', 'PluralConflict'],
        ['Established', 'False', 'NotAccepted'],
      ],
      'degraded',
    ],
    [
      'going',
      [
        ['Established', 'True'],
        ['Terminating', 'True', 'InstanceDeletionInProgress'],
      ],
      'progressing',
    ],
  ] as Array<[string, Array<[string, string, string?]>, string]>)(
    'a definition that is %s',
    (_, given, state) => {
      expect(crd(...given).state).toBe(state);
    },
  );

  it('an API service by whether it is available', () => {
    const service = (status: string, reason: string) =>
      judge(
        'apiregistration.k8s.io/v1',
        'APIService',
        conditions(['Available', status, reason]),
      );
    expect(service('True', 'Passed').state).toBe('healthy');
    expect(service('False', 'MissingEndpoints')).toMatchObject({
      state: 'degraded',
      reason: 'MissingEndpoints',
    });
  });
});

describe('kinds without a status', () => {
  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['v1', 'ServiceAccount'],
    ['storage.k8s.io/v1', 'StorageClass'],
  ])('%s %s is well by being there, as others only read it', (group, kind) => {
    expect(judge(group, kind).state).toBe('healthy');
  });

  it.each([
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
    ['v1', 'ResourceQuota'],
    ['k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition'],
    ['gateway.networking.k8s.io/v1beta1', 'ReferenceGrant'],
    ['example.com/v1', 'Gadget'],
  ])('%s %s is not judged', (group, kind) => {
    expect(judge(group, kind).state).toBe('unjudged');
  });
});
