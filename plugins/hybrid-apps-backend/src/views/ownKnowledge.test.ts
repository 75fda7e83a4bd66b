import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventorySystem, inventory } from '../__testUtils__/inventory';
import { resolveApp } from '../apps';
import { joinStates } from '../clusters/watch/joinStates';
import { createStoreFromObjects } from '../kinds';
import { ownKnowledge } from './ownKnowledge';

const { members } = resolveApp({ entity: inventorySystem, parts: [] }, [
  createStoreFromObjects('onprem', inventory),
]);
const known = (namespaces?: string[], cluster = 'onprem'): KindKnowledge => ({
  cluster,
  kind: 'pods',
  state: 'partial',
  ...(namespaces && { namespaces }),
  message: 'Known in inventory, payroll alone. Forbidden in vault.',
});

describe('what an app tells of what is not known', () => {
  it('names no namespace but its own', () => {
    const told = ownKnowledge(
      [known(['inventory', 'payroll']), known(['payroll'])],
      () => members,
    );
    expect(told.map(({ namespaces }) => namespaces)).toEqual([
      ['inventory'],
      undefined,
    ]);
    expect(JSON.stringify(told)).not.toMatch(/payroll|vault/);
  });

  it('nor where it is forbidden, where it is known in none', () => {
    const states = new Map([
      ['vault', { state: 'forbidden' as const, message: 'vault is closed' }],
    ]);
    const [told] = ownKnowledge(
      [
        {
          cluster: 'onprem',
          kind: 'pods',
          ...joinStates(states, 'pods are forbidden.'),
        },
      ],
      () => members,
    );
    expect(told.state).toBe('forbidden');
    expect(JSON.stringify(told)).not.toContain('vault');
  });

  it('nor one of that name on another cluster', () => {
    const [told] = ownKnowledge([known(['inventory'], 'cloud')], () => members);
    expect(told.namespaces).toBeUndefined();
  });

  it('leaves all else as it is', () => {
    expect(ownKnowledge([known()], () => members)).toEqual([known()]);
  });
});
