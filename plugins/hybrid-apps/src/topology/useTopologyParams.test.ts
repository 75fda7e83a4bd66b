import { writeIds } from '../components';
import { readTopologyParams } from './useTopologyParams';

const read = (query: string, remembered?: 'graph' | 'table') =>
  readTopologyParams(new URLSearchParams(query), remembered);

describe('readTopologyParams', () => {
  it('has something for everything that the URL leaves out', () => {
    expect(read('')).toEqual({
      view: 'graph',
      layers: ['traffic', 'storage'],
      serviceCards: false,
      group: 'namespace',
      only: new Set(),
      find: '',
      selected: undefined,
      tab: 'overview',
      object: undefined,
      open: new Set(),
      hidden: new Set(),
    });
  });

  it('believes the URL before it believes what was remembered', () => {
    expect(read('', 'table').view).toBe('table');
    expect(read('view=graph', 'table').view).toBe('graph');
  });

  it('begins with what fits the screen, where nobody chose', () => {
    const onPhone = (query: string, remembered?: 'graph') =>
      readTopologyParams(new URLSearchParams(query), remembered, 'table').view;
    expect(onPhone('')).toBe('table');
    expect(onPhone('', 'graph')).toBe('graph');
    expect(onPhone('view=graph')).toBe('graph');
  });

  it('passes over what it does not know', () => {
    expect(read('view=globe&show=traffic,lasers&group=moon')).toMatchObject({
      view: 'graph',
      layers: ['traffic'],
      group: 'namespace',
    });
  });

  it('knows whether Services are to have cards', () => {
    expect(read('services=cards').serviceCards).toBe(true);
    expect(read('services=moon').serviceCards).toBe(false);
  });

  it('tells "nothing" from "not chosen"', () => {
    expect(read('show=none').layers).toEqual([]);
  });
});

describe('the groups that are open', () => {
  it.each([
    ['none', []],
    ['one', ['group:onprem/shop']],
    [
      'several, in their order',
      ['group:b/x', 'group:a/x|a/x/apps/Deployment/web'],
    ],
    ['ids with what separates them', ['a,b', 'c%2Cd', 'ä&=?#+ /']],
  ])('are read as they were written: %s', (_, ids) => {
    const params = new URLSearchParams();
    params.set('open', writeIds(ids));
    expect([...read(params.toString()).open]).toEqual(ids);
  });

  it.each(['open=', 'open=%25', 'open=%25E4%25'])(
    'are none where the URL cannot be read: %s',
    query => {
      expect(read(query).open).toEqual(new Set());
    },
  );
});
