/** kubectl for the tests, where it is installed: each sandbox has a home with a kubeconfig for each user. */
import { execFile, spawn, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { UserName } from '../rbac';
import { SandboxCluster } from './start';

const run = promisify(execFile);

/** The minor version of the kubectl that is installed; Debian's is 1.20. */
const minorVersion = (() => {
  const { stdout } = spawnSync('kubectl', ['version', '--client'], {
    encoding: 'utf8',
  });
  const [, minor] =
    stdout?.match(/(?:Client Version: v1\.|GitVersion:"v1\.)(\d+)/) ?? [];
  return minor === undefined ? undefined : Number(minor);
})();
if (minorVersion === undefined) {
  process.stderr.write(
    'kubectl is not installed: its tests are skipped (Debian: apt-get install kubernetes-client)\n',
  );
}

/** Tests of what kubectl can do since a minor version of its own. */
export const describeSince = (minor: number) =>
  (minorVersion ?? -1) >= minor ? describe : describe.skip;

export interface Kubectl {
  /** What it prints; fails where it fails. */
  kubectl(...args: string[]): Promise<string>;
  /** What it prints, whether it fails or not. */
  as(user: UserName, ...args: string[]): Promise<string>;
  /** What a kubectl that is to fail says. */
  refused(...args: string[]): Promise<string>;
  /** What a kubectl that goes on has written once `isEnough` says so. */
  follow(
    args: string[],
    isEnough: (output: string) => boolean,
    meanwhile?: () => Promise<unknown>,
  ): Promise<string>;
  /** A file that holds the object. */
  manifest(object: object): string;
  remove(): void;
}

export function kubectlFor(sandbox: SandboxCluster): Kubectl {
  const home = mkdtempSync(join(tmpdir(), 'sandbox-kubectl-'));
  for (const user of ['admin', 'reader', 'nobody'] as const) {
    writeFileSync(join(home, user), sandbox.kubeconfig({ user }));
  }
  const options = (user: UserName = 'admin') => ({
    env: { ...process.env, HOME: home, KUBECONFIG: join(home, user) },
  });

  return {
    kubectl: async (...args) => (await run('kubectl', args, options())).stdout,
    async as(user, ...args) {
      const { stdout } = await run('kubectl', args, options(user)).catch(
        error => error,
      );
      return stdout.trim();
    },
    refused: (...args) =>
      run('kubectl', args, options()).then(
        () => 'it was not refused',
        ({ stderr }: { stderr: string }) => stderr,
      ),
    follow: (args, isEnough, meanwhile = async () => {}) =>
      new Promise((resolve, reject) => {
        const child = spawn('kubectl', args, options());
        let output = '';
        let started = false;
        child.stdout.on('data', chunk => {
          output += chunk;
          if (!started) {
            started = true;
            meanwhile().catch(reject);
          }
          if (isEnough(output)) {
            child.kill();
            resolve(output);
          }
        });
        child.on('error', reject);
        child.on('exit', () => reject(new Error(`ended with: ${output}`)));
      }),
    manifest(object) {
      const file = join(home, 'manifest.json');
      writeFileSync(file, JSON.stringify(object));
      return file;
    },
    remove: () => rmSync(home, { recursive: true }),
  };
}
