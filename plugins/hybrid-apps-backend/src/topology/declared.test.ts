import { AppMembers, Member } from '../apps';
import { declaredEdges } from './declared';

const workload = (name: string, entityRef: string): Member => ({
  cluster: 'onprem',
  id: `onprem/shop/apps/Deployment/${name}`,
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', uid: name },
  },
  reason: { text: 'it is named' },
  entityRef,
});

const app = (
  members: readonly Member[],
  dependencies: AppMembers['dependencies'],
): AppMembers => ({
  entityRef: 'system:default/shop',
  members,
  references: [],
  links: [],
  cut: [],
  dependencies,
});

const many = (count: number, entityRef: string) =>
  Array.from({ length: count }, (_, index) =>
    workload(`${entityRef}-${String(index).padStart(3, '0')}`, entityRef),
  );

describe('what the catalog declares', () => {
  const members = [...many(3, 'a'), ...many(2, 'b')];
  const dependencies = [{ source: 'a', target: 'b' }];
  const lines = (all: readonly Member[], most?: number) => {
    const { edges, cut } = declaredEdges(app(all, dependencies), most);
    return {
      edges: edges.map(({ source, target }) =>
        [source, target].map(id => id.split('/').pop()).join(' '),
      ),
      cut,
    };
  };

  it('is drawn from each workload of the one to each of the other', () => {
    expect(lines(members)).toEqual({
      edges: [
        'a-000 b-000',
        'a-000 b-001',
        'a-001 b-000',
        'a-001 b-001',
        'a-002 b-000',
        'a-002 b-001',
      ],
      cut: [],
    });
  });

  it('is drawn up to a bound, whatever the order, and what is left out is told', () => {
    const cut = {
      edges: ['a-000 b-000', 'a-000 b-001', 'a-001 b-000'],
      cut: ['onprem'],
    };
    expect(lines(members, 3)).toEqual(cut);
    expect(lines([...members].reverse(), 3)).toEqual(cut);
    expect(lines(members, 6).cut).toEqual([]);
  });

  it('does not grow with the product of many and many', () => {
    const all = [...many(1_000, 'a'), ...many(1_000, 'b')];
    const { edges, cut } = lines(all);
    expect(edges.length).toBeLessThanOrEqual(2_000);
    expect(cut).toEqual(['onprem']);
  });

  it('is bounded over all dependencies together', () => {
    const both = [
      ...dependencies,
      { source: 'b', target: 'a' },
      { source: 'b', target: 'gone' },
    ];
    const { edges, cut } = declaredEdges(app(members, both), 7);
    expect({ edges: edges.length, cut }).toEqual({
      edges: 7,
      cut: ['onprem'],
    });
  });
});
