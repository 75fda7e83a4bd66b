import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVENTORY, TIMEOUT_MS, netpol } from './__testUtils__/netpol';

jest.setTimeout(TIMEOUT_MS);

describe('netpol check', () => {
  let file: string;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netpol-'));
    file = join(folder, 'reach.txt');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const check = (...lines: string[]) => {
    writeFileSync(file, lines.join('\n'));
    return netpol(['check', '--dir', INVENTORY, '--assert', file]);
  };

  it('passes when all is as the file says', () => {
    expect(
      check(
        '# who reaches the database',
        'assert: web -> mongodb-vm TCP 27017 allowed',
        'assert: * -> inventory/mongodb-vm[VirtualMachine] denied otherwise',
        'assert: external -> mongodb-vm denied',
        'assert: inventory/web -> inventory/* TCP 22,80-90 denied # not ssh',
      ),
    ).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('fails with each connection that is otherwise', () => {
    const { status, stdout } = check(
      'assert: web -> mongodb-vm TCP 27017-27018 allowed',
      'assert: * -> web denied',
      'assert: web -> mongodb-vm denied',
    );
    expect(stdout.replaceAll(file, 'reach.txt').split('\n')).toEqual([
      'reach.txt:1:1: failed: inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27018 is not allowed',
      'reach.txt:2:1: failed: inventory/mongodb-vm[VirtualMachine] => inventory/web[Deployment] : All Connections is allowed',
      'reach.txt:2:1: failed: 0.0.0.0-255.255.255.255[External] => inventory/web[Deployment] : All Connections is allowed',
      'reach.txt:2:1: failed: ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => inventory/web[Deployment] : All Connections is allowed',
      'reach.txt:3:1: failed: inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017 is allowed',
      '',
    ]);
    expect(status).toBe(1);
  });

  it.each([
    ['assert: wbe -> mongodb-vm denied', 'no workload is meant by "wbe"'],
    ['assert: web -> web allowed', 'no two workloads'],
    ['assert: external -> external denied', 'no two workloads'],
    ['assert: web -> mongodb-vm forbidden', 'must read'],
    ['assert: * -> mongodb-vm allowed', 'named workloads'],
    ['assert: web -> mongodb-vm TCP 0-70000 denied', 'must be ports'],
  ])('exits with 2 on "%s"', (line, message) => {
    const { status, stdout } = check(line);
    expect(stdout).toContain(message);
    expect(status).toBe(2);
  });
});
