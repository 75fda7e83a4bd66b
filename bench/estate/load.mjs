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

/** Labels and statuses by turns. */
async function change(number, appEvery) {
  const from = appEvery && number % appEvery === 0 ? ofApp : pods;
  // A stride that is prime goes through all namespaces before it comes again.
  const { namespace, name } = from[(number * 7919) % from.length];
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const isLabel = number % 2 === 0;
  const { status } = await http.request(
    'PATCH',
    isLabel ? path : `${path}/status`,
    {
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: isLabel
        ? { metadata: { labels: { 'estate.example/tick': String(number) } } }
        : { status: { message: `tick ${number}` } },
    },
  );
  failed += status === 200 ? 0 : 1;
}

answer({
  connect({ url, token, size }) {
    http = createHttp(url, token);
    pods = estateObjects(size)
      .filter(({ kind }) => kind === 'Pod')
      .map(({ metadata }) => metadata);
    ofApp = pods.filter(({ namespace }) => namespace === APP);
  },
  /** @param {{ perSecond: number, appEvery?: number }} input - every so manyth is of the app */
  start({ perSecond, appEvery = 0 }) {
    const begin = performance.now();
    const first = sent;
    timer = setInterval(() => {
      const due = first + ((performance.now() - begin) / 1000) * perSecond;
      while (sent < due) {
        sent++;
        change(sent, appEvery).catch(() => {
          failed++;
        });
      }
    }, 5);
  },
  /** Fails where changes did: what was measured meanwhile was of a cluster that held still. */
  stop() {
    clearInterval(timer);
    if (failed > 0) {
      throw new Error(`${failed} of ${sent} changes did not reach the cluster`);
    }
    return { sent };
  },
});
