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
    async dialect => {
      const { status, stdout } = await recommend('--as', dialect);
      expect(status).toBe(0);
      writeFileSync(join(folder, 'policies.yaml'), stdout);
      expect((await netpol(['list', '--dir', folder])).stdout).toBe(
        'inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017\n',
      );
    },
  );

  it('takes namespaces, addresses and everybody as ends', async () => {
    writeFileSync(
      wishes,
      [
        'assert: inventory/* -> mongodb-vm TCP 27017 allowed',
        'assert: 10.0.0.0/8 -> web TCP 443 allowed',
        'assert: mongodb-vm -> external UDP 123 allowed',
      ].join('\n'),
    );
    writeFileSync(join(folder, 'policies.yaml'), (await recommend()).stdout);
    expect((await netpol(['list', '--dir', folder])).stdout).toBe(
      `inventory/mongodb-vm[VirtualMachine] => 0.0.0.0-255.255.255.255[External] : UDP 123
inventory/mongodb-vm[VirtualMachine] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : UDP 123
inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017
10.0.0.0-10.255.255.255[External] => inventory/web[Deployment] : TCP 443
`,
    );
    const checked = ['check', '--dir', folder, '--assert', wishes];
    expect(await netpol(checked)).toMatchObject({ status: 0, stdout: '' });
  });

  it('selects a virtual machine by its name, not by what every one has', async () => {
    expect((await recommend()).stdout).toContain(
      'matchLabels:\n      kubevirt.io/domain: mongodb-vm\n',
    );
  });

  it.each([
    [
      'assert: wbe -> mongodb-vm TCP 1 allowed',
      'reach.txt:1:1: no workload is meant by "wbe": did you mean web?',
    ],
    ['assert: web -> mongodb-vm TCP 0 allowed', 'reach.txt:1:1: "0" must be'],
  ])(
    'says which line of the file cannot be taken, case %#',
    async (line, message) => {
      writeFileSync(wishes, line);
      const { status, stderr } = await recommend();
      expect(stderr).toContain(message);
      expect(status).toBe(2);
    },
  );

  describe('from a list', () => {
    const listOf = async (dir: string, ...rest: string[]) =>
      (await netpol(['list', '--dir', dir, ...rest])).stdout;
    const recommendFrom = (input: string, ...rest: string[]) =>
      netpol(['recommend', '--dir', folder, '--wanted', '-', ...rest], {
        input,
      });

    it.each(['json', 'csv'])(
      'gives policies whose list it is: %s',
      async format => {
        const before = await listOf(folder);
        const wanted = await listOf(INVENTORY, '--format', format);
        const { status, stdout, stderr } = await recommendFrom(wanted);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        writeFileSync(join(folder, 'policies.yaml'), stdout);
        expect(await listOf(folder)).toBe(await listOf(INVENTORY));
        expect(await listOf(folder)).not.toBe(before);
      },
    );

    it('takes what is left of it after a spreadsheet', async () => {
      const kept = [
        '\ufeffconn,remark,src,dst',
        '"TCP 80,27017","says ""yes""",inventory/web[Deployment],inventory/mongodb-vm[VirtualMachine]',
        'TCP 8080-8090,,10.0.0.0-10.0.0.255[External],inventory/web[Deployment]',
      ].join('\r\n');
      writeFileSync(
        join(folder, 'policies.yaml'),
        (await recommendFrom(kept)).stdout,
      );
      expect(await listOf(folder)).toBe(
        `inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 80,27017
10.0.0.0-10.0.0.255[External] => inventory/web[Deployment] : TCP 8080-8090
`,
      );
    });

    it('denies everything for a list of nothing', async () => {
      writeFileSync(
        join(folder, 'policies.yaml'),
        (await recommendFrom('[]')).stdout,
      );
      expect(await listOf(folder)).toBe('');
    });

    it('says what the list leaves open', async () => {
      const row = {
        src: 'inventory/web[Deployment]',
        dst: 'inventory/mongodb-vm[VirtualMachine]',
        conn: 'TCP 27017',
        uncertain: 'UDP 53',
      };
      const open = await recommendFrom(
        JSON.stringify([row]),
        '--format',
        'json',
      );
      expect(open.stderr).toMatch(
        /^netpol: note: -: row 1: .*UDP 53 is uncertain there, and not taken as wanted\n$/,
      );
      expect(JSON.parse(open.stdout).items).toHaveLength(2);
      expect(open.status).toBe(0);
    });

    it('allows nothing where the list is sure of nothing, or of ICMP alone', async () => {
      const row = {
        src: 'inventory/web[Deployment]',
        dst: 'inventory/mongodb-vm[VirtualMachine]',
      };
      const { stdout, stderr } = await recommendFrom(
        JSON.stringify([
          { ...row, conn: 'No Connections', uncertain: 'All Connections' },
          { ...row, conn: 'ICMP 8/0' },
        ]),
      );
      expect(stderr).toContain('what is wanted of ICMP and other protocols');
      writeFileSync(join(folder, 'policies.yaml'), stdout);
      expect(await listOf(folder)).toBe('');
    });

    const good =
      'inventory/web[Deployment],inventory/mongodb-vm[VirtualMachine]';
    it.each([
      ['', 'must be what "netpol list" writes'],
      ['{}', 'must be what "netpol list" writes'],
      ['[{"src": 1}]', 'row 1: must be what "netpol list" writes'],
      ['[{', 'must be what "netpol list" writes'],
      ['inventory/web => x : TCP 1', 'must be what "netpol list" writes'],
      [`src,dst,conn\n${good},TCP 0`, 'row 1: "TCP 0" must read like'],
      [`src,dst,conn\n${good}`, 'row 1: must be what "netpol list" writes'],
      ['src,dst,conn\nx,y,TCP 1', 'row 1: "x" must read namespace/name[Kind]'],
      [
        `src,dst,conn\n${good},TCP 1\n${good.replace('web', 'wbe')},TCP 1`,
        'row 2: no workload is meant by "inventory/wbe[Deployment]": did you mean inventory/web[Deployment]?',
      ],
      [
        `src,dst,conn\n${good.replace('web[Deployment]', 'x[Pod]')},TCP 1`,
        'inventory/x',
      ],
    ])('refuses what is none, case %#', async (input, message) => {
      const { status, stdout, stderr } = await recommendFrom(input);
      expect(stderr).toContain(message);
      expect(stdout).toBe('');
      expect(status).toBe(2);
    });

    it('does not read standard input for two things', async () => {
      const { status, stderr } = await netpol(
        ['recommend', '--dir', '-', '--wanted', '-'],
        { input: '[]' },
      );
      expect(stderr).toContain('read once, not as --dir and --wanted');
      expect(status).toBe(2);
    });
  });
});
