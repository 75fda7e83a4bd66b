import { toError } from '@backstage/errors';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useApp, usePolicyStatus, useTopology } from '../api';
import { EmptyState, KnowledgeStrip, LiveView } from '../components';
import {
  badgesOf,
  ExtensionFailed,
  NO_EXTENSIONS,
  TopologyExtensions,
} from '../extensions';
import { ActsProvider } from '../operations/acts';
import { traceHighlight, TraceSection, useTrace } from '../trace';
import { useTexts } from '../translation';
import { CardMenu, MenuAt } from './acts';
import { collapse, Group, groupsAround } from './collapse';
import { Around } from './Around';
import { besideOf, cardIn, drawnOf, foldedServices, NONE_FOLDED } from './fold';
import { TopologyGraph } from './graph';
import { foundHighlight, highlightOf } from './highlight';
import { LeftOut } from './LeftOut';
import { DetailsPanel } from './panel';
import { ExportFormat, saveTopology } from './saveTopology';
import { TopologyTable } from './table';
import { Toolbar } from './Toolbar';
import { useConnectionsOf } from './useConnectionsOf';
import { useMatches } from './useMatches';
import { useTopologyParams } from './useTopologyParams';
import { around, findNodes, isWorkload, pictureOf } from './view';
import styles from './topology.module.css';

function TopologyView(props: {
  topology: Topology;
  extensions: TopologyExtensions;
}) {
  const { topology, extensions } = props;
  const t = useTexts();
  const { app } = useApp();
  const [params, changes] = useTopologyParams();
  const { view, layers, group, only, find, open, selected } = params;

  const selectedNode = topology.nodes.find(({ id }) => id === selected);
  const workload =
    selectedNode && isWorkload(selectedNode) ? selectedNode : undefined;
  const { value: status } = usePolicyStatus(workload !== undefined);
  // Who may connect with it is what the graph alone shows.
  const told = useConnectionsOf(
    status,
    view === 'graph' ? workload : undefined,
  );
  const { policy } = told;
  const folded = useMemo(
    () => (params.serviceCards ? NONE_FOLDED : foldedServices(topology)),
    [topology, params.serviceCards],
  );
  const picture = useMemo(() => {
    const shown = pictureOf(topology, layers, only);
    return params.around
      ? around(shown, params.around, cardIn(shown, folded))
      : shown;
  }, [topology, layers, only, params.around, folded]);
  const whole = useMemo(() => drawnOf(picture, folded), [picture, folded]);
  const trace = useTrace(params.trace);
  const [asks, setAsks] = useState(false);
  const [menu, setMenu] = useState<MenuAt>();
  const menuNode = topology.nodes.find(({ id }) => id === menu?.id);
  const isTracing = asks || params.trace !== undefined;
  const ways = useMemo(
    () => traceHighlight(topology, trace.value),
    [topology, trace.value],
  );
  const found = useMemo(() => findNodes(picture.nodes, find), [picture, find]);
  const { match, kept, goOn, letGo } = useMatches({
    picture,
    whole,
    found,
    params,
    changes,
  });
  // What is selected, gone on to, or on the way of a request, is drawn, with both ends if it is an edge.
  const drawn = useMemo(() => {
    const edge = picture.edges.find(({ id }) => id === selected);
    const ends = edge ? [edge.source, edge.target] : [selected ?? ''];
    const keep = kept ? [...ends, kept] : ends;
    const onWay = ways?.nodes ?? [];
    return collapse(whole, group, open, new Set([...keep, ...onWay]));
  }, [picture, whole, group, open, selected, kept, ways]);
  const { badges, failed } = useMemo(
    () => badgesOf(extensions.badges, topology.nodes),
    [extensions, topology],
  );
  const highlight = useMemo(
    () =>
      highlightOf(topology, policy, selected, whole.chips) ??
      ways ??
      foundHighlight(picture, found),
    [topology, policy, selected, ways, picture, whole, found],
  );
  const { select, setOpen, setView } = changes;
  const toggle = useCallback(
    ({ id, kind, open: isOpen, members }: Group) => {
      if (kind === 'more') {
        setView('table');
      } else if (isOpen) {
        const inside = members.some(member => member.id === selected);
        letGo();
        setOpen(
          [...open].filter(other => other !== id),
          // It would be drawn, and so its group be open, as long as it is selected.
          inside ? { selected: undefined } : {},
        );
      } else {
        setOpen([...open, id]);
      }
    },
    [open, selected, setOpen, setView, letGo],
  );
  const openAll = useCallback(
    (groups: Group[]) =>
      setOpen([
        ...open,
        ...groups.filter(({ kind }) => kind !== 'more').map(({ id }) => id),
      ]),
    [open, setOpen],
  );
  const reveal = (id: string) =>
    setOpen([...new Set([...open, ...groupsAround(whole, group, id)])], {
      selected: id,
    });
  const toasts = useApi(toastApiRef);
  const save = async (format: ExportFormat) => {
    try {
      await saveTopology(
        format,
        { name: app.name, topology, picture, whole, drawn, group, badges },
        t,
      );
    } catch (error) {
      toasts.post({
        title: t('topology.exportFailed'),
        description: toError(error).message,
        status: 'danger',
      });
    }
  };
  const close = useCallback(() => select(undefined), [select]);
  const stopTracing = () => {
    setAsks(false);
    changes.trace(undefined);
  };

  useEffect(() => {
    if (!selected) {
      return undefined;
    }
    const onKey = (event: KeyboardEvent) => {
      // A menu or tooltip that Esc closed has taken the event for itself.
      if (event.key === 'Escape' && !event.defaultPrevented) {
        close();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [selected, close]);

  if (topology.nodes.length === 0) {
    return (
      <>
        <KnowledgeStrip knowledge={topology.knowledge} />
        <EmptyState title={t('topology.empty')}>
          {t('topology.emptyHelp')}
        </EmptyState>
      </>
    );
  }
  return (
    <ActsProvider revision={topology.revision} shown={selected}>
      <KnowledgeStrip knowledge={topology.knowledge} />
      {failed.map(failure => (
        <ExtensionFailed key={failure.id} {...failure} />
      ))}
      <Toolbar
        params={params}
        changes={changes}
        nodes={topology.nodes}
        matches={found.size}
        match={match}
        onNext={() => goOn(drawn)}
        isTracing={isTracing}
        onTrace={() => (isTracing ? stopTracing() : setAsks(true))}
        onExport={save}
      />
      {isTracing && (
        <TraceSection
          to={params.trace}
          live={trace}
          topology={topology}
          onAsk={to => {
            setAsks(true);
            changes.trace(to);
          }}
          onOpen={(node, object) =>
            changes.openTab('yaml', { selected: node, object })
          }
          onClose={stopTracing}
        />
      )}
      <div className={styles.main}>
        <div className={styles.view}>
          {params.around && (
            <Around
              node={topology.nodes.find(({ id }) => id === params.around)}
              isShown={picture.nodes.length > 0}
              onEnd={() => changes.setAround(undefined)}
            />
          )}
          {picture.nodes.length === 0 && !params.around && (
            <EmptyState title={t('topology.empty')}>
              {t(only.size > 0 ? 'topology.noneChosen' : 'topology.hidden')}
            </EmptyState>
          )}
          {picture.nodes.length > 0 && view === 'graph' && (
            <>
              <LeftOut
                picture={picture}
                drawn={drawn}
                found={found}
                find={find}
                onReveal={reveal}
                onTable={() => setView('table')}
              />
              <TopologyGraph
                name={app.name}
                group={group}
                topology={topology}
                picture={drawn}
                highlight={highlight}
                badges={badges}
                selected={selected}
                found={found}
                match={match?.id}
                onSelect={select}
                onToggle={toggle}
                onOpen={openAll}
                onMenu={setMenu}
              />
              {menu && menuNode && (
                <CardMenu
                  at={menu}
                  node={menuNode}
                  acts={extensions.acts}
                  changes={changes}
                  onClose={() => setMenu(undefined)}
                />
              )}
            </>
          )}
          {picture.nodes.length > 0 && view === 'table' && (
            <TopologyTable
              picture={picture}
              badges={badges}
              found={find ? found : undefined}
              selected={selected}
              hidden={params.hidden}
              onSelect={select}
              onHide={changes.setHidden}
            />
          )}
        </div>
        {selected && (
          <DetailsPanel
            id={selected}
            topology={topology}
            beside={besideOf(whole, selected)}
            told={told}
            params={params}
            changes={changes}
            extensions={extensions}
            onClose={close}
          />
        )}
      </div>
    </ActsProvider>
  );
}

/** The entity tab Topology: the app's parts, and how they hang together. */
export function TopologyContent(props: { extensions?: TopologyExtensions }) {
  const { extensions = NO_EXTENSIONS } = props;
  const live = useTopology();
  return (
    <div className={styles.content}>
      <LiveView live={live} height={480}>
        {topology => (
          <TopologyView topology={topology} extensions={extensions} />
        )}
      </LiveView>
    </div>
  );
}
