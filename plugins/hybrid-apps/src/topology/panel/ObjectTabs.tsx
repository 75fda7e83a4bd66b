import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Select, Text } from '@backstage/ui';
import {
  ObjectDetails,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFileCopyLine } from '@remixicon/react';
import { ReactNode, useCallback, useMemo, useState } from 'react';
import { stringify } from 'yaml';
import { hybridAppsApiRef, Live, useApp, useLive } from '../../api';
import { LiveView, RelativeTime } from '../../components';
import { useTexts } from '../../translation';
import { TopologyParamChanges, TopologyParams } from '../useTopologyParams';
import { kindWord } from '../words';
import styles from './panel.module.css';

/** One object as the cluster holds it, followed while it is looked at. */
function useObject(id: string): Live<ObjectDetails> {
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.getObject(app, id, { signal }),
    }),
    [api, app, id],
  );
  return useLive(load, entityRef);
}

interface ObjectTabProps {
  node: TopologyNode;
  params: TopologyParams;
  changes: TopologyParamChanges;
}

/** Lets one choose among the objects that a component consists of. */
function OneObject(
  props: ObjectTabProps & { children: (details: ObjectDetails) => ReactNode },
) {
  const t = useTexts();
  const { node, params, changes, children } = props;
  const objects = [node, ...node.members];
  const chosen = objects.find(({ id }) => id === params.object) ?? node;
  const live = useObject(chosen.id);
  return (
    <>
      {objects.length > 1 && (
        <Select
          size="small"
          label={t('panel.object')}
          options={objects.map(({ id, kind, name }) => ({
            id,
            label: `${kindWord(kind, t)} ${name}`,
          }))}
          selectedKey={chosen.id}
          onSelectionChange={key =>
            changes.openTab(params.tab, { object: String(key) })
          }
        />
      )}
      <LiveView live={live}>{children}</LiveView>
    </>
  );
}

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
