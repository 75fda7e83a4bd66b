import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DB, INVENTORY, WEB, netpol, question } from './__testUtils__/netpol';

describe('netpol explain', () => {
  it('writes the same as csv, md and dot', async () => {
    const explain = async (format: string) => {
      const args = [...question(WEB, DB), '--format', format];
      return (await netpol(['explain', ...args])).stdout;
    };
    const [head, denied, allowed] = (await explain('csv')).split('\n');
    expect(head).toBe('src,dst,conn,verdict,egress,ingress');
    expect(denied).toContain('UDP 1-65535",denied,allowed: no policy denies');
    expect(allowed).toMatch(/,TCP 27017,allowed,.*mongodb\.yaml:\d+:11\)"$/);
    expect(await explain('md')).toContain(
      ' | TCP 27017 | allowed | allowed: no ',
    );
    expect(await explain('dot')).toContain(
      '[label="allowed: TCP 27017", color=green]',
    );
  });

  it('tells every port of every protocol, with the lines that decide', async () => {
    const { status, stdout } = await netpol(['explain', ...question(WEB, DB)]);
    const file = join(INVENTORY, 'mongodb.yaml');
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.lastIndexOf('        - protocol: TCP') + 1;
    expect(status).toBe(0);
    expect(stdout.match(/^\S.*: (allowed|denied)$/gm)).toEqual([
      'SCTP 1-65535,TCP 1-27016,27018-65535,UDP 1-65535: denied',
      'TCP 27017: allowed',
    ]);
    expect(stdout).toContain(`(${file}:${line}:11)`);
    expect(stdout).toContain(
      'lacks: SCTP 1-65535,TCP 1-27016,27018-65535,UDP 1-65535 is not in TCP 27017',
    );
  });

  it('tells one port, through the Service that leads to it', async () => {
    const { stdout } = await netpol([
      'explain',
      ...question(WEB, 'inventory/mongodb[Service]', '--port', '27017'),
    ]);
    expect(stdout).toContain(
      'Service inventory/mongodb leads to inventory/mongodb-vm[VirtualMachine] port 27017',
    );
  });

  it('tells the ports that a Service has apart from those it has not', async () => {
    const { stdout } = await netpol([
      'explain',
      ...question(WEB, 'inventory/mongodb[Service]', '--protocol', 'TCP'),
    ]);
    expect(stdout).toContain(`
TCP 1-27016,27018-65535: denied
  Service inventory/mongodb has no port TCP 1-27016,27018-65535 (it has TCP 27017)
`);
    expect(stdout).toContain('\nTCP 27017: allowed\n');
  });

  it('tells ports apart that are denied for more reasons than others', async () => {
    const input = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: x, labels: { app: a } }
---
apiVersion: v1
kind: Pod
metadata: { name: b, namespace: x, labels: { app: b } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: x }
spec: { podSelector: {} }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: b, namespace: x }
spec:
  podSelector: { matchLabels: { app: b } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: c } } }]
      ports: [{ port: 80 }]
`;
    const { stdout } = await netpol(
      ['explain', '--dir', '-', '--source', 'x/a', '--destination', 'x/b'],
      { input },
    );
    const [, some, one] = stdout.split('\n\n');
    expect(some).toMatch(/^SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535: denied/);
    expect(some).toContain(
      'no rule of NetworkPolicy x/b (-:18:1) or NetworkPolicy x/closed (-:13:1) allows it',
    );
    expect(some.match(/lacks: /g)).toHaveLength(2);
    expect(one).toMatch(/^TCP 80: denied/);
    expect(one.match(/lacks: .*/g)).toEqual([
      'lacks: x/a[Pod] (labels app=a) is not among pods app=c in namespace x',
    ]);
  });

  it('says that it depends on the pods, once for all ports', async () => {
    const replica = (name: string, version: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: x
  labels: { app: a, version: ${version} }
  ownerReferences: [{ kind: ReplicaSet, name: a, controller: true }]
---`;
    const input = `${replica('a-1', 'old')}${replica('a-2', 'new')}
apiVersion: v1
kind: Pod
metadata: { name: b, namespace: x, labels: { app: b } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: b, namespace: x }
spec:
  podSelector: { matchLabels: { app: b } }
  ingress: [{ from: [{ podSelector: { matchLabels: { version: new } } }] }]
`;
    const { stdout } = await netpol(
      ['explain', '--dir', '-', '--source', 'x/a', '--destination', 'x/b'],
      { input },
    );
    expect(stdout.match(/^\S.*: \w+$/gm)).toEqual([
      'All Connections: uncertain',
    ]);
    expect(stdout).toContain(
      '\n  it depends on the pods: x/a-2[Pod] to x/b[Pod] All Connections is allowed, x/a-1[Pod] to x/b[Pod] All Connections is denied\n',
    );
  });
});
