/** The sandbox clusters on their own: `npm run sandbox`. */
import { resolve } from 'path';
import { parseArgs } from 'util';
import {
  isShipped,
  shippedNames,
  startShippedClusters,
  stopClusters,
  writeKubeconfig,
} from './server';

const HELP = `Starts the sandbox clusters ${shippedNames.join(
  ' and ',
)}, and writes a kubeconfig for them.

  --kubeconfig FILE   where to write it (.sandbox/kubeconfig)
  --port N            of the first cluster, the next one for the second (free ones)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string', default: '.sandbox/kubeconfig' },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const first = Number(values.port);
  if (!Number.isInteger(first) || first < 0 || first > 65_535) {
    throw new Error(`--port: ${values.port} is not a port`);
  }
  const sandboxes = await startShippedClusters(
    shippedNames.filter(isShipped).map((name, i) => ({
      name,
      port: first && first + i,
      portSetting: '--port',
    })),
    (error, name) => process.stderr.write(`${name}: ${error.message}\n`),
  );
  const file = resolve(values.kubeconfig ?? '');
  writeKubeconfig(file, sandboxes);
  const [{ name: example }] = sandboxes;
  process.stdout.write(
    [
      ...sandboxes.map(({ name, url }) => `Sandbox cluster ${name}: ${url}`),
      '',
      'In memory, for development and demos: nothing runs here, and all is gone at the end.',
      `  export KUBECONFIG=${file}`,
      `  kubectl --context ${example} get pods,vms --all-namespaces`,
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  const stop = () => {
    stopClusters(sandboxes).catch(fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  // Clusters that run already would keep the process alive.
  process.exit(1);
}

main().catch(fail);
