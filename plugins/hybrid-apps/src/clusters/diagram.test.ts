import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { onprem } from '../__testUtils__/clusters';
import { BOX, diagramOf } from './diagram';

type Way = ClusterDetails['ways'][number];

const way = (
  from: Way['from'],
  to: Way['to'],
  more: Partial<Way> = {},
): Way => ({
  ...onprem.ways[0],
  id: `${from}-${to}-${more.port}`,
  from,
  to,
  ...more,
});

/** Every way that a cluster can have. */
const ALL: Way[] = [
  way('clients', 'kube-apiserver'),
  way('kube-apiserver', 'etcd'),
  way('etcd', 'etcd', { port: '2380' }),
  way('kube-apiserver', 'kubelet'),
  way('kube-apiserver', 'webhook'),
  way('kube-apiserver', 'pod', { encrypted: 'depends' }),
  way('kube-apiserver', 'virt-api'),
  way('virt-api', 'virt-handler'),
  way('metrics-server', 'kubelet'),
  way('monitoring', 'kube-scheduler'),
  way('monitoring', 'kube-controller-manager'),
  way('monitoring', 'node'),
  way('outside', 'service'),
  way('pod', 'dns'),
  way('network-plugin', 'network-plugin', { port: '4789' }),
  way('network-plugin', 'network-plugin', { port: '179' }),
];

describe('diagramOf', () => {
  const { boxes, lines, width, height } = diagramOf(ALL);

  it('has a box for each end, none over another, and all within the picture', () => {
    const places = boxes.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { x, y } of boxes) {
      expect(x + BOX.width).toBeLessThanOrEqual(width);
      expect(y + BOX.height).toBeLessThanOrEqual(height);
    }
  });

  it('has a line for each way between two, and in the box what it has with its like', () => {
    expect(lines).toHaveLength(13);
    expect(boxes.find(({ end }) => end === 'network-plugin')?.own).toEqual([
      '4789',
      '179',
    ]);
    expect(lines.filter(({ isEncrypted }) => !isEncrypted)).toHaveLength(1);
  });

  it('has no line that runs through a box', () => {
    const steps = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    for (const { from, to, id } of lines) {
      const points = steps.map(part => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      }));
      const hit = boxes.filter(({ x, y }) =>
        points.some(
          point =>
            point.x > x &&
            point.x < x + BOX.width &&
            point.y > y &&
            point.y < y + BOX.height,
        ),
      );
      expect([id, hit.map(({ end }) => end)]).toEqual([id, []]);
    }
  });

  it('draws nothing of nothing', () => {
    expect(diagramOf([])).toMatchObject({ boxes: [], lines: [] });
  });
});
