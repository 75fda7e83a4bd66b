/** A process: the API of a sandbox cluster, filled with an estate. */
import { estateObjects, CLUSTER } from './objects.mjs';
import { answer, requireOfBackend } from './processes.mjs';

answer({
  async start(size) {
    const { startSandboxCluster } = requireOfBackend(
      '@hybrid-apps/sandbox-cluster',
    );
    const { url, tokens } = await startSandboxCluster({
      name: CLUSTER,
      tls: false,
      objects: estateObjects(size),
    });
    return { url, token: tokens.admin };
  },
});
