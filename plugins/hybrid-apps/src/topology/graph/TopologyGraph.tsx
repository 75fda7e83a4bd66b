import '@xyflow/react/dist/base.css';
import { Alert, ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiFocus3Line, RiZoomInLine, RiZoomOutLine } from '@remixicon/react';
import {
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import {
  FocusEvent,
  KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { Loading } from '../../components';
import { useTexts } from '../../translation';
import { useLayout } from '../layout';
import { groupName } from '../groupWords';
import { Grouping } from '../view';
import { BundleWire } from './BundleWire';
import { edgesOf, GraphState, nodesOf } from './elements';
import { Frame } from './Frame';
import { GroupCard } from './GroupCard';
import { bundlesOf, groupsOf } from './groups';
import { neighbourOf } from './neighbour';
import { NodeCard } from './NodeCard';
import {
  cardElement,
  FIT,
  heightFor,
  selectedElements,
  showFirst,
  useReveal,
} from './viewport';
import { Wire } from './Wire';
import styles from './graph.module.css';

const NODE_TYPES = { card: NodeCard, frame: Frame, group: GroupCard };
const EDGE_TYPES = { wire: Wire, bundle: BundleWire };
export interface TopologyGraphProps extends Omit<GraphState, 'layout'> {
  name: string;
  group: Grouping;
}

function ZoomButtons() {
  const t = useTexts();
  const flow = useReactFlow();
  return (
    <Panel position="top-right" className={styles.zoom}>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiZoomInLine />}
        aria-label={t('topology.zoomIn')}
        onPress={() => flow.zoomIn()}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiZoomOutLine />}
        aria-label={t('topology.zoomOut')}
        onPress={() => flow.zoomOut()}
      />
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={<RiFocus3Line />}
        aria-label={t('topology.fit')}
        onPress={() => flow.fitView(FIT)}
      />
    </Panel>
  );
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
    onSelect,
    onToggle,
    onOpen,
  } = props;
  const { layout, error } = useLayout(picture, group);
  const { area, reveal } = useReveal();
  /** The width at first: the details panel, which takes of it, must not move the picture. */
  const [room, setRoom] = useState<number>();
  const state = useMemo(
    () =>
      layout && {
        topology,
        picture,
        layout,
        highlight,
        badges,
        selected,
        found,
        onSelect,
        onToggle,
        onOpen,
      },
    [
      topology,
      picture,
      layout,
      highlight,
      badges,
      selected,
      found,
      onSelect,
      onToggle,
      onOpen,
    ],
  );
  const nodes = useMemo(
    () => (state ? [...nodesOf(state), ...groupsOf(state)] : []),
    [state],
  );
  const edges = useMemo(
    () =>
      state
        ? [...edgesOf(state), ...bundlesOf(state, each => groupName(each, t))]
        : [],
    [state, t],
  );
  const ready = layout !== undefined;
  useLayoutEffect(() => {
    if (ready) {
      setRoom(width => width ?? area.current?.clientWidth);
    }
  }, [ready, area]);
  const revealSelected = () =>
    // The details panel takes its room first.
    requestAnimationFrame(() => {
      if (area.current && selected) {
        reveal(selectedElements(area.current, topology, selected));
      }
    });
  useEffect(() => {
    const frame = revealSelected();
    return () => cancelAnimationFrame(frame);
    // A refresh must not move the picture.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
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
    return <Loading height={400} />;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const from =
      event.target instanceof HTMLElement && event.target.dataset.node;
    const to = from && neighbourOf(layout.positions, from, event.key);
    if (to && area.current) {
      // Or else the page would scroll, too.
      event.preventDefault();
      cardElement(area.current, to)?.focus();
    }
  };
  return (
    <>
      {layout.plain && (
        <Alert
          status="info"
          icon
          role="status"
          title={t('topology.plainLayout')}
          description={t('topology.plainLayoutHelp')}
        />
      )}
      <div
        ref={area}
        // It only hears what its cards and wires do.
        role="presentation"
        className={styles.graph}
        style={{ minHeight: room && heightFor(layout, room) }}
        onFocus={({ target }: FocusEvent) =>
          target.matches(':focus-visible') && reveal([target])
        }
        onKeyDown={onKeyDown}
      >
        <VisuallyHidden id={helpId}>{t('topology.graphHelp')}</VisuallyHidden>
        {room !== undefined && (
          <ReactFlow
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
            // The wheel scrolls the page; with Ctrl or ⌘ held it zooms.
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            minZoom={0.1}
            maxZoom={1.5}
            onInit={flow => {
              showFirst(flow, area.current);
              revealSelected();
            }}
          >
            <ZoomButtons />
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
