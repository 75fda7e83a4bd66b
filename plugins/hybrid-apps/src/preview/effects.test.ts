import { ConnectionChange } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createTestTexts } from '../__testUtils__/texts';
import { countEffects, effectOf, foldChanges, tellChanges } from './effects';
import { changesMarkdown } from './markdown';

const peer = (name: string, kind = 'Deployment') => ({
  id: name,
  cluster: 'onprem',
  namespace: 'erp',
  kind,
  name,
  inApp: true,
});

const change = (
  what: ConnectionChange['change'],
  before: string,
  after: string,
  to = peer('web'),
): ConnectionChange => ({
  source: peer('batch'),
  destination: to,
  change: what,
  before,
  after,
});

describe('effectOf', () => {
  it.each([
    ['TCP 27017', 'All Connections', 'widens'],
    ['TCP 80', 'TCP 80,8080-8090', 'widens'],
    ['TCP 80', 'TCP 80,UDP 53', 'widens'],
    ['TCP 1-65535', 'All Connections', 'widens'],
    ['All Connections', 'TCP 8080', 'narrows'],
    ['TCP 80,8080-8090', 'TCP 8085', 'narrows'],
    ['TCP 80', 'TCP 443', 'changes'],
    ['TCP 53', 'UDP 53', 'changes'],
    ['TCP 80-90', 'TCP 85-95', 'changes'],
    ['Uncertain: TCP 80', 'TCP 80', 'changes'],
  ])('of ports that change from %s to %s: it %s', (before, after, effect) => {
    expect(effectOf(change('changed', before, after))).toBe(effect);
  });
});

describe('tellChanges', () => {
  const vm = peer('erp-db', 'VirtualMachine');
  const told = tellChanges([
    change('removed', 'TCP 80', 'No Connections'),
    change('uncertain', 'No Connections', 'Uncertain: TCP 80', vm),
    change('added', 'No Connections', 'TCP 80'),
    change('changed', 'All Connections', 'TCP 80', vm),
    change('added', 'No Connections', 'TCP 5432', vm),
    change('changed', 'TCP 80', 'TCP 80,443'),
  ]);

  it('puts first what exposes most, and a VM before others', () => {
    expect(
      told.map(({ effect, destination }) => `${effect} ${destination.name}`),
    ).toEqual([
      'opens erp-db',
      'opens web',
      'widens web',
      'uncertain erp-db',
      'closes web',
      'narrows erp-db',
    ]);
  });

  it('counts each effect that there is', () => {
    expect(countEffects(told)[0]).toEqual({ effect: 'opens', count: 2 });
    expect(countEffects(told).map(({ effect }) => effect)).not.toContain(
      'changes',
    );
  });

  it('makes a table for a pull request', () => {
    const lines = changesMarkdown(told, createTestTexts()).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '| Effect | From | To | Now | Then |',
      '| --- | --- | --- | --- | --- |',
      '| opens | batch (Deployment), onprem / erp | erp-db (VM), onprem / erp | none | TCP 5432 |',
    ]);
  });

  it('lets no name end a cell or be a tag', () => {
    const odd = change('added', '', '', peer('a|b<img>'));
    expect(changesMarkdown(tellChanges([odd]), createTestTexts())).toContain(
      'a\\|b\\<img\\> (Deployment)',
    );
  });
});

describe('foldChanges', () => {
  const addOn = (name: string) => ({
    ...peer(name),
    namespace: 'kube-system',
    inApp: false,
  });
  const told = (from: ReturnType<typeof peer>, after: string) =>
    tellChanges([
      { ...change('added', 'No Connections', after), source: from },
    ])[0];
  const dns = told(addOn('coredns'), 'All Connections');
  const metrics = told(addOn('metrics-server'), 'All Connections');
  const dashboard = told(addOn('dashboard'), 'TCP 8080');
  const own = told(peer('batch'), 'All Connections');

  it('tells of equal changes with add-ons in one row, and of no others', () => {
    const folded = foldChanges([dns, own, metrics, dashboard]);
    expect(folded).toEqual([
      { ...dns, source: expect.objectContaining({ kind: 'Rest' }), folded: 2 },
      own,
      dashboard,
    ]);
  });

  it('keeps the name of one that is alone', () => {
    expect(foldChanges([dns])).toEqual([dns]);
  });
});
