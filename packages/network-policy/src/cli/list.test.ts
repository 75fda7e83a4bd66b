import { BROKEN, INVENTORY, ROUTES, netpol } from './__testUtils__/netpol';

describe('netpol list', () => {
  it('lists every permitted connection, and nothing on standard error', async () => {
    expect(await netpol(['list', '--dir', INVENTORY])).toEqual({
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

  it('writes the same as json, csv, md and dot', async () => {
    const list = async (format: string) =>
      (await netpol(['list', '--dir', INVENTORY, '--format', format])).stdout;
    expect(JSON.parse(await list('json'))[3]).toEqual({
      src: 'inventory/web[Deployment]',
      dst: 'inventory/mongodb-vm[VirtualMachine]',
      conn: 'TCP 27017',
    });
    expect((await list('csv')).split('\n').slice(0, 2)).toEqual([
      'src,dst,conn',
      'inventory/mongodb-vm[VirtualMachine],inventory/web[Deployment],All Connections',
    ]);
    expect(await list('md')).toContain(
      '| inventory/web[Deployment] | inventory/mongodb-vm[VirtualMachine] | TCP 27017 |\n',
    );
    expect(await list('dot')).toMatch(/^digraph netpol \{\n/);
    expect(await list('dot')).toContain(
      '"inventory/web[Deployment]" -> "inventory/mongodb-vm[VirtualMachine]" [label="TCP 27017"',
    );
  });

  it('answers the rest of a folder with bad input, and says where that is', async () => {
    const lax = await netpol(['list', '--dir', BROKEN]);
    expect(lax.status).toBe(0);
    expect(lax.stdout).toContain(
      'x/a[Pod] => x/b[Pod] : No Connections (uncertain: All Connections)\n',
    );
    expect(lax.stderr).toContain(
      'policy.yaml:12:11: problem: NetworkPolicy x/typo: spec.ingress[0].ports[0].port must be a whole number from 1 to 65535\n',
    );
    expect(lax.stderr).toMatch(/template\.yaml:1:3: problem: /);
    expect(lax.stderr).toMatch(/values\.yaml:1:1: note: is no Kubernetes/);
    const strict = await netpol(['list', '--dir', BROKEN, '--strict']);
    expect(strict).toEqual({ ...lax, status: 2 });
  });

  it('says so where there is nobody to connect', async () => {
    const input = '{apiVersion: v1, kind: Namespace, metadata: {name: x}}';
    expect(await netpol(['list', '--dir', '-'], { input })).toEqual({
      status: 0,
      stdout: '',
      stderr:
        '-:1:1: note: there is no Pod and no workload, so nobody to connect\n',
    });
  });

  it('reads standard input, and writes no control characters of it', async () => {
    const name = 'a\u001b[31m';
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name } };
    const { stdout } = await netpol(['list', '--dir', '-'], {
      input: JSON.stringify(pod),
    });
    expect(stdout).toContain('default/a\\u001b[31m[Pod] => ');
  });
});

describe('netpol list of what comes in', () => {
  const waysIn = (...args: string[]) =>
    netpol(['list', '--dir', ROUTES, '--ways-in', ...args]);

  it('names the route, the workload and its port', async () => {
    expect(await waysIn()).toEqual({
      status: 0,
      stdout: 'shop/front[Ingress] => shop/web[Pod] : TCP 8080\n',
      stderr:
        'netpol: note: Service shop/db to shop/db[Pod] on TCP 5432 is denied: no rule of NetworkPolicy shop/db allows it\n',
    });
  });

  it('does so in every format', async () => {
    expect(JSON.parse((await waysIn('--format', 'json')).stdout)).toEqual([
      { src: 'shop/front[Ingress]', dst: 'shop/web[Pod]', conn: 'TCP 8080' },
    ]);
    expect((await waysIn('--format', 'dot')).stdout).toContain(
      '"shop/front[Ingress]" -> "shop/web[Pod]" [label="TCP 8080"',
    );
  });
});

describe('netpol on a secondary network', () => {
  const list = (network: string) =>
    netpol(['list', '--dir', ROUTES, '--network', network]);

  it('goes by MultiNetworkPolicy alone', async () => {
    const { stdout } = await list('shop/storage');
    expect(stdout).toContain('shop/db[Pod] => shop/web[Pod] : All Conn');
    expect(stdout).toContain('[External] => shop/db[Pod] : All Connections');
  });

  it('says which networks there are', async () => {
    const message = 'netpol: no pod or VM is on network shop/';
    expect(await list('shop/storgae')).toMatchObject({
      status: 2,
      stderr: `${message}storgae: did you mean shop/storage?\nSee netpol help list\n`,
    });
    expect((await list('shop/x')).stderr).toContain('(there are shop/storage)');
  });
});
