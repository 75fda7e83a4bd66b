/** Changes and viewers for long: does memory grow, is the copy right, is everybody told? */
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { APP, CLUSTER } from './objects.mjs';
import { loopFigures } from './measure.mjs';
import { requireOfBackend } from './processes.mjs';

const VIEWERS = 20;
const CHANGES_PER_SECOND = 50;
/** Of so many changes, one is seen: so rarely that each is told by itself. */
const SEEN_EVERY = 1_000;
/** As pages look again, told or not. */
const LOOK_EVERY_MS = 10_000;
/** A signal that comes so long after the viewer saw the change is not missed. */
const TOLD_WITHIN_MS = 10_000;

const WebSocket = createRequire(
  requireOfBackend.resolve('@backstage/plugin-signals-backend'),
)('ws');

/** Told of changes as a page is; the first upgrade of a backend is not answered. */
async function listen(base, token, onMessage) {
  for (let attempt = 0; ; attempt++) {
    const socket = new WebSocket(
      `${base.replace('http', 'ws')}/api/signals`,
      token,
      { handshakeTimeout: 2_000 },
    );
    try {
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      socket.send(
        JSON.stringify({ action: 'subscribe', channel: 'hybrid-apps' }),
      );
      socket.on('message', data => onMessage(JSON.parse(String(data)).message));
      return socket;
    } catch (error) {
      if (attempt === 5) {
        throw error;
      }
      await pause(500);
    }
  }
}

/** One who looks at the app: asks again when told, and now and then without. */
async function look(base, viewer, isOver, counts, tell) {
  let revision;
  let toldAt = -Infinity;
  const see = async () => {
    try {
      revision = (await viewer.topology()).json().revision;
      counts.views++;
    } catch (error) {
      counts.failed++;
      tell(`a view failed: ${error.message}`);
    }
  };
  const socket = await listen(base, viewer.token, message => {
    if (message.entityRef === `system:default/${APP}`) {
      toldAt = performance.now();
      counts.signals++;
      see();
    }
  });
  await see();
  while (!isOver()) {
    await pause(LOOK_EVERY_MS);
    const known = revision;
    const lookedAt = performance.now();
    await see();
    if (revision !== known) {
      // It saw by itself that there is something new: it has to be told as well.
      await pause(TOLD_WITHIN_MS);
      counts.missed += toldAt < lookedAt - TOLD_WITHIN_MS ? 1 : 0;
    }
  }
  socket.close();
}

/** Of a Pod, what the changes change. */
const changed = ({ metadata, status }) =>
  JSON.stringify([
    metadata.labels,
    status.conditions.map(one => [one.type, one.status]),
  ]);

/** Pods of the app that differ between the portal's copy and a list of the cluster. */
async function differences({ api, viewer }) {
  const list = await api.request('GET', `/api/v1/namespaces/${APP}/pods`);
  let count = 0;
  for (const pod of list.json().items) {
    const id = `${CLUSTER}/${APP}//Pod/${pod.metadata.name}`;
    const { object } = (await viewer.object(id)).json();
    count += changed(object) === changed(pod) ? 0 : 1;
  }
  return count;
}

export async function soak(estate, minutes, tell) {
  const viewers = await estate.viewers(VIEWERS);
  const counts = { views: 0, signals: 0, missed: 0, failed: 0 };
  const until = performance.now() + minutes * 60_000;
  // What is compiled and kept once is no growth.
  await Promise.all(viewers.map(viewer => viewer.topology()));
  const before = await estate.heap();
  await estate.loop();
  tell(`changes and views for ${minutes} min`);
  await estate.load.ask('start', {
    perSecond: CHANGES_PER_SECOND,
    seenEvery: SEEN_EVERY,
  });
  await Promise.all(
    viewers.map(viewer =>
      look(estate.base, viewer, () => performance.now() > until, counts, tell),
    ),
  );
  const { sent, seen, failed } = await estate.load.ask('stop');
  const loop = await estate.loop();
  await pause(5_000);
  const megabytes = bytes => bytes / 2 ** 20;
  const less = { better: 'less', unit: '' };
  return [
    {
      name: 'soak: heap at the end, against the beginning',
      value: megabytes(await estate.heap()),
      against: megabytes(before),
      unit: 'MB',
      goal: 1.2,
      better: 'less',
    },
    ...loopFigures('soak', loop),
    { name: 'soak: views', value: counts.views, unit: '', better: 'more' },
    {
      name: 'soak: signals, of those that were due',
      value: counts.signals,
      against: seen * VIEWERS,
      unit: '',
      better: 'more',
    },
    { name: 'soak: signals missed', value: counts.missed, goal: 0, ...less },
    { name: 'soak: views that failed', value: counts.failed, goal: 0, ...less },
    { name: 'soak: changes', value: sent, unit: '', better: 'more' },
    { name: 'soak: changes that failed', value: failed, ...less },
    {
      name: 'soak: changes that are seen',
      value: seen,
      unit: '',
      better: 'more',
    },
    {
      name: "soak: the app's Pods that differ from a list",
      value: await differences(estate),
      goal: 0,
      ...less,
    },
  ];
}
