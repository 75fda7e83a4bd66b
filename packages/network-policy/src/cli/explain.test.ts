import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DB,
  INVENTORY,
  TIMEOUT_MS,
  WEB,
  netpol,
  question,
} from './__testUtils__/netpol';

jest.setTimeout(TIMEOUT_MS);

describe('netpol explain', () => {
  it('tells every port of every protocol, with the lines that decide', () => {
    const { status, stdout } = netpol(['explain', ...question(WEB, DB)]);
    const file = join(INVENTORY, 'mongodb.yaml');
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.lastIndexOf('        - protocol: TCP') + 1;
    expect(status).toBe(0);
    expect(stdout.match(/^\S.*: (allowed|denied)$/gm)).toEqual([
      'TCP 1-27016: denied',
      'TCP 27017: allowed',
      'TCP 27018-65535: denied',
      'UDP 1-65535: denied',
      'SCTP 1-65535: denied',
    ]);
    expect(stdout).toContain(`(${file}:${line}:11)`);
    expect(stdout).toContain('lacks: UDP 1 is not in TCP 27017');
  });

  it('tells one port, through the Service that leads to it', () => {
    const { stdout } = netpol([
      'explain',
      ...question(WEB, 'inventory/mongodb[Service]', '--port', '27017'),
    ]);
    expect(stdout).toContain(
      'Service inventory/mongodb leads to inventory/mongodb-vm[VirtualMachine] port 27017',
    );
  });
});
