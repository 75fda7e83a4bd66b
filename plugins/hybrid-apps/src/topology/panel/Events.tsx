import { Text } from '@backstage/ui';
import {
  ObjectDetails,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LinkButton, LiveView, RelativeTime } from '../../components';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { kindWord } from '../words';
import { Section } from './Facts';
import { useObject } from './useObject';
import styles from './panel.module.css';

/** So many stand in the overview. */
const LAST = 3;

function EventList({ events }: Pick<ObjectDetails, 'events'>) {
  const t = useTexts();
  return events.length === 0 ? (
    <Text as="p" variant="body-small" color="secondary">
      {t('panel.noEvents')}
    </Text>
  ) : (
    <ul className={styles.events}>
      {events.map((event, index) => {
        const { type, reason, message, count, lastSeen, object } = event;
        return (
          <li key={index} data-type={type}>
            <strong>{type === 'Normal' ? reason : `${type}: ${reason}`}</strong>{' '}
            <span className={styles.secondary}>
              {object && `${kindWord(object.kind, t)} ${object.name} · `}
              {lastSeen && <RelativeTime at={lastSeen} />}
              {count !== undefined &&
                count > 1 &&
                `, ${t('panel.times', { n: String(count) })}`}
            </span>
            <div>{message}</div>
          </li>
        );
      })}
    </ul>
  );
}

/** The newest of what the cluster recorded about a component and all it consists of; the rest is in its timeline. */
export function LastEvents(props: {
  node: TopologyNode;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, changes } = props;
  return (
    <Section title={t('panel.lastEvents')}>
      <LiveView live={useObject(node.id)} height={48}>
        {({ events }) => (
          <>
            <EventList events={events.slice(0, LAST)} />
            {events.length > LAST && (
              <div>
                <LinkButton onClick={() => changes.openTab('timeline')}>
                  {t('panel.allEvents', { n: String(events.length) })}
                </LinkButton>
              </div>
            )}
          </>
        )}
      </LiveView>
    </Section>
  );
}
