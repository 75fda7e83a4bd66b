import { apps } from '../__testUtils__';
import { choicesOf, filterApps, readFilter, sortApps } from './filter';

const names = (list: typeof apps) => list.map(({ name }) => name);

describe('filterApps', () => {
  it.each([
    ['nothing', {}, ['erp', 'inventory', 'journal']],
    ['a part of the title, in any case', { search: 'RESOURCE' }, ['erp']],
    ['a part of the name', { search: ' ourn ' }, ['journal']],
    ['one of several clusters', { cluster: 'cloud' }, ['erp', 'journal']],
    ['health', { health: 'healthy' }, ['inventory']],
    [
      'owner and cluster together',
      { owner: 'group:default/team-a', cluster: 'cloud' },
      ['journal'],
    ],
    ['problems', { problems: 'yes' }, ['erp']],
    ['who looks', { mine: 'yes' }, ['inventory', 'journal']],
    ['what no app has', { cluster: 'mars' }, []],
  ])('keeps by %s', (_, filter, expected) => {
    expect(names(filterApps(apps, filter, ['group:default/team-a']))).toEqual(
      expected,
    );
  });

  it("counts an app that has no owner as nobody's", () => {
    const [{ owner: _, ...orphan }] = apps;
    expect(filterApps([orphan], { mine: 'yes' }, [])).toEqual([]);
  });

  it('does not find apps without a title by the word undefined', () => {
    expect(filterApps(apps, { search: 'undefined' })).toEqual([]);
  });
});

describe('readFilter', () => {
  it('takes its own parameters of the URL alone', () => {
    expect(
      readFilter(new URLSearchParams('cluster=cloud&owner=&page=3')),
    ).toEqual({ cluster: 'cloud' });
  });
});

describe('choicesOf', () => {
  it('offers each value once', () => {
    expect(choicesOf(apps)).toEqual({
      clusters: ['cloud', 'onprem'],
      owners: ['group:default/team-a', 'group:default/team-b'],
      health: ['degraded', 'progressing', 'healthy'],
    });
  });
});

describe('sortApps', () => {
  it('puts what needs attention first when sorted by health', () => {
    expect(
      names(sortApps(apps, { column: 'health', direction: 'ascending' })),
    ).toEqual(['erp', 'journal', 'inventory']);
  });

  it('puts what nobody can judge last', () => {
    const [one, ...others] = apps;
    const unjudged = { ...one, health: 'unjudged' as const };
    expect(
      names(
        sortApps([unjudged, ...others], {
          column: 'health',
          direction: 'ascending',
        }),
      ).at(-1),
    ).toBe(one.name);
    expect(choicesOf([unjudged]).health).toEqual(['unjudged']);
  });

  it('turns around, and breaks ties by name', () => {
    expect(
      names(sortApps(apps, { column: 'owner', direction: 'descending' })),
    ).toEqual(['erp', 'inventory', 'journal']);
    expect(
      names(sortApps(apps, { column: 'changed', direction: 'descending' })),
    ).toEqual(['inventory', 'erp', 'journal']);
  });
});
