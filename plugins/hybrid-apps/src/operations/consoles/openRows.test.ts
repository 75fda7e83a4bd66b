import { OpenConsole } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { openRows } from './openRows';

const open = (id: string, more: Partial<OpenConsole> = {}): OpenConsole => ({
  id,
  person: 'user:default/ana',
  role: 'keys',
  app: 'system:default/shop',
  cluster: 'onprem',
  kind: 'serial',
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'db' },
  since: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('the consoles that are open', () => {
  it('stand with those who watch below who has the keys, whoever came first', () => {
    const rows = openRows([
      open('late', { role: 'watch', since: '2026-01-01T02:00:00.000Z' }),
      open('screen', { kind: 'vnc' }),
      open('early', { role: 'watch', since: '2026-01-01T01:00:00.000Z' }),
      open('other', { cluster: 'edge' }),
      open('keys', { since: '2026-01-01T03:00:00.000Z' }),
    ]);
    expect(rows.map(({ id }) => id)).toEqual([
      'other',
      'keys',
      'early',
      'late',
      'screen',
    ]);
  });

  it('have shells of one container each on its own', () => {
    const rows = openRows([
      open('b', { kind: 'exec' }),
      open('a', { kind: 'exec', since: '2026-01-02T00:00:00.000Z' }),
    ]);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
