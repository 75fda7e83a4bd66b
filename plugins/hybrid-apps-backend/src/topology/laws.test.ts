import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { draw, drawOn } from '../__testUtils__/drawn';
import { cluster } from '../__testUtils__/everyWord';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { counted } from '../__testUtils__/steps';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { structureSteps } from './structure';

const part = (name: string, selector: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'backstage.io/kubernetes-label-selector': selector },
  },
});
const parts = [part('front', 'tier=front'), part('a', 'app=a')];
const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
};

it('is drawn in steps, between which others may have their turn', () => {
  const store = createStoreFromObjects('onprem', inventory);
  const app = resolveApp({ entity: inventorySystem, parts: [] }, [store]);
  const { value, count } = counted(structureSteps(app, [store]));
  expect(value.nodes.length).toBeGreaterThan(3);
  expect(count).toBeGreaterThan(value.nodes.length);
});

describe('the picture of an app', () => {
  const owned = (kind: string, name: string, owner?: string): PlainObject => ({
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      labels: { 'app.kubernetes.io/part-of': 'shop' },
      ...(owner && {
        ownerReferences: [
          { apiVersion: 'v1', kind, name: owner, uid: owner, controller: true },
        ],
      }),
    },
  });

  it('draws the first of owners that own each other, and the others within it', () => {
    const { nodes } = draw(shop, [
      owned('Pod', 'tail', 'c'),
      owned('Pod', 'a', 'c'),
      owned('Pod', 'b', 'a'),
      owned('Pod', 'c', 'b'),
      owned('Pod', 'self', 'self'),
    ]);
    expect(
      nodes.map(({ name, members }) => [name, members.map(one => one.name)]),
    ).toEqual([
      ['a', ['b', 'c', 'tail']],
      ['self', []],
    ]);
  });

  it('takes each step of a long chain of owners once', () => {
    const asked = (length: number) => {
      const chain = Array.from({ length }, (_, index) =>
        owned(
          'ConfigMap',
          `c${index}`,
          index > 0 ? `c${index - 1}` : undefined,
        ),
      );
      const store = createStoreFromObjects('onprem', chain);
      const of = jest.spyOn(store.kinds, 'of');
      const { nodes } = drawOn([store], { entity: shop, parts: [] });
      const { length: calls } = of.mock.calls;
      of.mockRestore();
      expect(nodes.map(({ name }) => name)).toEqual(['c0']);
      expect(nodes[0].members).toHaveLength(length - 1);
      return calls;
    };
    expect(asked(400)).toBeLessThan(3 * asked(200));
  });

  it('looks at all policies of a cluster no more often for many that apply', () => {
    const looked = (policies: number) => {
      const store = createStoreFromObjects('onprem', [
        owned('Pod', 'a'),
        ...Array.from(
          { length: policies },
          (_, index): PlainObject => ({
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: `p${index}`, namespace: 'shop' },
            spec: { podSelector: {} },
          }),
        ),
      ]);
      const list = jest.spyOn(store, 'list');
      const { nodes } = drawOn([store], { entity: shop, parts: [] });
      expect(nodes).toHaveLength(policies + 1);
      return list.mock.calls.length;
    };
    expect(looked(20)).toBe(looked(1));
  });

  it('is the same in whatever order its objects came', () => {
    fc.assert(
      fc.property(
        cluster.chain(objects =>
          fc.tuple(
            fc.constant(objects),
            fc.shuffledSubarray(objects, { minLength: objects.length }),
          ),
        ),
        ([objects, shuffled]) => {
          expect(draw(shop, shuffled, parts)).toEqual(
            draw(shop, objects, parts),
          );
        },
      ),
    );
  });

  it('is whole whatever is missing: each line has its ends, and all has its evidence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          cluster.map(objects => [shop, objects] as const),
          fc
            .shuffledSubarray(inventory)
            .map(objects => [inventorySystem, objects] as const),
        ),
        ([app, objects]) => {
          const { nodes, edges } = draw(app, objects, parts);
          const ids = new Set(nodes.map(({ id }) => id));
          expect(ids.size).toBe(nodes.length);
          for (const { source, target, evidence } of edges) {
            expect(ids).toContain(source);
            expect(ids).toContain(target);
            // What says so, and where to look it up.
            expect(evidence.text).not.toBe('');
            expect(evidence.fieldPath).toMatch(/^(spec|metadata)\./);
          }
          for (const { reason } of nodes) {
            expect(reason.text).not.toBe('');
          }
        },
      ),
    );
  });
});
