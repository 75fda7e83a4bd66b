import { createKinds, createStoreFromObjects, healthOf, Kind } from '.';

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

describe('kinds that are added', () => {
  const rollout = (...groups: Kind['groups']): Kind => ({
    groups,
    kind: 'Rollout',
    category: 'config',
    watch: { resource: 'rollouts' },
  });
  const watched = (kinds: ReturnType<typeof createKinds>, kind: string) =>
    kinds.watched.filter(one => one.kind === kind);

  it('take the place of what is described here, which is told', () => {
    const told: string[] = [];
    const own = rollout('argoproj.io');
    const kinds = createKinds([own], {
      onReplaced: (group, kind) => told.push(`${kind} ${group}`),
    });
    expect(told).toEqual(['Rollout argoproj.io']);
    expect(
      kinds.of({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }),
    ).toEqual({ reachability: 'tells', ...own });
    expect(watched(kinds, 'Rollout')).toEqual([
      { groups: ['argoproj.io'], kind: 'Rollout', resource: 'rollouts' },
    ]);
  });

  it('leave what is described here in the groups that they do not name', () => {
    const kinds = createKinds([
      { ...rollout('cert-manager.io'), kind: 'Certificate' },
      {
        groups: ['monitoring.coreos.com'],
        kind: 'ReplicaSet',
        category: 'config',
      },
    ]);
    expect(
      kinds.of({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }),
    ).toMatchObject({ watch: { resource: 'rollouts' } });
    expect(watched(kinds, 'ReplicaSet')).toMatchObject([{ groups: ['apps'] }]);
    expect(() =>
      createKinds([rollout('projectcalico.org'), rollout('a.example.com')]),
    ).not.toThrow();
  });

  it('keep what the portal reads of a Namespace', () => {
    const kinds = createKinds(
      [
        {
          groups: [''],
          kind: 'Namespace',
          category: 'config',
          watch: { resource: 'namespaces' },
        },
      ],
      { ofNamespaces: ['example.com/owner'] },
    );
    expect(watched(kinds, 'Namespace')).toMatchObject([
      { annotations: ['example.com/owner'] },
    ]);
  });

  it.each([
    ['NetworkPolicy', 'networking.k8s.io', 'decides who reaches whom'],
    ['GlobalNetworkPolicy', 'projectcalico.org', 'decides who reaches whom'],
  ])('are refused where one is a %s of %s', (kind, group, why) => {
    expect(() => createKinds([{ ...rollout(group), kind }])).toThrow(why);
  });

  it('are refused where two say two things of one kind', () => {
    const one = rollout('argoproj.io');
    expect(() => createKinds([one, { ...one }])).toThrow(
      /The kind Rollout of argoproj.io is described twice/,
    );
  });
});
