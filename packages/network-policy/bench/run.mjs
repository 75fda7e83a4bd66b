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
const { networkPolicy } = require('../src/__testUtils__/objects.ts');

const SIZES = [100, 1000, 5000];

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
}

const [, , size] = process.argv;
if (size) {
  await measure(Number(size));
} else {
  for (const each of SIZES) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), `${each}`], {
      stdio: 'inherit',
    });
  }
}
