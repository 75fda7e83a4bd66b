import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

type Way = ClusterDetails['ways'][number];
type End = Way['from'];

/**
 * Where each end stands: column and row, so that no line runs through another's
 * box. Who asks is on the left, the control plane in the middle, nodes on the right.
 */
const PLACES: Readonly<Record<End, readonly [column: number, row: number]>> = {
  clients: [0, 0],
  webhook: [0, 1],
  monitoring: [0, 2],
  outside: [0, 4],
  'kube-apiserver': [1, 0],
  'kube-scheduler': [1, 1],
  'kube-controller-manager': [1, 2],
  node: [1, 3],
  service: [1, 4],
  etcd: [2, 0],
  'metrics-server': [2, 2],
  'virt-api': [2, 3],
  'virt-handler': [2, 4],
  kubelet: [3, 1],
  pod: [3, 2],
  dns: [3, 3],
  'network-plugin': [3, 4],
};

export const BOX = { width: 160, height: 46 };
const PITCH = { x: 280, y: 96 };
const MARGIN = 8;

/** An end of ways, with the ports on which it talks to its like. */
export interface Box {
  end: End;
  x: number;
  y: number;
  own: readonly string[];
}

/** A way from one box to another. */
export interface Line {
  id: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
  port: string;
  isEncrypted: boolean;
}

export interface Diagram {
  width: number;
  height: number;
  boxes: readonly Box[];
  lines: readonly Line[];
}

const cornerOf = (end: End) => {
  const [column, row] = PLACES[end];
  return { x: MARGIN + column * PITCH.x, y: MARGIN + row * PITCH.y };
};

/** Where a line leaves one box and reaches the other: at the sides that face each other. */
function between(from: End, to: End): Pick<Line, 'from' | 'to'> {
  const [a, b] = [cornerOf(from), cornerOf(to)];
  const middle = BOX.height / 2;
  if (a.x === b.x) {
    const x = a.x + BOX.width / 2;
    const isDown = a.y < b.y;
    return {
      from: { x, y: isDown ? a.y + BOX.height : a.y },
      to: { x, y: isDown ? b.y : b.y + BOX.height },
    };
  }
  const isRight = a.x < b.x;
  return {
    from: { x: isRight ? a.x + BOX.width : a.x, y: a.y + middle },
    to: { x: isRight ? b.x : b.x + BOX.width, y: b.y + middle },
  };
}

/** Who talks to whom as boxes and lines; the table says the same, and more. */
export function diagramOf(ways: readonly Way[]): Diagram {
  const ends = [...new Set(ways.flatMap(({ from, to }) => [from, to]))];
  const boxes = ends.map(end => ({
    end,
    ...cornerOf(end),
    own: [
      ...new Set(
        ways.flatMap(({ from, to, port }) =>
          from === end && to === end ? port : [],
        ),
      ),
    ],
  }));
  return {
    width: Math.max(0, ...boxes.map(({ x }) => x + BOX.width)) + MARGIN,
    height: Math.max(0, ...boxes.map(({ y }) => y + BOX.height)) + MARGIN,
    boxes,
    lines: ways
      .filter(({ from, to }) => from !== to)
      .map(({ id, from, to, port, encrypted }) => ({
        id,
        ...between(from, to),
        port,
        isEncrypted: encrypted === 'yes',
      })),
  };
}
