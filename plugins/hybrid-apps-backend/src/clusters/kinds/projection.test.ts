import { KINDS } from '../../kinds';
import { WRITER } from './writer';

const metadata = { name: 'web', namespace: 'shop', uid: 'u' };

describe('the projection', () => {
  it('keeps of the metadata what the portal reads', () => {
    const object = KINDS.project(
      {
        metadata: {
          ...metadata,
          generateName: 'web-',
          resourceVersion: '7',
          generation: 2,
          creationTimestamp: '2026-11-21T01:04:27Z',
          deletionTimestamp: null,
          labels: { app: 'web' },
          annotations: {
            'backstage.io/owner': 'group:default/team-a',
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
          },
          finalizers: ['x'],
          managedFields: [{ manager: 'kubectl' }],
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'web',
              uid: 'rs',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
      },
      { apiVersion: 'v1', kind: 'Pod' },
    );

    expect(object).toStrictEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...metadata,
        resourceVersion: '7',
        generation: 2,
        creationTimestamp: '2026-11-21T01:04:27Z',
        labels: { app: 'web' },
        annotations: { 'backstage.io/owner': 'group:default/team-a' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: 'web',
            uid: 'rs',
            controller: true,
          },
        ],
      },
    });
  });

  it('keeps of its books who wrote the spec last, beside what is in JSON', () => {
    const managedFields = [
      {
        manager: 'kubectl-edit',
        operation: 'Update',
        time: '2026-11-21T01:04:27Z',
        fieldsV1: { 'f:spec': {} },
      },
    ];
    const of = (more: object = {}) =>
      KINDS.project(
        { metadata: { ...metadata, managedFields, ...more } },
        { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
      );
    expect(of()?.[WRITER]).toEqual({
      manager: 'kubectl-edit',
      at: '2026-11-21T01:04:27Z',
    });
    expect(JSON.stringify(of())).not.toContain('kubectl-edit');
    const ownerReferences = [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'd',
        controller: true,
      },
    ];
    expect(of({ ownerReferences })?.[WRITER]).toBeUndefined();
  });

  it('keeps what the table of kinds lists, through lists, and does not touch its input', () => {
    const pod = {
      metadata,
      spec: {
        nodeName: 'node-1',
        tolerations: [{ key: 'x' }],
        containers: [
          {
            name: 'web',
            command: ['python'],
            env: [
              { name: 'TOKEN', value: 'plain' },
              {
                name: 'PASSWORD',
                valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
              },
            ],
          },
        ],
      },
      status: {
        phase: 'Running',
        qosClass: 'Burstable',
        containerStatuses: [
          { name: 'web', ready: true, containerID: 'containerd://1' },
        ],
      },
    };
    const before = structuredClone(pod);

    expect(KINDS.project(pod, { apiVersion: 'v1', kind: 'Pod' })).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: {
        nodeName: 'node-1',
        containers: [
          {
            name: 'web',
            command: [],
            env: [
              { name: 'TOKEN' },
              {
                name: 'PASSWORD',
                valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
              },
            ],
          },
        ],
      },
      status: {
        phase: 'Running',
        containerStatuses: [{ name: 'web', ready: true }],
      },
    });
    expect(pod).toEqual(before);
  });

  it('drops the user data of cloud-init, and keeps the reference to its Secret', () => {
    const volumes = [
      {
        name: 'init',
        cloudInitNoCloud: {
          userData: 'password: hunter2',
          networkData: 'x',
          secretRef: { name: 'init' },
        },
      },
    ];
    const kept = [
      { name: 'init', cloudInitNoCloud: { secretRef: { name: 'init' } } },
    ];
    const apiVersion = 'kubevirt.io/v1';

    expect(
      KINDS.project(
        { metadata, spec: { template: { spec: { volumes } } } },
        { apiVersion, kind: 'VirtualMachine' },
      ),
    ).toMatchObject({ spec: { template: { spec: { volumes: kept } } } });
    expect(
      KINDS.project(
        { metadata, spec: { volumes } },
        { apiVersion, kind: 'VirtualMachineInstance' },
      ),
    ).toMatchObject({ spec: { volumes: kept } });
  });

  it('drops the data of a ConfigMap, even where a server sends it unasked', () => {
    expect(
      KINDS.project(
        { metadata, data: { password: 'hunter2' }, binaryData: {} },
        { apiVersion: 'v1', kind: 'ConfigMap' },
      ),
    ).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  });

  it.each([undefined, null, 'Pod', [], {}, { metadata: { name: 'web' } }])(
    'takes %j for no object',
    value => {
      expect(
        KINDS.project(value, { apiVersion: 'v1', kind: 'Pod' }),
      ).toBeUndefined();
    },
  );
});

describe('the watched kinds', () => {
  it('holds no Secret, and nothing twice', () => {
    const names = KINDS.watched.flatMap(({ groups, kind }) =>
      groups.map(group => `${group}/${kind}`),
    );
    expect(names).not.toContain('/Secret');
    expect(new Set(names).size).toBe(names.length);
  });
});
