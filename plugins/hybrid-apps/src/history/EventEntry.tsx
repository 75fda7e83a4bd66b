import { Text } from '@backstage/ui';
import { ObjectEvent } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiAlertLine, RiInformationLine } from '@remixicon/react';
import { useLocale } from '../components';
import { kindWord } from '../topology/words';
import { useTexts } from '../translation';
import { EntryRow } from './EntryRow';

/** What a cluster tells of an object; what it told again and again is one. */
export function EventEntry(props: { event: ObjectEvent; at: string }) {
  const t = useTexts();
  const locale = useLocale();
  const { event, at } = props;
  const { type, reason, message, count = 1, since, object } = event;
  const about = event.component ?? object?.id;
  const time =
    since &&
    new Date(since).toLocaleString(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
  const n = count.toLocaleString(locale);
  const repeated = time
    ? t('timeline.repeated', { n, time })
    : t('panel.times', { n });
  return (
    <EntryRow
      Icon={type === 'Normal' ? RiInformationLine : RiAlertLine}
      tone={type === 'Normal' ? undefined : 'warning'}
      at={at}
      about={about}
    >
      <Text as="p">{type === 'Normal' ? reason : `${type}: ${reason}`}</Text>
      <Text as="p" variant="body-small">
        {[
          // What is drawn for it is beside it.
          object &&
            object.id !== about &&
            `${kindWord(object.kind, t)} ${object.name}:`,
          message,
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      {count > 1 && (
        <Text as="p" variant="body-small" color="secondary">
          {repeated}
        </Text>
      )}
    </EntryRow>
  );
}
