import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isKnownIn } from './knownIn';

describe('isKnownIn', () => {
  it.each<[Pick<KindKnowledge, 'state' | 'namespaces'>, string?, boolean?]>([
    [{ state: 'synced' }, 'shop', true],
    [{ state: 'synced' }, undefined, true],
    [{ state: 'partial', namespaces: ['bank', 'shop'] }, 'shop', true],
    [{ state: 'partial', namespaces: ['bank'] }, 'shop', false],
    [{ state: 'partial', namespaces: ['bank'] }, undefined, false],
    [{ state: 'stale', namespaces: ['shop'] }, 'shop', true],
    [{ state: 'stale' }, 'shop', false],
    [{ state: 'forbidden' }, 'shop', false],
    [{ state: 'absent' }, 'shop', false],
  ])('%j in %s: %s', (knowledge, namespace, known) => {
    expect(isKnownIn(knowledge, namespace)).toBe(known);
  });
});
