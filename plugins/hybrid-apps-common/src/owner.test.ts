import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ownerRef } from './owner';

describe('ownerRef', () => {
  it.each([
    'team-a',
    ' team-a\n',
    'group:team-a',
    'default/team-a',
    'group:default/team-a',
    'Group:default/Team-A',
    'GROUP:Default/TEAM-A',
  ])('reads %j as one group', text => {
    expect(ownerRef(text)).toBe('group:default/team-a');
  });

  it.each([
    ['team-a', 'payments', 'group:payments/team-a'],
    ['user:jane.doe', 'payments', 'user:payments/jane.doe'],
    ['group:default/team-a', 'payments', 'group:default/team-a'],
    ['team-a', 'Not a namespace', 'group:default/team-a'],
  ])('reads %j in %j as %s', (text, namespace, ref) => {
    expect(ownerRef(text, namespace)).toBe(ref);
    expect(ownerRef(ref, namespace)).toBe(ref);
    expect(stringifyEntityRef(parseEntityRef(ref))).toBe(ref);
  });

  it.each([
    '',
    ' ',
    'user:',
    ':team-a',
    'group:/team-a',
    'https://github.com/orgs/x/teams/y',
    'group:team-a, group:team-b',
    'group:default/a/b',
    'group:default/ team-a',
    'Team A <a@example.com>',
    'group:team_/a',
    'my group:team-a',
    'team-a\u0000',
    'x'.repeat(64),
  ])('takes %j for none', text => {
    expect(ownerRef(text)).toBeUndefined();
  });
});
