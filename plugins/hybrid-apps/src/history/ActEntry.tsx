import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { ActDone } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFlashlightLine } from '@remixicon/react';
import { saidOf } from '../operations/acts';
import { useTexts } from '../translation';
import { EntryRow } from './EntryRow';
import { objectIn } from './filter';

const inWords = (input: Record<string, unknown>) =>
  Object.entries(input)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');

/** What somebody did to an object, and how it ended. */
export function ActEntry({ act }: { act: ActDone }) {
  const t = useTexts();
  const { name } = objectIn(act.object);
  const { label, did } = saidOf({ act: act.act }, name, t);
  return (
    <EntryRow
      Icon={RiFlashlightLine}
      at={act.askedAt}
      about={act.object}
      by={<EntityRefLink entityRef={act.askedBy} />}
    >
      <Text as="p">
        {[
          t('operations.actedOn', { label, name }),
          act.input && t('operations.with', { input: inWords(act.input) }),
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      <Text as="p" variant="body-small">
        {[
          act.state === 'done' ? did : t(`operations.state.${act.state}`),
          act.message,
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
    </EntryRow>
  );
}
