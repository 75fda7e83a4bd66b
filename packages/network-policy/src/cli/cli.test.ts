import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const BIN = resolve(__dirname, '../../bin/netpol');
const FIXTURES = resolve(__dirname, '__fixtures__');
const INVENTORY = join(FIXTURES, 'inventory');
const BROKEN = join(FIXTURES, 'broken');

function netpol(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, ...args],
    { encoding: 'utf8', input, timeout: 60_000 },
  );
  return { status, stdout, stderr };
}

const question = (source: string, destination: string, ...rest: string[]) => [
  ...['--dir', INVENTORY, '--source', source, '--destination', destination],
  ...rest,
];
const WEB = 'inventory/web';
const DB = 'inventory/mongodb-vm';

jest.setTimeout(60_000);

describe('netpol list', () => {
  it('lists every permitted connection, and nothing on standard error', () => {
    expect(netpol(['list', '--dir', INVENTORY])).toEqual({
      status: 0,
      stderr: '',
      stdout: `inventory/mongodb-vm[VirtualMachine] => inventory/web[Deployment] : All Connections
inventory/mongodb-vm[VirtualMachine] => 0.0.0.0-255.255.255.255[External] : All Connections
inventory/mongodb-vm[VirtualMachine] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections
inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017
inventory/web[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections
inventory/web[Deployment] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections
0.0.0.0-255.255.255.255[External] => inventory/web[Deployment] : All Connections
::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => inventory/web[Deployment] : All Connections
`,
    });
  });

  it('writes the same as json, csv, md and dot', () => {
    const list = (format: string) =>
      netpol(['list', '--dir', INVENTORY, '--format', format]).stdout;
    expect(JSON.parse(list('json'))[3]).toEqual({
      src: 'inventory/web[Deployment]',
      dst: 'inventory/mongodb-vm[VirtualMachine]',
      conn: 'TCP 27017',
    });
    expect(list('csv').split('\n').slice(0, 2)).toEqual([
      'src,dst,conn',
      'inventory/mongodb-vm[VirtualMachine],inventory/web[Deployment],All Connections',
    ]);
    expect(list('md')).toContain(
      '| inventory/web[Deployment] | inventory/mongodb-vm[VirtualMachine] | TCP 27017 |\n',
    );
    expect(list('dot')).toMatch(/^digraph netpol \{\n/);
    expect(list('dot')).toContain(
      '"inventory/web[Deployment]" -> "inventory/mongodb-vm[VirtualMachine]" [label="TCP 27017"',
    );
  });

  it('answers the rest of a folder with bad input, and says where that is', () => {
    const lax = netpol(['list', '--dir', BROKEN]);
    expect(lax.status).toBe(0);
    expect(lax.stdout).toContain(
      'x/a[Pod] => x/b[Pod] : No Connections (uncertain: All Connections)\n',
    );
    expect(lax.stderr).toContain(
      'policy.yaml:12:11: problem: NetworkPolicy x/typo: spec.ingress[0].ports[0].port must be a whole number from 1 to 65535\n',
    );
    expect(lax.stderr).toMatch(/template\.yaml:1:3: problem: /);
    expect(lax.stderr).toMatch(/values\.yaml:1:1: note: is no Kubernetes/);
    const strict = netpol(['list', '--dir', BROKEN, '--strict']);
    expect(strict).toEqual({ ...lax, status: 2 });
  });

  it('reads standard input, and writes no control characters of it', () => {
    const name = 'a\u001b[31m';
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name } };
    const { stdout } = netpol(['list', '--dir', '-'], JSON.stringify(pod));
    expect(stdout).toContain('default/a\\u001b[31m[Pod] => ');
  });
});

describe('netpol eval', () => {
  it.each([
    [0, 'allowed', [WEB, DB, '--port', '27017']],
    [0, 'allowed', [WEB, 'inventory/mongodb[Service]', '--port', '27017']],
    [1, 'denied', [WEB, DB, '--port', '22']],
    [1, 'denied', ['203.0.113.7', DB, '--port', '27017']],
    [1, 'denied', [WEB, DB, '--port', '27017', '--protocol', 'UDP']],
  ])('exits with %i where the connection is %s', (status, verdict, args) => {
    const [source, destination, ...rest] = args;
    const answer = netpol(['eval', ...question(source, destination, ...rest)]);
    expect(answer.status).toBe(status);
    expect(answer.stdout).toContain(` is ${verdict}. `);
  });

  it('exits with 3 where the answer hangs on what no manifest says', () => {
    const unsure = `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy,
      metadata: {name: l7, namespace: x}, spec: {endpointSelector: {},
      ingress: [{fromEndpoints: [{}]}]}}`;
    const pods = ['a', 'b'].map(
      name =>
        `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: x}}`,
    );
    const { status, stdout } = netpol(
      ['eval', '--dir', '-', '--source', 'x/a', '--destination', 'x/b'].concat([
        '--port',
        '80',
      ]),
      [unsure, ...pods].join('\n---\n'),
    );
    expect(stdout).toContain(' is uncertain. ');
    expect(status).toBe(3);
  });

  it('gives the verdict with its rules as JSON', () => {
    const { stdout } = netpol([
      'eval',
      ...question(WEB, DB, '--port', '27017', '--format', 'json'),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'allowed',
      ingress: {
        decision: {
          policy: { kind: 'NetworkPolicy', name: 'mongodb' },
          port: 'spec.ingress[0].ports[0]',
        },
      },
    });
  });
});

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

describe('netpol diff', () => {
  let after: string;
  beforeEach(() => {
    after = mkdtempSync(join(tmpdir(), 'netpol-'));
    cpSync(INVENTORY, after, { recursive: true });
  });
  afterEach(() => rmSync(after, { recursive: true }));

  const diff = (...args: string[]) =>
    netpol(['diff', '--before', INVENTORY, '--after', after, ...args]);

  it('says nothing where nothing changes', () => {
    expect(diff()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('tells what changes alone, and why', () => {
    const file = join(after, 'mongodb.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}        - protocol: TCP\n          port: 22\n`);
    const line =
      'inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine]';
    expect(diff().stdout).toBe(
      `changed: ${line} : TCP 27017 -> TCP 22,27017 (NetworkPolicy inventory/mongodb changed)\n`,
    );
    expect(JSON.parse(diff('--format', 'json').stdout)).toEqual([
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

  it('tells what comes and goes', () => {
    rmSync(join(after, 'web.yaml'));
    expect(diff().stdout).toMatch(
      /^removed: .*inventory\/web\[Deployment\] : All Connections \(/,
    );
  });
});

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

describe('netpol check without assertions', () => {
  const FINDINGS = join(FIXTURES, 'findings');

  it('tells what to act on, where it stands, and what to do', () => {
    const { status, stdout } = netpol(['check', '--dir', FINDINGS]);
    expect(stdout.replaceAll(FINDINGS, 'deploy')).toBe(
      'deploy/policies.yaml:9:3: warning: NetworkPolicy shop/payroll selects no pod. Make spec.podSelector match the labels of the pods that it is meant for, or delete the policy\n',
    );
    expect(status).toBe(0);
  });

  it('exits with 1 where a finding is an error', () => {
    const { status, stdout } = netpol(['check', '--dir', BROKEN]);
    expect(stdout).toContain(
      'policy.yaml:12:11: error: NetworkPolicy x/typo: spec.ingress[0].ports[0].port must be',
    );
    expect(status).toBe(1);
  });

  it('puts them on the lines of a pull request, as SARIF', () => {
    const { stdout } = netpol([
      'check',
      '--dir',
      FINDINGS,
      '--format',
      'sarif',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'netpol',
              rules: [
                {
                  id: 'policy-selects-nothing',
                  shortDescription: { text: 'A policy selects no workload' },
                },
              ],
            },
          },
          results: [
            {
              ruleId: 'policy-selects-nothing',
              ruleIndex: 0,
              level: 'warning',
              message: {
                text: expect.stringContaining('shop/payroll selects no pod'),
              },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: {
                      uri: relative(
                        process.cwd(),
                        join(FINDINGS, 'policies.yaml'),
                      ),
                    },
                    region: { startLine: 9, startColumn: 3 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});

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

describe('netpol diff --staged', () => {
  it('tells what staged policies would change', () => {
    const staged = `apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: { name: lockdown }
spec: { selector: "app == 'web'", types: [Ingress] }
---
${readFileSync(join(INVENTORY, 'web.yaml'), 'utf8')}`;
    const { status, stdout } = netpol(
      ['diff', '--staged', '--dir', '-'],
      staged,
    );
    expect(status).toBe(0);
    expect(stdout).toContain(
      'removed: 0.0.0.0-255.255.255.255[External] => inventory/web[Deployment] : All Connections',
    );
  });
});

describe('netpol', () => {
  it('teaches by example', () => {
    const { status, stdout } = netpol(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('netpol list --dir deploy/\n');
    expect(netpol(['list', '--help']).stdout).toBe(stdout);
  });

  it.each([
    [['nonsense'], 'there is no command "nonsense"'],
    [['list'], '--dir is missing'],
    [['list', '--dir', 'no/such/folder'], 'no/such/folder: ENOENT'],
    [['list', '--dir', INVENTORY, '--format', 'xml'], '--format must be one'],
    [['list', '--dir', INVENTORY, '--colour'], "Unknown option '--colour'"],
    [['eval', ...question(WEB, DB)], '--port is missing'],
    [['eval', ...question(WEB, DB, '--port', '0')], '--port must be'],
    [['eval', ...question('10.0.0.0/8', DB, '--port', '1')], '--source must'],
    [['eval', ...question('x/y', DB, '--port', '1')], 'no workload or Pod x/y'],
    [['explain', ...question(WEB, DB, '--protocol', 'GRE')], '--protocol must'],
  ])('exits with 2 on bad usage or input, case %#', (args, message) => {
    const { status, stdout, stderr } = netpol(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
