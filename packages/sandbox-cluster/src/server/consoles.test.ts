import { once } from 'events';
import { ClientRequest, IncomingMessage } from 'http';
import { WebSocket } from 'ws';
import { KubeObject } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { request } from './testing';

const inDefault = { namespace: 'default' };

const instance = (name: string, phase: string): KubeObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name, ...inDefault },
  spec: {
    domain: { devices: {}, memory: { guest: '1Gi' } },
  },
  status: { phase },
});

const pod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', ...inDefault },
  spec: {
    containers: [
      { name: 'web', image: 'registry.example/web:1' },
      { name: 'late', image: 'registry.example/late:1' },
    ],
  },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'web',
        state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
      },
      { name: 'late', state: { waiting: { reason: 'ContainerCreating' } } },
    ],
  },
};

const vms =
  '/apis/subresources.kubevirt.io/v1/namespaces/default/virtualmachineinstances';
const exec = '/api/v1/namespaces/default/pods/web/exec';
const shell = `${exec}?stdin=true&tty=true&stdout=true&command=sh&container=web`;

describe('consoles', () => {
  let sandbox: SandboxCluster;
  const open: WebSocket[] = [];

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      tls: false,
      objects: [
        instance('db', 'Running'),
        instance('scheduled', 'Scheduling'),
        pod,
      ],
    });
  });
  afterEach(async () => {
    await Promise.all(
      open.splice(0).map(async socket => {
        if (socket.readyState !== WebSocket.CLOSED) {
          const closed = new Promise(resolve => {
            socket.once('close', resolve);
          });
          socket.terminate();
          await closed;
        }
      }),
    );
  });
  afterAll(() => sandbox.stop());

  function connect(
    path: string,
    {
      protocol = 'plain.kubevirt.io',
      token = sandbox.tokens.admin,
    }: { protocol?: string; token?: string } = {},
  ) {
    const socket = new WebSocket(
      `${sandbox.url.replace('http', 'ws')}${path}`,
      protocol,
      { headers: { authorization: `Bearer ${token}` } },
    );
    open.push(socket);
    // Told where a test waits for it; else it is one that was refused, or cut.
    socket.on('error', () => {});
    let text = Buffer.alloc(0);
    socket.on('message', data => {
      text = Buffer.concat([
        text,
        Buffer.isBuffer(data) ? data : Buffer.alloc(0),
      ]);
    });
    return {
      socket,
      said: () => text,
      /** Once that was said. */
      async until(words: string | ((said: Buffer) => boolean)) {
        const isSaid = () =>
          typeof words === 'string' ? text.includes(words) : words(text);
        while (!isSaid()) {
          await once(socket, 'message');
        }
      },
    };
  }

  /** The status and words of a refusal. */
  async function refused(
    ...args: Parameters<typeof connect>
  ): Promise<[number | undefined, string]> {
    const { socket } = connect(...args);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      socket.once('open', () => reject(new Error('it was opened')));
      socket.once(
        'unexpected-response',
        (_request: ClientRequest, response: IncomingMessage) =>
          resolve(response),
      );
    });
    let body = '';
    for await (const chunk of answer) {
      body += chunk;
    }
    return [answer.statusCode, body];
  }

  it('has a serial console that asks who is there, and echoes', async () => {
    const console = connect(`${vms}/db/console`);
    await once(console.socket, 'open');
    expect(console.socket.protocol).toBe('plain.kubevirt.io');
    console.socket.send('\r');
    await console.until('db login: ');
    console.socket.send(Buffer.from('ana\r'));
    await console.until('Password: ');
    console.socket.send('s3cret\r');
    await console.until('ana@db:~$ ');
    console.socket.send('echo hallx\x7fo\r');
    await console.until('\r\nhallo\r\n');
    expect(console.said().toString()).not.toContain('s3cret');
  });

  it('closes a serial console as another is opened', async () => {
    const first = connect(`${vms}/db/console`);
    await once(first.socket, 'open');
    const second = connect(`${vms}/db/console`);
    await Promise.all([
      once(first.socket, 'close'),
      once(second.socket, 'open'),
    ]);
    expect(sandbox.openConsoles).toBe(1);
  });

  it('draws a picture that moves by RFB', async () => {
    const vnc = connect(`${vms}/db/vnc`);
    await vnc.until('RFB 003.008\n');
    vnc.socket.send('RFB 003.008\n');
    await vnc.until(said => said.length === 14);
    vnc.socket.send(Buffer.from([1]));
    await vnc.until(said => said.length === 18);
    vnc.socket.send(Buffer.from([1]));
    await vnc.until('db');
    const start = vnc.said().length;
    const [width, height] = [320, 200];
    expect(vnc.said().readUInt16BE(18)).toBe(width);
    expect(vnc.said().readUInt16BE(20)).toBe(height);
    vnc.socket.send(Buffer.from([3, 0, 0, 0, 0, 0, 1, 64, 0, 200]));
    const whole = start + 16 + width * height * 4;
    await vnc.until(said => said.length >= whole);
    vnc.socket.send(Buffer.from([3, 1, 0, 0, 0, 0, 1, 64, 0, 200]));
    await vnc.until(said => said.length > whole);
  });

  it('keeps a VNC connection that is there where the next one asks to', async () => {
    const first = connect(`${vms}/db/vnc?preserveSession=true`);
    await once(first.socket, 'open');
    expect(await refused(`${vms}/db/vnc?preserveSession=true`)).toEqual([
      503,
      'Active VNC connection. Request denied.',
    ]);
    const third = connect(`${vms}/db/vnc`);
    await Promise.all([
      once(first.socket, 'close'),
      once(third.socket, 'open'),
    ]);
  });

  it.each(['v5.channel.k8s.io', 'v4.channel.k8s.io'])(
    'runs a shell in a container over %s',
    async protocol => {
      const console = connect(shell, { protocol });
      await console.until('root@web:~# ');
      expect(console.socket.protocol).toBe(protocol);
      console.socket.send(Buffer.from('\0whoami\r'));
      await console.until('root\r\n');
      console.socket.send(Buffer.from('\0exit\r'));
      await console.until('{"metadata":{},"status":"Success"}');
      await once(console.socket, 'close');
      // Each message begins with its channel: 1 is what the shell says.
      expect(console.said()[0]).toBe(1);
    },
  );

  // Recorded of KubeVirt 1.9.
  it.each([
    [`${vms}/scheduled/console`, 400, 'VMI is not running'],
    [`${vms}/scheduled/vnc`, 400, 'VMI is not running'],
    [
      `${vms}/off/vnc`,
      404,
      'virtualmachineinstance.kubevirt.io "off" not found',
    ],
    [
      shell.replace('container=web', 'container=none'),
      400,
      'container none is not valid for pod web',
    ],
    [
      shell.replace('container=web', 'container=late'),
      500,
      'Internal error occurred: unable to upgrade connection: container not found ("late")',
    ],
  ])('refuses %s with %d', async (path, status, message) => {
    const [code, body] = await refused(path);
    expect([code, JSON.parse(body)]).toMatchObject([
      status,
      { kind: 'Status', status: 'Failure', code: status, message },
    ]);
  });

  it('asks for the right, also to create where a WebSocket is a shell', async () => {
    const token = sandbox.tokens.reader;
    const [code, body] = await refused(`${vms}/db/console`, { token });
    expect([code, body]).toEqual([
      403,
      expect.stringContaining('virtualmachineinstances/console'),
    ]);
    sandbox.store.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'exec', ...inDefault },
      rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] }],
    });
    sandbox.store.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'exec', ...inDefault },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'exec',
      },
      subjects: [{ kind: 'User', name: 'reader' }],
    });
    const protocol = 'v4.channel.k8s.io';
    expect((await refused(shell, { token, protocol }))[1]).toContain(
      'cannot create resource \\"pods/exec\\"',
    );
  });

  it('answers who asks without an upgrade', async () => {
    const answers = [`${vms}/db/console`, `${vms}/off/console`, shell].map(
      path => request(sandbox, 'GET', path, { accept: '*/*' }),
    );
    const told = await Promise.all(answers);
    expect(told.map(({ status }) => status)).toEqual([400, 404, 400]);
  });

  it('closes all at a fault, and as the guest goes', async () => {
    const cut = connect(`${vms}/db/console`);
    await once(cut.socket, 'open');
    sandbox.faults.cutConsoles();
    await once(cut.socket, 'close');
    sandbox.store.create(instance('short', 'Running'));
    const gone = connect(`${vms}/short/console`);
    await once(gone.socket, 'open');
    const { group, kind } = {
      group: 'kubevirt.io',
      kind: 'VirtualMachineInstance',
    };
    sandbox.store.delete({ group, kind, name: 'short', ...inDefault });
    await once(gone.socket, 'close');
    expect(sandbox.openConsoles).toBe(0);
  });
});
