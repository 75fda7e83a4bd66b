/**
 * How long a cluster's first sync takes, and what it keeps: `yarn bench` in this
 * folder's package. Times differ from machine to machine, so ratios are what to
 * look at: twice the pods should take about twice as long, and keeping them
 * should cost little beside reading them.
 */
import { createKubeClient } from '../src/clusters/client/kubeClient';
import { DEFAULT_SETTINGS } from '../src/clusters/settings';
import { watchCluster } from '../src/clusters/watch/clusterWatch';
import { startPodServer } from './podServer';
import { KINDS } from '../src/kinds';

const ROUNDS = 7;
const { pageSize } = DEFAULT_SETTINGS;

const quiet = {
  child: () => quiet,
  debug() {},
  info() {},
  warn() {},
  error: console.error,
};

function usedMegabytes(): number {
  if (!global.gc) {
    throw new Error('Run with node --expose-gc');
  }
  global.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The least that anyone must do: fetch all pages and parse them. */
async function readOnly(url: string): Promise<number> {
  const started = performance.now();
  let token = '';
  do {
    const page = await (
      await fetch(`${url}/api/v1/pods?limit=${pageSize}&continue=${token}`)
    ).json();
    token = page.metadata.continue ?? '';
  } while (token);
  return performance.now() - started;
}

async function sync(url: string, count: number) {
  const client = createKubeClient({
    cluster: () => ({ name: 'bench', url, authMetadata: {} }),
    credential: async () => ({ type: 'anonymous' }),
  });
  const before = usedMegabytes();
  const started = performance.now();
  let done = () => {};
  const synced = new Promise<void>(resolve => {
    done = resolve;
  });
  const watch = watchCluster({
    kinds: KINDS,
    client,
    settings: DEFAULT_SETTINGS,
    logger: quiet,
    onChange: () => {
      if (watch.state.state === 'synced') {
        done();
      }
    },
  });
  await synced;
  const ms = performance.now() - started;
  const kept = watch.store.list({ group: '', kind: 'Pod' }).length;
  if (kept !== count) {
    throw new Error(`${kept} pods were kept of ${count}`);
  }
  const megabytes = usedMegabytes() - before;
  await watch.stop();
  await client.close();
  return { ms, megabytes };
}

async function measure(count: number) {
  const server = await startPodServer(count, pageSize);
  const floor: number[] = [];
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    floor.push(await readOnly(server.url));
    const { ms, megabytes } = await sync(server.url, count);
    times.push(ms);
    sizes.push(megabytes);
  }
  server.stop();
  return {
    floor: median(floor),
    ms: median(times),
    megabytes: median(sizes),
    sent: server.megabytes,
  };
}

async function report(count: number) {
  const result = await measure(count);
  console.log(
    `${count} pods: ${result.ms.toFixed(0)} ms to the end of the first sync; ` +
      `${result.sent.toFixed(1)} MB sent, ${result.megabytes.toFixed(
        1,
      )} MB kept; ` +
      `${result.floor.toFixed(0)} ms to fetch and parse alone`,
  );
  return result;
}

async function main() {
  await measure(2_000); // until the code is compiled
  const one = await report(5_000);
  const two = await report(10_000);
  console.log(`time, twice the pods:      x ${(two.ms / one.ms).toFixed(2)}`);
  console.log(
    `memory, twice the pods:    x ${(two.megabytes / one.megabytes).toFixed(
      2,
    )}`,
  );
  console.log(
    `time, over parsing alone:  x ${(two.ms / two.floor).toFixed(2)}`,
  );
  console.log(
    `kept, of what was sent:    x ${(two.megabytes / two.sent).toFixed(2)}`,
  );
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
