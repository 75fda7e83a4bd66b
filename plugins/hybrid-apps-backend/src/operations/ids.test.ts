import { spec } from '../schema/openapi.generated';
import { planIdOf } from './hours/keep';
import { CHOSEN_ID } from './ids';
import { actIdOf } from './plans/run';

describe('ids', () => {
  const chosen = [
    spec.paths['/v1/apps/{kind}/{namespace}/{name}/acts'],
    spec.paths['/v1/apps/{kind}/{namespace}/{name}/plans'],
  ].map(
    ({ post }) =>
      post.requestBody.content['application/json'].schema.properties.id.pattern,
  );

  it('that callers choose are those of the API', () => {
    expect(chosen).toEqual([CHOSEN_ID.source, CHOSEN_ID.source]);
  });

  it.each([
    ['of an act of a plan', actIdOf('0123456789abcdef', 'onprem/shop/web')],
    [
      'of a plan of hours',
      planIdOf('system:default/shop', { kind: 'stop', at: new Date(0) }),
    ],
  ])('%s are none that anybody could choose before', (_, id) => {
    expect(id).not.toMatch(CHOSEN_ID);
    expect(id.length).toBeLessThanOrEqual(64);
  });
});
