import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import fc from 'fast-check';
import { Place } from '../namespaces';
import { isCertain } from './certainly';
import { isOpen, namespaceConditions, namespaceRules } from './namespaceRules';

type Criteria = PermissionCriteria<PermissionCondition>;

const decisionBy = (conditions: Criteria): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'hybrid-apps',
  resourceType: 'hybrid-apps-namespace',
  conditions,
});

const meets = createConditionAuthorizer(Object.values(namespaceRules));
const allows = (decision: PolicyDecision, place: Place) =>
  isCertain(decision, {
    holds: one => meets(one, place),
    isOpen: ({ rule }) => isOpen(rule, place),
  });

const known: Place = {
  cluster: 'hub',
  name: 'team-a-1',
  isKnown: true,
  labels: { confidential: 'true' },
  owner: 'group:default/team-a',
};
const unknown: Place = {
  cluster: 'hub',
  name: 'team-a-1',
  isKnown: false,
  labels: {},
};

const confidential = namespaceConditions.hasLabel({ label: 'confidential' });
const ours = namespaceConditions.isOwner({ claims: ['group:default/team-a'] });
const named = namespaceConditions.isNamed({ names: ['team-a-*'] });

describe('a decision on a namespace', () => {
  it.each<[string, Criteria, boolean, boolean]>([
    ['a label', confidential, true, false],
    ['no label', { not: confidential }, false, false],
    ['an owner', ours, true, false],
    ['another owner', { not: ours }, false, false],
    ['a name', named, true, true],
    ['another name', { not: named }, false, false],
    ['a name or a label', { anyOf: [confidential, named] }, true, true],
    [
      'a name without a label',
      { allOf: [named, { not: confidential }] },
      false,
      false,
    ],
    ['not without a label', { not: { not: confidential } }, true, false],
    ['neither of two', { not: { anyOf: [confidential, ours] } }, false, false],
    [
      'not both',
      { not: { allOf: [confidential, { not: named }] } },
      true,
      true,
    ],
    [
      'not both, of which one is open',
      { not: { allOf: [confidential, named] } },
      false,
      false,
    ],
  ])(
    'by %s is made of what is known alone',
    (_, conditions, ofKnown, ofUnknown) => {
      const decision = decisionBy(conditions);
      expect(allows(decision, known)).toBe(ofKnown);
      expect(allows(decision, unknown)).toBe(ofUnknown);
    },
  );

  it('goes by the owner that the configuration tells, though the namespace is not known', () => {
    const told = { ...unknown, owner: 'group:default/team-a' };
    expect(allows(decisionBy(ours), told)).toBe(true);
    expect(allows(decisionBy({ not: ours }), told)).toBe(false);
  });

  it.each([AuthorizeResult.ALLOW, AuthorizeResult.DENY] as const)(
    'without conditions is %s of any',
    result => {
      for (const place of [known, unknown]) {
        expect(allows({ result }, place)).toBe(
          result === AuthorizeResult.ALLOW,
        );
      }
    },
  );

  const atom = fc.constantFrom('open', 'true', 'false');
  const { criteria } = fc.letrec<{ criteria: Criteria }>(tie => ({
    criteria: fc.oneof(
      { maxDepth: 4 },
      atom.map(rule => ({ rule, resourceType: 'x' })),
      fc.record({ not: tie('criteria') }),
      fc.record({
        allOf: fc.tuple(tie('criteria'), tie('criteria')),
      }),
      fc.record({
        anyOf: fc.tuple(tie('criteria'), tie('criteria')),
      }),
    ),
  }));
  const ruleOf = (decision: PolicyDecision) =>
    decision.result === AuthorizeResult.CONDITIONAL &&
    'rule' in decision.conditions
      ? decision.conditions.rule
      : '';

  it('allows nothing that one of the open conditions may deny', () => {
    fc.assert(
      fc.property(criteria, conditions => {
        const decision = decisionBy(conditions);
        const taken = (open: boolean) =>
          isCertain(decision, {
            holds: one =>
              ruleOf(one) === 'true' || (open && ruleOf(one) === 'open'),
            isOpen: () => false,
          });
        const certain = isCertain(decision, {
          holds: one => ruleOf(one) === 'true',
          isOpen: ({ rule }) => rule === 'open',
        });
        expect(certain && !(taken(true) && taken(false))).toBe(false);
      }),
    );
  });
});
