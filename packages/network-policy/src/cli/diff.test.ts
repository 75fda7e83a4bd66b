import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVENTORY, netpol } from './__testUtils__/netpol';

describe('netpol diff', () => {
  let after: string;
  beforeEach(() => {
    after = mkdtempSync(join(tmpdir(), 'netpol-'));
    cpSync(INVENTORY, after, { recursive: true });
  });
  afterEach(() => rmSync(after, { recursive: true }));

  const diff = (...args: string[]) =>
    netpol(['diff', '--before', INVENTORY, '--after', after, ...args]);

  it('says nothing where nothing changes', async () => {
    expect(await diff()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('tells what changes alone, and why', async () => {
    const file = join(after, 'mongodb.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}        - protocol: TCP\n          port: 22\n`);
    const line =
      'inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine]';
    expect((await diff()).stdout).toBe(
      `changed: ${line} : TCP 27017 -> TCP 22,27017 (NetworkPolicy inventory/mongodb changed)\n`,
    );
    expect(JSON.parse((await diff('--format', 'json')).stdout)).toEqual([
      {
        change: 'changed',
        src: 'inventory/web[Deployment]',
        dst: 'inventory/mongodb-vm[VirtualMachine]',
        before: 'TCP 27017',
        after: 'TCP 22,27017',
        causes: ['NetworkPolicy inventory/mongodb changed'],
      },
    ]);
  });

  it('tells what comes and goes', async () => {
    rmSync(join(after, 'web.yaml'));
    expect((await diff()).stdout).toMatch(
      /^removed: .*inventory\/web\[Deployment\] : All Connections \(/,
    );
  });
});

describe('netpol diff --staged', () => {
  it('tells what staged policies would change', async () => {
    const staged = `apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: { name: lockdown }
spec: { selector: "app == 'web'", types: [Ingress] }
---
${readFileSync(join(INVENTORY, 'web.yaml'), 'utf8')}`;
    const { status, stdout } = await netpol(
      ['diff', '--staged', '--dir', '-'],
      {
        input: staged,
      },
    );
    expect(status).toBe(0);
    expect(stdout).toContain(
      'removed: 0.0.0.0-255.255.255.255[External] => inventory/web[Deployment] : All Connections',
    );
  });
});
