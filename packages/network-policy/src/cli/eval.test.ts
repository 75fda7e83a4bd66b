import { DB, WEB, netpol, question } from './__testUtils__/netpol';

describe('netpol eval', () => {
  it.each([
    [0, 'allowed', [WEB, DB, '--port', '27017']],
    [0, 'allowed', [WEB, 'inventory/mongodb[Service]', '--port', '27017']],
    [1, 'denied', [WEB, DB, '--port', '22']],
    [1, 'denied', ['203.0.113.7', DB, '--port', '27017']],
    [1, 'denied', [WEB, DB, '--port', '27017', '--protocol', 'UDP']],
  ])(
    'exits with %i where the connection is %s',
    async (status, verdict, args) => {
      const [source, destination, ...rest] = args;
      const answer = await netpol([
        'eval',
        ...question(source, destination, ...rest),
      ]);
      expect(answer.status).toBe(status);
      expect(answer.stdout).toContain(` is ${verdict}. `);
    },
  );

  it('exits with 3 where the answer hangs on what no manifest says', async () => {
    const unsure = `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy,
      metadata: {name: l7, namespace: x}, spec: {endpointSelector: {},
      ingress: [{fromEndpoints: [{}]}]}}`;
    const pods = ['a', 'b'].map(
      name =>
        `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: x}}`,
    );
    const { status, stdout } = await netpol(
      ['eval', '--dir', '-', '--source', 'x/a', '--destination', 'x/b'].concat([
        '--port',
        '80',
      ]),
      { input: [unsure, ...pods].join('\n---\n') },
    );
    expect(stdout).toContain(' is uncertain. ');
    expect(status).toBe(3);
  });

  it.each([
    ['csv', ',TCP 22,denied,allowed: no policy denies it,denied: no rule of'],
    ['md', ' | TCP 22 | denied | allowed: no policy denies it | denied: no '],
    ['dot', '[label="denied: TCP 22", color=red]'],
  ])('gives the verdict as %s, with its exit status', async (format, line) => {
    const { status, stdout } = await netpol([
      'eval',
      ...question(WEB, DB, '--port', '22', '--format', format),
    ]);
    expect(stdout).toContain(line);
    expect(status).toBe(1);
  });

  it('gives the verdict with its rules as JSON', async () => {
    const { stdout } = await netpol([
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

  it.each([
    [['web', DB], '--source must be', 'inventory/web'],
    [[WEB, 'mongodb-wm'], '--destination must be', DB],
    [['inventory/wbe', DB], 'no workload or Pod inventory/wbe', WEB],
    [[WEB, 'inventory/mongodb-wm[Service]'], 'no Service', DB],
  ])('says who was probably meant, case %#', async (ends, message, meant) => {
    const [source, destination] = ends;
    const { status, stderr } = await netpol([
      'eval',
      ...question(source, destination, '--port', '1'),
    ]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`: did you mean ${meant}?\n`);
    expect(status).toBe(2);
  });

  it('says once that a Service has no such port', async () => {
    const { status, stdout } = await netpol([
      'eval',
      ...question(WEB, 'inventory/mongodb[Service]', '--port', '1'),
    ]);
    expect(
      stdout.match(/has no port TCP 1 \(it has TCP 27017\)/g),
    ).toHaveLength(1);
    expect(status).toBe(1);
  });
});
