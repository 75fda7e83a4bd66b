/** The command behind `npm run sandbox`, as a process of its own. */
import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'fs';
import { AddressInfo, createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';

interface Running {
  child: ChildProcess;
  /** What it has written, to either stream. */
  output(): string;
  /** Waits until it has written the text; fails when it ends before. */
  untilWritten(text: string): Promise<void>;
  /** Its exit code. */
  end: Promise<number | null>;
}

function sandbox(...args: string[]): Running {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'cli.ts'),
      ...args,
    ],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let written = '';
  const collect = (chunk: Buffer) => {
    written += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const end: Promise<number | null> = once(child, 'close').then(
    ([code]) => code,
  );
  return {
    child,
    output: () => written,
    untilWritten: text =>
      new Promise((resolve, reject) => {
        const look = () => written.includes(text) && resolve();
        child.stdout.on('data', look);
        look();
        end.then(() => reject(new Error(`it ended with: ${written}`)));
      }),
    end,
  };
}

describe('the command', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('starts both clusters, writes their kubeconfig, and ends with Ctrl-C', async () => {
    const file = join(home, 'new', 'kubeconfig');
    const { child, output, untilWritten, end } = sandbox('--kubeconfig', file);
    await untilWritten('Ctrl-C ends it.');
    expect(output()).toMatch(
      /^Sandbox cluster onprem: (https:\S+)\nSandbox cluster cloud: (https:\S+)\n/,
    );
    const { clusters } = parse(readFileSync(file, 'utf8'));
    expect(clusters).toMatchObject([{ name: 'onprem' }, { name: 'cloud' }]);
    expect(output()).toContain(clusters[0].cluster.server);
    // eslint-disable-next-line no-bitwise
    expect(statSync(file).mode & 0o777).toBe(0o600);

    child.kill('SIGINT');
    expect(await end).toBe(0);
  }, 30_000);

  it('ends when a port is taken, and names the setting', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // The second cluster comes to this port: the first one runs by then.
    const { output, end } = sandbox(
      ...['--port', String(port - 1), '--kubeconfig', join(home, 'kubeconfig')],
    );
    expect(await end).toBe(1);
    expect(output()).toMatch(/ Set another --port\.\n$/);
    server.close();
  }, 30_000);

  it('ends when the kubeconfig cannot be written', async () => {
    const { output, end } = sandbox('--kubeconfig', home);
    expect(await end).toBe(1);
    expect(output()).toMatch(/^EISDIR: .*\n$/);
  }, 30_000);

  it('names a port that is none', async () => {
    const { output, end } = sandbox('--port', 'many');
    expect(await end).toBe(1);
    expect(output()).toBe('--port: many is not a port\n');
  }, 30_000);
});
