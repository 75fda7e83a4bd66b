import { onprem } from '../__testUtils__/clusters';
import { filterNodes, nodeChoices } from './nodeFilter';

const { items } = onprem.nodes;
const names = (filter: Parameters<typeof filterNodes>[1]) =>
  filterNodes(items, filter).map(({ name }) => name);

describe('filterNodes', () => {
  it.each<[Parameters<typeof filterNodes>[1], string[]]>([
    [{}, ['os-1', 'bm-1', 'cp-1']],
    [{ search: 'BARE metal' }, ['bm-1']],
    [{ search: '10.244.3' }, ['bm-1']],
    [{ search: 'noschedule' }, ['cp-1']],
    [{ role: 'worker' }, ['os-1', 'bm-1']],
    [{ provider: 'openstack', role: 'worker' }, ['os-1']],
    [{ zone: 'rack-1' }, ['bm-1']],
    [{ vms: 'no' }, ['os-1']],
    [{ zone: 'elsewhere' }, []],
  ])('by %j has %j', (filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });
});

describe('nodeChoices', () => {
  it('are what nodes have, each once', () => {
    expect(nodeChoices(items, 'provider')).toEqual(['metal', 'openstack']);
    expect(nodeChoices(items, 'vms')).toEqual(['no', 'yes']);
  });
});
