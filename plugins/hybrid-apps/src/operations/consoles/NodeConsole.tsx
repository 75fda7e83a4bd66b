import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Select } from '@backstage/ui';
import {
  ConsoleKind,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useState } from 'react';
import { useApp } from '../../api';
import { consoleRouteRef, consolesRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { ConsoleView } from './ConsoleView';
import { consoleQuery } from './address';
import { consolesOf } from './offers';

/** The consoles of a node: a VM's serial port and screen, or a shell in its Pods. */
export function NodeConsole({ node }: { node: TopologyNode }) {
  const t = useTexts();
  const { app } = useApp();
  const route = useRouteRef(consoleRouteRef);
  const all = useRouteRef(consolesRouteRef);
  const kinds = consolesOf(node);
  const pods = node.members.filter(({ kind }) => kind === 'Pod');
  const [kind, setKind] = useState<ConsoleKind>(kinds[0]);
  const [pod, setPod] = useState<string>();
  const chosen = pods.find(({ id }) => id === pod);
  const asked = { id: chosen?.id ?? node.id, kind };
  const name = chosen?.name ?? node.name;
  return (
    <>
      {kinds.length > 1 && (
        <Select
          size="small"
          label={t('consoles.kind')}
          options={kinds.map(id => ({ id, label: t(`consoles.${id}`) }))}
          selectedKey={kind}
          onSelectionChange={key =>
            setKind(kinds.find(one => one === key) ?? kinds[0])
          }
        />
      )}
      {kind === 'exec' && pods.length > 1 && (
        <Select
          size="small"
          label={t('consoles.pod')}
          options={pods.map(one => ({ id: one.id, label: one.name }))}
          selectedKey={chosen?.id ?? null}
          onSelectionChange={key => setPod(String(key))}
        />
      )}
      <ConsoleView
        key={`${asked.id} ${kind}`}
        app={app}
        asked={asked}
        name={name}
      >
        {route && (
          <Link
            href={`${route()}?${consoleQuery({ app, ...asked, name })}`}
            target="_blank"
          >
            {t('consoles.inTab')}
          </Link>
        )}
        {all && <Link href={all()}>{t('consoles.all')}</Link>}
      </ConsoleView>
    </>
  );
}
