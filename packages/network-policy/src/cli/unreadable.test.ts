import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { netpol } from './__testUtils__/netpol';

const podOf = (name: string, port: unknown) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: a }
spec: { containers: [{ name: c, ports: [{ containerPort: ${port} }] }] }
`;
const DENY = {
  metadata: { name: 'deny', namespace: 'a' },
  spec: { podSelector: {} },
};
const eval80 = ['--source', 'a/web', '--destination', 'a/db', '--port', '80'];

describe('netpol', () => {
  let dir: string;
  const write = (name: string, text: string) =>
    writeFileSync(join(dir, name), text);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'netpol-'));
    write('pods.yaml', `${podOf('web', 80)}---\n${podOf('db', 80)}`);
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('takes a policy from what an API server answers', async () => {
    const list = {
      kind: 'NetworkPolicyList',
      apiVersion: 'networking.k8s.io/v1',
      metadata: { resourceVersion: '1' },
      items: [DENY],
    };
    write('list.json', JSON.stringify(list));
    const { status, stderr } = await netpol(['eval', '--dir', dir, ...eval80]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('does not let a Pod with a bad port pass for a closed one', async () => {
    write('pods.yaml', podOf('db', 0));
    write('reach.txt', 'assert: external -> a/* denied\n');
    const args = ['--dir', dir, '--assert', join(dir, 'reach.txt')];
    const { status, stdout, stderr } = await netpol(['check', ...args]);
    expect(status).toBe(1);
    expect(stdout).toContain('a/db[Pod] : All Connections is allowed');
    expect(stderr).toContain(
      'pods.yaml:4:43: problem: Pod a/db: spec.containers[0].ports[0].containerPort must be',
    );
  });

  it('exits with 3 for what hangs on a policy that cannot be read, and says so', async () => {
    write(
      'policy.yaml',
      `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: typo }
spec:
  ingress: [{ action: deny }]
`,
    );
    const { status, stdout, stderr } = await netpol([
      'eval',
      '--dir',
      dir,
      ...eval80,
    ]);
    expect(status).toBe(3);
    expect(stdout).toContain('GlobalNetworkPolicy typo: it cannot be read');
    expect(stderr).toMatch(
      /policy\.yaml:5:15: problem: GlobalNetworkPolicy typo/,
    );
  });

  it('says where a policy without a name stands, once', async () => {
    write(
      'policy.yaml',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { namespace: a }\nspec: { podSelector: {} }\n',
    );
    const { status, stderr } = await netpol(['eval', '--dir', dir, ...eval80]);
    expect(status).toBe(3);
    expect(stderr).toMatch(
      /^\S+policy\.yaml:3:1: problem: NetworkPolicy a\/\(no name\): metadata\.name is required\n$/,
    );
  });
});
