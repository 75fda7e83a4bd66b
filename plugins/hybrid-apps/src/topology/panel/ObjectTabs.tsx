import { Button, Text } from '@backstage/ui';
import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFileCopyLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { stringify } from 'yaml';
import { RelativeTime } from '../../components';
import { useTexts } from '../../translation';
import { ObjectTabProps, OneObject } from './OneObject';
import styles from './panel.module.css';

/** What the cluster recorded about an object, newest first. */
export function NodeEvents(props: ObjectTabProps) {
  const t = useTexts();
  return (
    <OneObject {...props}>
      {({ events }) =>
        events.length === 0 ? (
          <Text as="p" variant="body-small" color="secondary">
            {t('panel.noEvents')}
          </Text>
        ) : (
          <ul className={styles.events}>
            {events.map(({ type, reason, message, count, lastSeen }, index) => (
              <li key={index} data-type={type}>
                <strong>
                  {type === 'Normal' ? reason : `${type}: ${reason}`}
                </strong>{' '}
                <span className={styles.secondary}>
                  {lastSeen && <RelativeTime at={lastSeen} />}
                  {count !== undefined &&
                    count > 1 &&
                    `, ${t('panel.times', { n: String(count) })}`}
                </span>
                <div>{message}</div>
              </li>
            ))}
          </ul>
        )
      }
    </OneObject>
  );
}

function Yaml({ object }: { object: ObjectDetails['object'] }) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  const text = useMemo(() => stringify(object), [object]);
  return (
    <>
      <div className={styles.yamlTools}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() =>
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? t('panel.copied') : t('panel.copy')}
        </Button>
      </div>
      {/* Text, whatever the cluster says; never HTML. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre className={styles.yaml} tabIndex={0} aria-label={t('panel.yaml')}>
        {text}
      </pre>
    </>
  );
}

/** The object itself. */
export function NodeYaml(props: ObjectTabProps) {
  return (
    <OneObject {...props}>{({ object }) => <Yaml object={object} />}</OneObject>
  );
}
