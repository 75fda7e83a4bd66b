import { Text } from '@backstage/ui';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAddCircleLine,
  RiEdit2Line,
  RiHeartPulseLine,
  RiIndeterminateCircleLine,
  RiShieldLine,
} from '@remixicon/react';
import { healthWord } from '../topology/words';
import { useTexts } from '../translation';
import { EntryRow } from './EntryRow';

const ICONS = {
  'component-appeared': RiAddCircleLine,
  'component-gone': RiIndeterminateCircleLine,
  health: RiHeartPulseLine,
  posture: RiShieldLine,
  setup: RiEdit2Line,
};

/** What people do, and not the cluster by itself: of this one asks by whom. */
const DONE_BY_SOMEBODY: ReadonlyArray<HistoryEntry['change']> = [
  'component-appeared',
  'component-gone',
  'setup',
];

/** A change that was seen. */
export function ChangeEntry({ entry }: { entry: HistoryEntry }) {
  const t = useTexts();
  const { change, before, after, component, by } = entry;
  const word = (state: string) =>
    change === 'health' ? healthWord(state, t) : state;
  const unknown = DONE_BY_SOMEBODY.includes(change)
    ? t('changes.byUnknown')
    : undefined;
  return (
    <EntryRow
      Icon={ICONS[change]}
      at={entry.at}
      about={component}
      by={by ? t('changes.by', { by }) : unknown}
    >
      <Text as="p">{entry.text}</Text>
      {before && after && (
        <Text as="p" variant="body-small">
          {`${t(`changes.change.${change}`)}: ${t('changes.was', {
            before: word(before),
            after: word(after),
          })}`}
        </Text>
      )}
    </EntryRow>
  );
}
