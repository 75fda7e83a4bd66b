import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVENTORY, netpol } from './__testUtils__/netpol';

describe('where there is nothing to read', () => {
  let empty: string;

  beforeAll(() => {
    empty = mkdtempSync(join(tmpdir(), 'netpol-'));
  });
  afterAll(() => rmSync(empty, { recursive: true }));

  it.each([
    ['list', ['list', '--dir', 'EMPTY']],
    ['list --ways-in', ['list', '--ways-in', '--dir', 'EMPTY']],
    ['diff', ['diff', '--before', 'EMPTY', '--after', 'EMPTY']],
    ['diff --staged', ['diff', '--staged', '--dir', 'EMPTY']],
    ['check', ['check', '--dir', 'EMPTY']],
  ])('%s exits with 2, and says so', async (_, args) => {
    const given = args.map(each => (each === 'EMPTY' ? empty : each));
    const { status, stdout, stderr } = await netpol(given);
    expect(stdout + stderr).toContain('there is no Kubernetes object');
    expect(status).toBe(2);
  });

  it.each([
    ['all is new', ['--before', 'EMPTY', '--after', INVENTORY]],
    ['all goes', ['--before', INVENTORY, '--after', 'EMPTY']],
  ])('on one side of a diff, %s, and it exits with 0', async (_, args) => {
    const given = args.map(each => (each === 'EMPTY' ? empty : each));
    const { status, stdout } = await netpol(['diff', ...given]);
    expect(stdout).toContain('inventory/web[Deployment]');
    expect(status).toBe(0);
  });
});
