/**
 * `npm run test:integration`: the tests that talk to a cluster, against the
 * sandbox, or against the cluster that HYBRID_APPS_TEST_KUBECONFIG names.
 */
import { isAbsolute, resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { NODE_OPTIONS } from './jest.mjs';
import { bin, run } from './run.mjs';

await ensureInstalled();
const { HYBRID_APPS_TEST_KUBECONFIG: kubeconfig } = process.env;
console.log(
  kubeconfig
    ? `Integration tests against the cluster of ${kubeconfig}`
    : 'Integration tests against the sandbox cluster; HYBRID_APPS_TEST_KUBECONFIG=file names a real one',
);
process.exitCode = await run(
  bin('backstage-cli'),
  ['repo', 'test', '--watchAll=false', '--runInBand', 'integration.test'],
  {
    env: {
      ...process.env,
      CI: '1',
      NODE_OPTIONS,
      // jest runs each package in its own folder.
      ...(kubeconfig && {
        HYBRID_APPS_TEST_KUBECONFIG: isAbsolute(kubeconfig)
          ? kubeconfig
          : resolve(kubeconfig),
      }),
    },
  },
);
