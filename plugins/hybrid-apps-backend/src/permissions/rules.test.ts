import { Entity } from '@backstage/catalog-model';
import { Place } from '../namespaces';
import { namespaceRules } from './namespaceRules';
import { hybridAppRules } from './rules';

const place: Place = {
  cluster: 'hub',
  name: 'shop',
  isKnown: true,
  labels: {},
  owner: 'group:default/team-a',
};
const app: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
};

describe('isOwner', () => {
  // References of entities are read in any case: a policy's author writes
  // groups as the company does, and some sign-ins do so too.
  it.each([
    ['group:default/team-a', true],
    ['group:default/Team-A', true],
    ['Group:Default/TEAM-A', true],
    ['group:default/team-ab', false],
    ['user:default/team-a', false],
    ['group:partners/team-a', false],
    ['', false],
  ])('by %j is %s of an app and of a namespace', (claim, expected) => {
    const claims = ['group:default/team-z', claim];
    expect(namespaceRules.isOwner.apply(place, { claims })).toBe(expected);
    expect(hybridAppRules.isOwner.apply(app, { claims })).toBe(expected);
  });

  it('is nobody of what has no owner', () => {
    const claims = ['group:default/team-a', '', 'undefined'];
    const { owner, ...nobodys } = place;
    expect(namespaceRules.isOwner.apply(nobodys, { claims })).toBe(false);
    expect(
      hybridAppRules.isOwner.apply(
        { ...app, relations: undefined },
        { claims },
      ),
    ).toBe(false);
  });
});
