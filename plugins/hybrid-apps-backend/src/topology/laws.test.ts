import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { draw } from '../__testUtils__/drawn';
import { cluster } from '../__testUtils__/everyWord';
import { inventory, inventorySystem } from '../__testUtils__/inventory';

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

describe('the picture of an app', () => {
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
