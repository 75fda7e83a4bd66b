import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BIN,
  DB,
  INVENTORY,
  WEB,
  netpol,
  question,
  shell,
} from './__testUtils__/netpol';

// A process of its own takes its time to start.
jest.setTimeout(60_000);

describe('netpol in a shell', () => {
  it.each([
    [0, ['list', '--dir', INVENTORY]],
    [1, ['eval', ...question(WEB, DB, '--port', '22')]],
    [2, ['list', '--dri', INVENTORY]],
  ])('exits with %i, and writes what the answer is', async (status, args) => {
    const answer = shell(args);
    expect(answer.status).toBe(status);
    expect(answer).toEqual(await netpol(args));
  });

  it('reads standard input', () => {
    const input = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', namespace: 'x' },
    });
    const { status, stdout } = shell(['list', '--dir', '-'], input);
    expect(stdout).toContain('x/a[Pod] => ');
    expect(status).toBe(0);
  });
});

/** Pods that no policy selects: each reaches each other. */
function openPods(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'shop', name: `pod-${i}` },
    }),
  ).join('\n---\n');
}

describe('a long answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  const file = join(folder, 'pods.yaml');
  writeFileSync(file, openPods(1000));
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (format: string) =>
    spawn(
      process.execPath,
      [
        '--max-old-space-size=100',
        ...[BIN, 'list', '--dir', file, '--format', format],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );

  it('needs no memory for the million lines it writes', async () => {
    const child = start('json');
    let [lines, rest] = [0, ''];
    child.stdout.on('data', chunk => {
      const text = String(chunk);
      lines += text.split('"src"').length - 1;
      rest = (rest + text).slice(-10);
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(lines).toBeGreaterThan(990_000);
    expect(rest).toMatch(/\}\n\]\n$/);
  });

  it('ends without an error when nobody reads on', async () => {
    const child = start('csv');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
