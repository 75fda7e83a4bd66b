import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Select } from '@backstage/ui';
import {
  ConsoleKind,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useState } from 'react';
import { hybridAppsApiRef, useApp, useLive } from '../../api';
import { FilterSelect } from '../../components';
import { consoleRouteRef, consolesRouteRef } from '../../routes';
import { useTexts } from '../../translation';
import { ConsoleView } from './ConsoleView';
import { consoleQuery } from './address';
import { consolesOf } from './offers';

/** Containers that a shell may be opened in: those that run on. */
function useContainers(id: string | undefined): string[] {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: id && (await api.getObject(app, id, { signal })),
    }),
    [api, app, id],
  );
  // Where it is not known which there are, the main one is still to be had.
  const { value } = useLive(id === undefined ? undefined : load);
  return (value ? value.inside?.containers ?? [] : [])
    .filter(({ role }) => role !== 'init')
    .map(({ name }) => name);
}

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
  const id = chosen?.id ?? node.id;
  const containers = useContainers(kind === 'exec' ? id : undefined);
  const [container, setContainer] = useState<string>();
  const asked = {
    id,
    kind,
    ...(container && containers.includes(container) && { container }),
  };
  const name = chosen?.name ?? node.name;
  return (
    <>
      {kinds.length > 1 && (
        <Select
          size="small"
          label={t('consoles.kind')}
          options={kinds.map(one => ({
            id: one,
            label: t(`consoles.${one}`),
          }))}
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
      {containers.length > 1 && (
        <FilterSelect
          label={t('consoles.container')}
          value={asked.container}
          choices={containers.map(one => ({ id: one, label: one }))}
          none={t('consoles.containerMain')}
          onChange={setContainer}
        />
      )}
      <ConsoleView
        key={`${id} ${kind} ${asked.container}`}
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
