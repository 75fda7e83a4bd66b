import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVENTORY, TIMEOUT_MS, netpol } from './__testUtils__/netpol';

jest.setTimeout(TIMEOUT_MS);

describe('netpol recommend', () => {
  let folder: string;
  let wishes: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netpol-'));
    cpSync(INVENTORY, folder, { recursive: true });
    rmSync(join(folder, 'mongodb.yaml'));
    writeFileSync(
      join(folder, 'vm.yaml'),
      readFileSync(join(INVENTORY, 'mongodb.yaml'), 'utf8')
        .split(/^---$/m)
        .filter(document => !/^kind: NetworkPolicy$/m.test(document))
        .join('---'),
    );
    wishes = join(folder, 'reach.txt');
    writeFileSync(
      wishes,
      'assert: web -> mongodb-vm TCP 27017 allowed\nassert: * -> mongodb-vm denied otherwise\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const recommend = (...rest: string[]) =>
    netpol(['recommend', '--dir', folder, '--assert', wishes, ...rest]);

  it.each(['NetworkPolicy', 'Calico'])(
    'writes %s that permits what is wanted and nothing else',
    dialect => {
      const { status, stdout } = recommend('--as', dialect);
      expect(status).toBe(0);
      writeFileSync(join(folder, 'policies.yaml'), stdout);
      expect(netpol(['list', '--dir', folder]).stdout).toBe(
        'inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017\n',
      );
    },
  );

  it('says which line of the file means nobody', () => {
    writeFileSync(wishes, 'assert: wbe -> mongodb-vm TCP 1 allowed');
    const { status, stderr } = recommend();
    expect(stderr).toContain('reach.txt:1:1: no workload is meant by "wbe"');
    expect(status).toBe(2);
  });
});
