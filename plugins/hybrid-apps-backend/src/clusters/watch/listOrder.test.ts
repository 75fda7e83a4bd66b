import { KINDS } from '../../kinds';
import { inListOrder, isLast } from './listOrder';

const ordered = inListOrder(KINDS.watched).map(({ resource }) => resource);

describe('the order of the first lists', () => {
  it('is that of all kinds, each once', () => {
    expect([...ordered].sort()).toEqual(
      KINDS.watched.map(({ resource }) => resource).sort(),
    );
  });

  it.each([
    ['namespaces', 'configmaps'],
    ['pods', 'networkpolicies'],
    ['virtualmachines', 'networkpolicies'],
    ['services', 'globalnetworkpolicies'],
    ['networkpolicies', 'routes'],
    ['networkpolicies', 'persistentvolumeclaims'],
    ['configmaps', 'events'],
    ['nodes', 'endpointslices'],
    ['ingresses', 'storageclasses'],
  ])('has %s before %s', (one, other) => {
    expect(ordered).toContain(other);
    expect(ordered.indexOf(one)).toBeLessThan(ordered.indexOf(other));
  });

  it('lets wait what pages can do without, and that alone', () => {
    expect(isLast({ resource: 'events' })).toBe(true);
    expect(isLast({ resource: 'pods' })).toBe(false);
    // An added kind is none of these.
    expect(isLast({ resource: 'databases' })).toBe(false);
  });
});
