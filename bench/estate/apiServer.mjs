/** A process: the API of a cluster that is filled with an estate; the sandbox's, unless a real one is named. */
import { estateObjects, CLUSTER } from './objects.mjs';
import { answer, requireOfBackend } from './processes.mjs';

answer({
  async start({ kubeconfig, ...size }) {
    if (kubeconfig) {
      const { fillRealCluster } = await import('./realCluster.mjs');
      return fillRealCluster(kubeconfig, size);
    }
    const { startSandboxCluster } = requireOfBackend(
      '@hybrid-apps/sandbox-cluster',
    );
    const { url, tokens } = await startSandboxCluster({
      name: CLUSTER,
      tls: false,
      objects: estateObjects(size),
    });
    return { access: { url, token: tokens.admin }, unserved: 0 };
  },
});
