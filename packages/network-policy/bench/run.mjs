/**
 * How fast the engine is, on generated estates: `npm run bench -w packages/network-policy`.
 * The whole is CPU time of one process, measured fresh for each estate; the rest are medians.
 */
import '@backstage/cli/config/nodeTransform.cjs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { Bench } from 'tinybench';

const require = createRequire(import.meta.url);
const { createPolicyModel, diffConnections } = require('../src/index.ts');
const { generateEstate } = require('../src/__testUtils__/estate.ts');
const { oracle } = require('../src/__oracle__/index.ts');
const { networkPolicy } = require('../src/__testUtils__/objects.ts');

const SIZES = [100, 1000, 5000];
/** Above it, twice the load and the oracle take minutes. */
const LARGEST_TWICE = 1000;
const LARGEST_FOR_ORACLE = 100;

const print = line => process.stdout.write(`${line}\n`);

/** CPU time of a function on one thread, in milliseconds. */
function cpu(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

function changedPolicy(port) {
  return networkPolicy('ns-0/web-to-api', {
    podSelector: { matchLabels: { tier: 'api' } },
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { tier: 'web' } } }],
        ports: [{ port }],
      },
    ],
  });
}

/** As a controller does it, by a label that no selector names. */
const relabelled = ({ metadata, ...pod }, revision) => ({
  ...pod,
  metadata: { ...metadata, labels: { ...metadata.labels, revision } },
});

const median = values => values.sort((a, b) => a - b)[values.length >> 1];

/** How time and output grow from an estate to one of twice the workloads, measured in turns. */
function printGrowth(workloads) {
  const estates = [workloads, workloads * 2].map(size => generateEstate(size));
  const times = [[], []];
  const counts = [0, 0];
  for (let round = 0; round < 5; round++) {
    estates.forEach((objects, index) => {
      const [time, connections] = cpu(() =>
        createPolicyModel(objects).connections(),
      );
      times[index].push(time);
      counts[index] = connections.length;
    });
  }
  const growth = ([once, twice]) => (twice / once).toFixed(1);
  print(
    `  twice the workloads     ${growth(
      times.map(median),
    )} times the CPU, ${growth(counts)} times the connections`,
  );
}

/** Where the answers of a list may change: the first port of each range, and the one after it. */
function portsOfInterest(connections) {
  const ports = { TCP: new Set(), UDP: new Set(), SCTP: new Set() };
  for (const { allowed } of connections) {
    for (const [protocol, numbers] of Object.entries(ports)) {
      for (const { from, to } of allowed[protocol] ?? []) {
        numbers.add(from).add(Math.min(to + 1, 65535));
      }
    }
  }
  return Object.entries(ports).flatMap(([protocol, numbers]) =>
    [...numbers].map(port => ({ protocol, port })),
  );
}

/** Both answer one estate, of one pod a workload; the oracle for pairs of pods alone. */
function printOracleRatio(workloads) {
  const objects = generateEstate(workloads, 1);
  const runs = Array.from({ length: 9 }, () =>
    cpu(() => createPolicyModel(objects).connections()),
  );
  const ports = portsOfInterest(runs[0][1]);
  const pods = objects
    .filter(({ kind }) => kind === 'Pod')
    .map(({ status, ...pod }) => ({
      ...pod,
      status: { podIPs: [{ ip: status.podIP }] },
    }));
  const ends = pods.map(pod => ({ pod }));
  const others = objects.filter(({ kind }) => kind !== 'Pod');
  const answer = oracle([...pods, ...others], {
    ipBlockMatchesPods: false,
    enforceStaged: false,
  });
  const [time] = cpu(() => {
    for (const source of ends) {
      for (const destination of ends) {
        ports.forEach(traffic => answer({ source, destination, traffic }));
      }
    }
  });
  const engine = median(runs.map(([each]) => each));
  print(
    `  the slow oracle         ${(time / engine).toFixed(
      0,
    )} times the CPU: ${time.toFixed(0)} ms to the engine's ${engine.toFixed(
      0,
    )}, one pod a workload, ${ports.length} ports`,
  );
}

async function measure(workloads) {
  const objects = generateEstate(workloads);
  const policies = objects.filter(each => each.kind === 'NetworkPolicy').length;
  const [building, model] = cpu(() => createPolicyModel(objects));
  const [listing, connections] = cpu(() => model.connections());
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  print(
    `\n${workloads} workloads, ${workloads * 20} pods, ${policies} policies: ${
      connections.length
    } connections`,
  );
  print(
    `  all connections, cold   ${(building + listing).toFixed(
      0,
    )} ms CPU (model ${building.toFixed(0)}, list ${listing.toFixed(
      0,
    )}), heap ${heap.toFixed(0)} MiB`,
  );

  const bench = new Bench({
    time: 1500,
    iterations: 5,
    warmupTime: 500,
    warmupIterations: 2,
  });
  let port = 1;
  const replica = objects.find(each => each.kind === 'Pod');
  bench
    .add('all connections, warm', () =>
      createPolicyModel(objects).connections(),
    )
    .add('one evaluate', () =>
      model.evaluate({
        source: { namespace: 'ns-0', name: 'app-1' },
        destination: { namespace: 'ns-1', name: 'app-3' },
        port: 8080,
      }),
    )
    .add('one changed policy', () => {
      port = (port % 60000) + 1;
      diffConnections(model, model.update({ apply: [changedPolicy(port)] }));
    })
    .add('one changed Pod', () => {
      port = (port % 60000) + 1;
      model.update({ apply: [relabelled(replica, `${port}`)] });
    });
  await bench.run();
  const medians = new Map();
  for (const { name, result } of bench.tasks) {
    const ms = result.latency.p50;
    medians.set(name, ms);
    print(
      `  ${name.padEnd(23)} ${
        ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(1)} ms`
      }`,
    );
  }
  const share =
    medians.get('one changed policy') / medians.get('all connections, warm');
  print(`  a changed policy costs  1/${(1 / share).toFixed(0)} of the whole`);
  if (workloads <= LARGEST_TWICE) {
    printGrowth(workloads);
  }
  if (workloads <= LARGEST_FOR_ORACLE) {
    printOracleRatio(workloads);
  }
}

/** The command on a few manifests, from its sources, beside Node that does nothing. */
function printColdStart() {
  const inPackage = path => fileURLToPath(new URL(path, import.meta.url));
  const time = args =>
    median(
      Array.from({ length: 9 }, () => {
        const start = performance.now();
        spawnSync(process.execPath, args);
        return performance.now() - start;
      }),
    );
  const idle = time(['-e', '']);
  const netpol = time([
    inPackage('../bin/netpol'),
    ...['list', '--dir', inPackage('../src/cli/__fixtures__/inventory')],
  ]);
  print(
    `netpol list, from the start: ${netpol.toFixed(0)} ms, ${(
      netpol / idle
    ).toFixed(1)} times Node alone`,
  );
}

const [, , size] = process.argv;
if (size) {
  await measure(Number(size));
} else {
  printColdStart();
  for (const each of SIZES) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), `${each}`], {
      stdio: 'inherit',
    });
  }
}
