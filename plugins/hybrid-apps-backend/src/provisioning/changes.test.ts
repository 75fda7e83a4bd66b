import fc from 'fast-check';
import { changedFields } from './changes';

const live = {
  metadata: {
    name: 'web',
    uid: '1',
    generation: 3,
    resourceVersion: '17',
    managedFields: [{ manager: 'kubectl' }],
    labels: { app: 'web' },
  },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
  status: { readyReplicas: 2 },
};

describe('changedFields', () => {
  it('names each field that differs, down to the item of a list', () => {
    expect(
      changedFields(live, {
        ...live,
        metadata: { ...live.metadata, labels: { app: 'web', tier: 'front' } },
        spec: {
          replicas: 3,
          template: { spec: { containers: [{ name: 'web', image: 'web:2' }] } },
        },
      }),
    ).toEqual([
      'metadata.labels.tier',
      'spec.replicas',
      'spec.template.spec.containers[0].image',
    ]);
  });

  it('leaves out what the server keeps for itself', () => {
    expect(
      changedFields(live, {
        ...live,
        metadata: {
          ...live.metadata,
          generation: 4,
          resourceVersion: '18',
          managedFields: [],
        },
        status: { readyReplicas: 0 },
      }),
    ).toEqual([]);
  });

  it('tells a status that is a field of something else', () => {
    expect(
      changedFields({ spec: { status: 'a' } }, { spec: { status: 'b' } }),
    ).toEqual(['spec.status']);
  });

  it('names a list of another length as a whole', () => {
    expect(
      changedFields(
        { spec: { ports: [{ port: 1 }] } },
        { spec: { ports: [{ port: 1 }, { port: 2 }] } },
      ),
    ).toEqual(['spec.ports']);
  });

  it('finds no difference between equals', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(changedFields(value, structuredClone(value))).toEqual([]);
      }),
    );
  });
});
