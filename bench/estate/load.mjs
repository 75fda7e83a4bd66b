/** A process: changes Pods of the estate, so many a second, all over the namespaces. */
import { estateObjects, APP } from './objects.mjs';
import { answer } from './processes.mjs';
import { createHttp } from './http.mjs';

let pods = [];
let ofApp = [];
let http;
let timer;
let sent = 0;
let failed = 0;
let seen = 0;

const patch = (path, body) =>
  http.request('PATCH', path, {
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body,
  });

const pathOf = ({ metadata: { namespace, name } }) =>
  `/api/v1/namespaces/${namespace}/pods/${name}`;

/** The status of a Pod that is ready, or is not by now. */
function readiness({ status }, isReady) {
  const word = isReady ? 'True' : 'False';
  return {
    conditions: status.conditions.map(one =>
      ['Ready', 'ContainersReady'].includes(one.type)
        ? { ...one, status: word }
        : one,
    ),
    containerStatuses: status.containerStatuses.map(one => ({
      ...one,
      ready: isReady,
    })),
  };
}

/** A change that whoever looks at the app sees: one of its Pods is not ready, and then is again. */
function changeSeen() {
  const pod = ofApp[Math.floor(seen / 2) % ofApp.length];
  const isReady = seen % 2 === 1;
  seen++;
  return patch(`${pathOf(pod)}/status`, { status: readiness(pod, isReady) });
}

/** A change that nobody sees: labels and messages by turns, all over the namespaces. */
function changeUnseen(number) {
  // A stride that is prime goes through all namespaces before it comes again.
  const path = pathOf(pods[(number * 7919) % pods.length]);
  return number % 2 === 0
    ? patch(path, {
        metadata: { labels: { 'estate.example/tick': String(number) } },
      })
    : patch(`${path}/status`, { status: { message: `tick ${number}` } });
}

async function change(number, seenEvery) {
  const isSeen = seenEvery && number % seenEvery === 0;
  const { status } = await (isSeen ? changeSeen() : changeUnseen(number));
  failed += status === 200 ? 0 : 1;
}

answer({
  connect({ access, size }) {
    http = createHttp(access);
    pods = estateObjects(size).filter(({ kind }) => kind === 'Pod');
    ofApp = pods.filter(({ metadata }) => metadata.namespace === APP);
  },
  /** @param {{ perSecond: number, seenEvery?: number }} input - every so manyth is one that viewers of the app see */
  start({ perSecond, seenEvery = 0 }) {
    const begin = performance.now();
    const first = sent;
    timer = setInterval(() => {
      const due = first + ((performance.now() - begin) / 1000) * perSecond;
      while (sent < due) {
        sent++;
        change(sent, seenEvery).catch(() => {
          failed++;
        });
      }
    }, 5);
  },
  /**
   * Fails where more than one change in a thousand did: what was measured meanwhile
   * was of a cluster that held still. A single one, whose connection broke, says nothing.
   */
  stop() {
    clearInterval(timer);
    if (failed > sent / 1_000) {
      throw new Error(`${failed} of ${sent} changes did not reach the cluster`);
    }
    return { sent, seen, failed };
  },
});
