import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVENTORY, netpol } from './__testUtils__/netpol';

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

  it('passes when all is as the file says', async () => {
    expect(
      await check(
        '# who reaches the database',
        'assert: web -> mongodb-vm TCP 27017 allowed',
        'assert: * -> inventory/mongodb-vm[VirtualMachine] denied otherwise',
        'assert: external -> mongodb-vm denied',
        'assert: inventory/web -> inventory/* TCP 22,80-90 denied # not ssh',
      ),
    ).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('fails with each connection that is otherwise', async () => {
    const { status, stdout } = await check(
      'assert: web -> mongodb-vm TCP 27017-27018 allowed',
      'assert: * -> web denied',
      'assert: web -> mongodb-vm denied',
    );
    const open =
      'is allowed (TCP 1 by egress: no policy denies it; ingress: no policy denies it)';
    const openToAll = 'is allowed (TCP 1 by ingress: no policy denies it)';
    const rule = 'NetworkPolicy inventory/mongodb';
    expect(stdout.replaceAll(file, 'reach.txt').split('\n')).toEqual([
      `reach.txt:1:1: failed: inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27018 is not allowed (TCP 27018 by ingress: no rule of ${rule} allows it)`,
      `reach.txt:2:1: failed: inventory/mongodb-vm[VirtualMachine] => inventory/web[Deployment] : All Connections ${open}`,
      `reach.txt:2:1: failed: 0.0.0.0-255.255.255.255[External] => inventory/web[Deployment] : All Connections ${openToAll}`,
      `reach.txt:2:1: failed: ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => inventory/web[Deployment] : All Connections ${openToAll}`,
      `reach.txt:3:1: failed: inventory/web[Deployment] => inventory/mongodb-vm[VirtualMachine] : TCP 27017 is allowed (TCP 27017 by egress: no policy denies it; ingress: ${rule}, spec.ingress[0].from[0] (Allow))`,
      '',
    ]);
    expect(status).toBe(1);
  });

  it.each([
    ['assert: wbe -> mongodb-vm denied', 'no workload is meant by "wbe"'],
    ['assert: web -> web allowed', 'no two workloads'],
    ['assert: external -> external denied', 'no two workloads'],
    ['assert: web -> mongodb-vm forbidden', 'must read'],
    ['assert: 10.0.0.0/33 -> mongodb-vm denied', 'no workload is meant by'],
    ['assert: web -> mongodb-vm TCP 1 allowed otherwise', 'must read'],
    ['assert: web -> mongodb-vm TCP 0-70000 denied', 'must be ports'],
  ])('exits with 2 on "%s"', async (line, message) => {
    const { status, stdout } = await check(line);
    expect(stdout).toContain(message);
    expect(status).toBe(2);
  });

  describe('with addresses', () => {
    const policy = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: inventory }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress:
    - from:
        - { ipBlock: { cidr: 10.0.0.0/8, except: [10.9.0.0/16] } }
        - { ipBlock: { cidr: 2001:db8::/32 } }
      ports: [{ port: 443 }]
`;
    const checkWith = async (...lines: string[]) => {
      writeFileSync(file, lines.join('\n'));
      const input = readFileSync(join(INVENTORY, 'web.yaml'), 'utf8') + policy;
      const { status, stdout } = await netpol(
        ['check', '--dir', '-', '--assert', file],
        { input },
      );
      const said = stdout.matchAll(
        /txt:(\d+):1: failed: (\S+) .*? is (\D*?) \(/g,
      );
      return {
        status,
        failed: [...said].map(each => each.slice(1).join(' ')),
      };
    };

    it('passes where all of them are as the file says, whatever the rest', async () => {
      expect(
        await checkWith(
          'assert: 10.0.0.0/16 -> web TCP 443 allowed',
          'assert: 10.1.2.3 -> web TCP 443 allowed',
          'assert: 2001:db8:1::/48 -> web TCP 443 allowed',
          'assert: 10.9.1.0/24 -> web denied',
          'assert: 192.0.2.0/24 -> web denied',
          'assert: web -> external allowed',
          'assert: external -> web TCP 80 denied',
        ),
      ).toEqual({ status: 0, failed: [] });
    });

    it('names those that are not', async () => {
      expect(
        await checkWith(
          'assert: 10.8.0.0/15 -> web TCP 443 allowed',
          'assert: 10.9.255.0/23 -> web denied',
          'assert: 10.8.0.0/15 -> web denied',
          'assert: external -> web TCP 443 allowed',
        ),
      ).toEqual({
        status: 1,
        failed: [
          '1 10.9.0.0-10.9.255.255[External] not allowed',
          '3 10.8.0.0-10.8.255.255[External] allowed',
          '4 0.0.0.0-9.255.255.255[External] not allowed',
          '4 10.9.0.0-10.9.255.255[External] not allowed',
          '4 11.0.0.0-255.255.255.255[External] not allowed',
          '4 ::-2001:db7:ffff:ffff:ffff:ffff:ffff:ffff[External] not allowed',
          '4 2001:db9::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] not allowed',
        ],
      });
    });

    it('takes those that are wanted from what is denied otherwise', async () => {
      const { failed } = await checkWith(
        'assert: 10.1.0.0/16 -> web TCP 443 allowed',
        'assert: 10.0.0.0/9 -> web denied otherwise',
      );
      expect(failed).toEqual([
        '2 10.0.0.0-10.0.255.255[External] allowed',
        '2 10.2.0.0-10.8.255.255[External] allowed',
        '2 10.10.0.0-10.127.255.255[External] allowed',
      ]);
    });

    it('names the pod that has one of them', async () => {
      const input = `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x}, status: {podIP: 10.1.0.5}}
---
{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: x}}`;
      writeFileSync(file, 'assert: 10.1.0.5 -> b denied');
      const args = ['check', '--dir', '-', '--assert', file];
      const { status, stdout } = await netpol(args, { input });
      expect(stdout).toContain('"10.1.0.5" is the address of x/a[Pod]');
      expect(status).toBe(2);
    });

    it('says what an answer hangs on, where nobody can tell', async () => {
      const input = `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: l7, namespace: x}, spec: {endpointSelector: {}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x}}`;
      writeFileSync(file, 'assert: external -> a TCP 80 denied');
      const args = ['check', '--dir', '-', '--assert', file];
      const { status, stdout } = await netpol(args, { input });
      expect(stdout).toMatch(
        /x\/a\[Pod\] : TCP 80 is not surely denied \(TCP 80 by .*CiliumNetworkPolicy/,
      );
      expect(status).toBe(1);
    });
  });
});
