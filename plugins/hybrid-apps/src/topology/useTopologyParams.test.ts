import { readTopologyParams } from './useTopologyParams';

const read = (query: string, remembered?: 'graph' | 'table') =>
  readTopologyParams(new URLSearchParams(query), remembered);

describe('readTopologyParams', () => {
  it('has something for everything that the URL leaves out', () => {
    expect(read('')).toEqual({
      view: 'graph',
      layers: ['traffic', 'storage'],
      group: 'namespace',
      find: '',
      selected: undefined,
      tab: 'overview',
      object: undefined,
      open: new Set(),
    });
  });

  it('believes the URL before it believes what was remembered', () => {
    expect(read('', 'table').view).toBe('table');
    expect(read('view=graph', 'table').view).toBe('graph');
  });

  it('passes over what it does not know', () => {
    expect(read('view=globe&show=traffic,lasers&group=moon')).toMatchObject({
      view: 'graph',
      layers: ['traffic'],
      group: 'namespace',
    });
  });

  it('tells "nothing" from "not chosen"', () => {
    expect(read('show=none').layers).toEqual([]);
  });
});
