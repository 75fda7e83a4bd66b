import { inventorySystem } from '../__testUtils__/inventory';
import { createStoreFromObjects } from '../kinds';
import { entityKnowledge } from './entityKnowledge';

describe('entityKnowledge', () => {
  it.each([
    ['shop', ['unresolved']],
    ['bank', []],
  ])(
    'tells of a namespace shop that there is not, where %s alone is known: %j',
    (known, states) => {
      const { metadata } = inventorySystem;
      const entity = {
        ...inventorySystem,
        metadata: {
          ...metadata,
          annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
        },
      };
      const store = createStoreFromObjects('onprem', [], {
        knowledge: [
          {
            cluster: 'onprem',
            kind: 'namespaces',
            state: 'partial',
            namespaces: [known],
          },
        ],
      });
      expect(
        entityKnowledge({ entity, parts: [] }, [store]).map(
          ({ state }) => state,
        ),
      ).toEqual(states);
    },
  );
});
