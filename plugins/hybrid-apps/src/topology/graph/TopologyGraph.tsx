import '@xyflow/react/dist/base.css';
import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import {
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import {
  FocusEvent,
  KeyboardEvent,
  MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Loading, useOneStop } from '../../components';
import { useTexts } from '../../translation';
import { MenuAt } from '../acts';
import { callersOf } from '../callers';
import { idsDrawn } from '../fold';
import { useLayout } from '../layout';
import { groupName } from '../groupWords';
import { Grouping } from '../grouping';
import { BundleWire } from './BundleWire';
import {
  edgesOf,
  GraphState,
  inReadingOrder,
  nodesOf,
  placedLines,
} from './elements';
import { Frame } from './Frame';
import { GroupCard } from './GroupCard';
import { bundlesOf, groupsOf } from './groups';
import { useKept } from './kept';
import { Tools } from './Tools';
import { useEvent } from './useEvent';
import { useKeys } from './useKeys';
import { NodeCard } from './NodeCard';
import {
  framesIn,
  heightFor,
  isFar,
  matchElements,
  Moved,
  placeBack,
  selectedElements,
  showFirst,
  useReveal,
} from './viewport';
import { Wire } from './Wire';
import styles from './graph.module.css';

// Not 'group': React Flow has a look of its own for that.
const NODE_TYPES = { card: NodeCard, frame: Frame, parts: GroupCard };
const EDGE_TYPES = { wire: Wire, bundle: BundleWire };
export interface TopologyGraphProps extends Omit<GraphState, 'layout'> {
  name: string;
  group: Grouping;
  /** Opens the menu of a component's card. */
  onMenu: (at: MenuAt) => void;
}

function Graph(props: TopologyGraphProps) {
  const t = useTexts();
  const helpId = useId();
  const {
    name,
    group,
    topology,
    picture,
    highlight,
    badges,
    selected,
    found,
    match,
    onSelect,
    onToggle,
    onOpen,
    onMenu,
  } = props;
  const flow = useReactFlow();
  const { area, reveal, revealTop } = useReveal();
  // It changes once on the way, and then no card has to render: the rest is CSS.
  const far = useStore(isFar);
  /** The width at first: the details panel, which takes of it, must not move the picture. */
  const [room, setRoom] = useState<number>();
  const loading = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => setRoom(loading.current?.clientWidth), []);
  const { layout, error, again: layOutAgain } = useLayout(picture, group, room);
  /** The frames that there were when somebody opened a group. */
  const framesBefore = useRef<ReturnType<typeof framesIn>>();
  const opens =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      framesBefore.current = area.current ? framesIn(area.current) : undefined;
      act(...args);
    };
  const toggle = useEvent(opens(onToggle));
  const open = useEvent(opens(onOpen));
  const callers = useMemo(() => callersOf(topology), [topology]);
  const state = useMemo(
    () =>
      layout && {
        topology,
        picture,
        layout,
        highlight,
        badges,
        callers,
        selected,
        found,
        match,
        onSelect,
        onToggle: toggle,
        onOpen: open,
      },
    [
      topology,
      picture,
      layout,
      highlight,
      badges,
      callers,
      selected,
      found,
      match,
      onSelect,
      toggle,
      open,
    ],
  );
  const nodes = useKept(
    useMemo(
      () =>
        state ? inReadingOrder([...nodesOf(state), ...groupsOf(state)]) : [],
      [state],
    ),
  );
  const lines = useMemo(
    () => layout && placedLines({ picture, layout }),
    [picture, layout],
  );
  const edges = useKept(
    useMemo(
      () =>
        state && lines
          ? [
              ...edgesOf(state, lines),
              ...bundlesOf(state, lines, each => groupName(each, t)),
            ]
          : [],
      [state, lines, t],
    ),
  );
  const onArrow = useKeys(
    area,
    layout,
    edges.flatMap(({ id, source, target, data }) =>
      data ? [{ id, source, target, at: data.label }] : [],
    ),
  );
  /** Where the picture stood before something was selected. */
  const moved = useRef<Moved>();
  // Arrow keys lead from card to card, and Alt with them to the wires.
  useOneStop(
    area,
    '[data-node]',
    layout !== undefined,
    match && `[data-node=${JSON.stringify(match)}]`,
  );
  const revealSelected = () =>
    // The details panel takes its room first.
    requestAnimationFrame(() => {
      if (area.current && selected) {
        const now = flow.getViewport();
        const before = placeBack(moved.current, now) ?? now;
        reveal(selectedElements(area.current, topology, selected));
        moved.current = { before, after: flow.getViewport() };
      }
    });
  const goBack = () =>
    requestAnimationFrame(() => {
      const place = placeBack(moved.current, flow.getViewport());
      moved.current = undefined;
      if (place) {
        flow.setViewport(place);
      }
    });
  useEffect(() => {
    const frame = selected ? revealSelected() : goBack();
    return () => cancelAnimationFrame(frame);
    // A refresh must not move the picture.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (match && area.current) {
        reveal(matchElements(area.current));
      }
    });
    return () => cancelAnimationFrame(frame);
    // As it changes, or its card comes; nor must a refresh move the picture.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [match, layout && match !== undefined && idsDrawn(picture).has(match)]);
  useEffect(() => {
    const before = framesBefore.current;
    framesBefore.current = undefined;
    const frame = requestAnimationFrame(() => {
      if (before && area.current) {
        const [opened] = [...framesIn(area.current)].filter(
          ([label]) => !before.has(label),
        );
        if (opened) {
          revealTop(opened[1]);
        }
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [layout, area, revealTop]);
  if (error) {
    return (
      <Alert
        status="danger"
        icon
        role="alert"
        title={t('topology.layoutFailed')}
        description={t('topology.layoutFailedHelp', { message: error.message })}
      />
    );
  }
  if (!layout) {
    return (
      <div ref={loading}>
        <Loading height={400} />
      </div>
    );
  }
  const openMenu = (
    event: KeyboardEvent | MouseEvent,
    place?: { x: number; y: number },
  ) => {
    const card =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>('[data-node]')
        : undefined;
    const id = card?.dataset.node;
    // What stands for several has what is in it to be asked.
    if (card && id && idsDrawn(picture).has(id)) {
      event.preventDefault();
      // Where it goes back to when the menu closes.
      card.focus({ preventScroll: true });
      const { left, bottom } = card.getBoundingClientRect();
      onMenu({ id, card, ...(place ?? { x: left, y: bottom }) });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.key === 'ContextMenu' ||
      (event.shiftKey && event.key === 'F10')
    ) {
      openMenu(event);
      return;
    }
    onArrow(event);
  };
  return (
    <>
      {layout.plain && (
        <Alert
          className={styles.note}
          status="info"
          icon
          role="status"
          title={t('topology.plainLayout')}
          description={t('topology.plainLayoutHelp')}
          customActions={
            <Button size="small" variant="secondary" onPress={layOutAgain}>
              {t('state.retry')}
            </Button>
          }
        />
      )}
      <div
        ref={area}
        // It only hears what its cards and wires do.
        role="presentation"
        className={styles.graph}
        data-far={far || undefined}
        style={{ minHeight: room && heightFor(layout, room) }}
        onFocus={({ target }: FocusEvent) =>
          target.matches(':focus-visible') && reveal([target])
        }
        onKeyDown={onKeyDown}
        // One finger scrolls the page, two move the picture.
        onTouchStartCapture={event =>
          event.touches.length === 1 && event.stopPropagation()
        }
        onContextMenu={(event: MouseEvent) =>
          openMenu(event, { x: event.clientX, y: event.clientY })
        }
      >
        <VisuallyHidden id={helpId}>{t('topology.graphHelp')}</VisuallyHidden>
        {room !== undefined && (
          <ReactFlow
            // It calls itself an application, in which nothing can be read as text.
            ref={element => element?.setAttribute('role', 'group')}
            aria-label={t('topology.graphLabel', { app: name })}
            aria-describedby={helpId}
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            // The keys are ours.
            disableKeyboardA11y
            // The wheel scrolls the page; with Ctrl or ⌘ held it zooms.
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            minZoom={0.1}
            maxZoom={1.5}
            onInit={instance => {
              showFirst(
                instance,
                area.current,
                Boolean(picture.groups?.length),
              );
              revealSelected();
            }}
          >
            <Tools layout={layout} />
          </ReactFlow>
        )}
      </div>
    </>
  );
}

/** The app as a graph, from left to right the way that a request takes. */
export function TopologyGraph(props: TopologyGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}
