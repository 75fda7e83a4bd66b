import { KubeObject } from '../clusters';
import { findingsNow } from './findingsNow';

const pod = (status: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', uid: 'web-1' },
  spec: {
    containers: [{ name: 'main', resources: { limits: { memory: '64Mi' } } }],
  },
  status: { containerStatuses: [{ name: 'main', ...status }] },
});

const ended = (reason: string, finishedAt?: string) => ({
  terminated: { reason, exitCode: 137, finishedAt },
});
const MI = 2 ** 20;

it.each<[string, object, object[]]>([
  [
    'that runs again',
    { lastState: ended('OOMKilled', '2026-01-01T00:00:00Z') },
    [{ at: '2026-01-01T00:00:00.000Z' }],
  ],
  ['that is off', { state: ended('OOMKilled', 'soon') }, [{}]],
  ['that ended by itself', { lastState: ended('Error') }, []],
  ['that never ended', { state: { running: {} } }, []],
])('tells of a container that was ended for its memory: one %s', (...row) => {
  const [, status, found] = row;
  expect(findingsNow([pod(status)], [])).toEqual(
    found.map(more => ({
      code: 'out-of-memory',
      pod: 'web-1',
      container: 'main',
      limit: 64 * MI,
      ...more,
    })),
  );
});

it.each([
  [58, 64, [{ share: 58 / 64, used: 58 * MI, limit: 64 * MI }]],
  [57, 64, []],
  [57, undefined, []],
  [57, 0, []],
])('tells of a container near its limit: %p of %p', (used, limit, found) => {
  const use = {
    name: 'web-1',
    used: {},
    containers: [
      {
        name: 'main',
        used: { memory: used * MI },
        ...(limit !== undefined && { limit: { memory: limit * MI } }),
      },
    ],
  };
  expect(findingsNow([], [use])).toEqual(
    found.map(more => ({
      code: 'memory-near-limit',
      pod: 'web-1',
      container: 'main',
      ...more,
    })),
  );
});
