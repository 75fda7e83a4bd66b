import { useMemo } from 'react';
import { readIds, useRemembered, useUrlParams, writeIds } from '../components';
import { Chosen } from './filter';
import { Grouping, GROUPINGS } from './grouping';
import { DEFAULT_LAYERS, isView, Layer, LAYERS, View } from './view';

const NO_LAYERS = 'none';
const SERVICE_CARDS = 'cards';

/** How the topology is looked at. All of it is in the URL. */
export interface TopologyParams {
  view: View;
  layers: readonly Layer[];
  /** Whether Services that only forward have cards of their own. */
  serviceCards: boolean;
  group: Grouping;
  /** What is shown alone. */
  only: Chosen;
  /** The id of the node that is shown with what it is connected with alone. */
  around?: string;
  find: string;
  /** The ids of the groups that are open, in the order that they were opened. */
  open: ReadonlySet<string>;
  /** The columns that the tables do not show. */
  hidden: ReadonlySet<string>;
  /** The id of a node or an edge. */
  selected?: string;
  /** The tab of the details; which there are hangs on what is selected. */
  tab: string;
  /** The object whose events and YAML are shown, where it is not the node's own. */
  object?: string;
  /** Where a request goes whose way is shown. */
  trace?: string;
}

function readLayers(text: string | null): readonly Layer[] {
  if (text === null) {
    return DEFAULT_LAYERS;
  }
  const names = text.split(',');
  return LAYERS.filter(layer => names.includes(layer));
}

/** On less than that a graph shows two cards at a time, and so the table comes first. */
const PHONE = '(max-width: 40rem)';

/** What is shown where nobody chose. */
const firstView = (): View =>
  window.matchMedia?.(PHONE).matches ? 'table' : 'graph';

/**
 * Reads what the URL says; what it does not know is as if it weren't there.
 *
 * @param first - what to look at where neither the URL nor the last visit says
 */
export function readTopologyParams(
  params: URLSearchParams,
  remembered: View | undefined,
  first: View = 'graph',
): TopologyParams {
  const view = params.get('view');
  const group = params.get('group');
  return {
    view: isView(view) ? view : remembered ?? first,
    layers: readLayers(params.get('show')),
    serviceCards: params.get('services') === SERVICE_CARDS,
    group: GROUPINGS.find(grouping => grouping === group) ?? 'namespace',
    only: new Set(readIds(params.get('only'))),
    around: params.get('around') ?? undefined,
    find: params.get('find') ?? '',
    open: new Set(readIds(params.get('open'))),
    hidden: new Set(readIds(params.get('hide'))),
    selected: params.get('selected') ?? undefined,
    tab: params.get('tab') ?? 'overview',
    object: params.get('object') ?? undefined,
    trace: params.get('trace') ?? undefined,
  };
}

export interface TopologyParamChanges {
  setView(view: View): void;
  /** Which layers are shown, and whether all Services have cards of their own. */
  setShown(layers: readonly Layer[], serviceCards: boolean): void;
  setGroup(group: Grouping): void;
  setOnly(only: Iterable<string>): void;
  setAround(id: string | undefined): void;
  setFind(find: string): void;
  /** Opens groups, and shows a node that is in them, or no longer one. */
  setOpen(open: Iterable<string>, at?: { selected?: string }): void;
  setHidden(hidden: Iterable<string>): void;
  select(selected: string | undefined): void;
  /** Shows the way of a request, or no longer one. */
  trace(to: string | undefined): void;
  /** Shows an object's YAML, or another tab of the details. */
  openTab(tab: string, at?: { selected?: string; object?: string }): void;
}

export function useTopologyParams(): [TopologyParams, TopologyParamChanges] {
  const { params, change } = useUrlParams();
  const [remembered, remember] = useRemembered('topology.view', isView);
  const read = useMemo(
    () => readTopologyParams(params, remembered, firstView()),
    [params, remembered],
  );
  const changes = useMemo<TopologyParamChanges>(
    () => ({
      setView(view) {
        remember(view);
        change({ view });
      },
      setShown: (layers, serviceCards) =>
        change({
          show: layers.join(',') || NO_LAYERS,
          services: serviceCards ? SERVICE_CARDS : undefined,
        }),
      setGroup: group => change({ group }),
      setOnly: only => change({ only: writeIds(only) }),
      setAround: id => change({ around: id }),
      setFind: find => change({ find }),
      setOpen: (open, at) => change({ open: writeIds(open), ...at }),
      setHidden: hidden => change({ hide: writeIds(hidden) }),
      // The tab stays, so that one can go from VM to VM and compare.
      select: selected =>
        change(
          selected
            ? { selected, object: undefined }
            : { selected, object: undefined, tab: undefined },
        ),
      trace: to => change({ trace: to }),
      openTab: (tab, at) => change({ tab, ...at }),
    }),
    [change, remember],
  );
  return [read, changes];
}
