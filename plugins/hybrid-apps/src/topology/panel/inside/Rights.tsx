import { Text } from '@backstage/ui';
import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate, useTexts } from '../../../translation';
import { Facts, Section } from '../Facts';
import { linesOf } from './linesOf';

type Right = NonNullable<ObjectInside['rights']>[number];
type Allows = NonNullable<Right['allows']>;
type Rule = NonNullable<Allows['rules']>[number];

/** Like `get, list: pods, deployments.apps`; what lists `*` is everything. */
function wordsOf(rule: Rule, t: Translate): string {
  const { verbs, apiGroups = [], resources, resourceNames } = rule;
  const told = (words: readonly string[], all: string) =>
    words.includes('*') ? all : words.join(', ');
  const groups = apiGroups.filter(Boolean);
  const isOfAll = apiGroups.includes('*');
  const things = resources
    ? told(resources, t('inside.allows.everything'))
    : (rule.nonResourceUrls ?? []).join(', ');
  const parts = [
    `${told(verbs, t('inside.allows.everyVerb'))}: ${things}`,
    !isOfAll &&
      groups.length > 0 &&
      t('inside.allows.ofGroups', { groups: groups.join(', ') }),
    resourceNames &&
      t('inside.allows.named', { names: resourceNames.join(', ') }),
    rule.isCut && t('inside.allows.more'),
  ];
  return parts.filter(Boolean).join(' ');
}

function linesOfRole(allows: Allows | undefined, t: Translate): string[] {
  if (!allows) {
    return [];
  }
  const { state, message, rules = [], rulesLeft, isAggregated } = allows;
  if (state !== 'known') {
    return [[t(`inside.allows.${state}`), message].filter(Boolean).join(' ')];
  }
  return [
    ...(rules.length === 0 ? [t('inside.allows.nothing')] : []),
    ...rules.map(rule => wordsOf(rule, t)),
    ...(rulesLeft ? [t('inside.allows.left', { n: String(rulesLeft) })] : []),
    ...(isAggregated ? [t('inside.allows.aggregated')] : []),
  ];
}

/** The roles that an account has, and what they allow. */
export function Rights(props: {
  rights: readonly Right[];
  left?: number;
  isWhole: boolean;
}) {
  const t = useTexts();
  const { rights, left, isWhole } = props;
  return (
    <Section title={t('inside.rights')}>
      {rights.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t(isWhole ? 'inside.noRights' : 'inside.noRightsKnown')}
        </Text>
      )}
      <Facts
        facts={rights.map(({ binding, role, allows }) => [
          `${role.kind} ${role.name}`,
          linesOf([
            binding.namespace
              ? t('inside.inNamespace', { namespace: binding.namespace })
              : t('inside.everywhere'),
            `${binding.kind} ${binding.name}`,
            ...linesOfRole(allows, t),
          ]),
        ])}
      />
      {left !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('inside.rightsLeft', { n: String(left) })}
        </Text>
      )}
    </Section>
  );
}
