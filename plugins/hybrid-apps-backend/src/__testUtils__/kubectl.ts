/** kubectl as a judge beside the portal, where it is installed. */
import { SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { stdout: version, error: missing } = spawnSync(
  'kubectl',
  ['version', '--client'],
  { encoding: 'utf8' },
);
if (missing) {
  process.stderr.write(
    'kubectl is not installed: nobody checks the portal by it (Debian: apt-get install kubernetes-client)\n',
  );
}

/** Tests that ask kubectl. */
export const describeByKubectl = missing ? describe.skip : describe;

/** Whether it waits for JSONPaths: since 1.23. */
export const waitsForPaths =
  Number(/v1\.(\d+)/.exec(version ?? '')?.[1] ?? 0) >= 23;

/** What it says, and whether it takes that for a failure. */
export interface Answer {
  failed: boolean;
  /** What it prints, and below what it complains of. */
  words: string;
}

/** kubectl with all rights on a sandbox. */
export function kubectlOf(sandbox: SandboxCluster) {
  const home = mkdtempSync(join(tmpdir(), 'portal-kubectl-'));
  const KUBECONFIG = join(home, 'config');
  writeFileSync(KUBECONFIG, sandbox.kubeconfig());
  const env = { ...process.env, HOME: home, KUBECONFIG };
  return {
    ask: (...args: string[]) =>
      new Promise<Answer>(resolve =>
        execFile('kubectl', args, { env }, (error, stdout, stderr) =>
          resolve({
            failed: error !== null,
            words: `${stdout}${stderr}`.trim(),
          }),
        ),
      ),
    remove: () => rmSync(home, { recursive: true }),
  };
}
