import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { eventually } from '../../__testUtils__/eventually';
import { openDatabase } from '../../database';
import { ANA, BEN, browse, startReplica } from './__testUtils__/replica';

jest.setTimeout(60_000);

const MANY = 50;

const instance = (name: string) => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name, namespace: 'default' },
  spec: { domain: { devices: {}, memory: { guest: '1Gi' } } },
  status: { phase: 'Running' },
});
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default' },
  spec: { containers: [{ name: 'web', image: 'registry.example/web:1' }] },
  status: {
    containerStatuses: [
      {
        name: 'web',
        state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
      },
    ],
  },
};

const names = Array.from({ length: MANY }, (_, index) => `vm-${index}`);
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type Replica = Awaited<ReturnType<typeof startReplica>>;

describe('consoles', () => {
  let sandbox: SandboxCluster;
  let here: Replica;
  let there: Replica;
  let short: Replica;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [instance('db'), ...names.map(instance), pod],
    });
    const knex = await databases.init('SQLITE_3');
    const db = await openDatabase(mockServices.database({ knex }));
    here = await startReplica({ db, sandbox });
    there = await startReplica({ db, sandbox });
    short = await startReplica({
      db,
      sandbox,
      settings: { idleLimitMs: 1, perPerson: 1 },
    });
  });
  afterEach(async () => {
    for (const replica of [here, there, short]) {
      replica.rights.denied.clear();
      replica.rights.isUnknown = false;
      const open = await replica.consoles.list();
      await Promise.all(
        open.map(({ id }) => replica.consoles.end(id, 'the test')),
      );
      await replica.consoles.tick();
    }
    await eventually(async () => {
      const left = await here.consoles.list();
      if (sandbox.openConsoles > 0 || left.length > 0) {
        throw new Error('the test before left a console open');
      }
    });
    for (const replica of [here, there, short]) {
      replica.ends.length = 0;
      replica.refused.length = 0;
    }
  });
  afterAll(async () => {
    await Promise.all([here, there, short].map(each => each?.stop()));
    await sandbox?.stop();
  });

  const said = (browser: { said(): Buffer }, words: string) =>
    eventually(() => expect(browser.said().toString()).toContain(words));

  it('has somebody type at a serial port, on any replica, and counts bytes alone', async () => {
    const browser = browse(there.url, await here.ticket('db'), ANA);
    await eventually(() => expect(browser.told('open')).toBeDefined());
    browser.socket.send(Buffer.from('\r'));
    await said(browser, 'db login: ');
    expect(await here.consoles.list()).toMatchObject([
      { person: ANA, role: 'keys', kind: 'serial', object: { name: 'db' } },
    ]);
    browser.socket.close();
    await eventually(() =>
      expect(there.ends).toMatchObject([
        { why: 'closed', typed: 1, shown: browser.said().length },
      ]),
    );
    expect(await here.consoles.list()).toEqual([]);
  });

  it('has a shell in a container, and tells how large its terminal is', async () => {
    const browser = await here.open('web', ANA, { kind: 'exec' });
    browser.say({ type: 'size', columns: 120, rows: 40 });
    await said(browser, 'root@web:~# ');
    browser.socket.send(Buffer.from('echo hallo\r'));
    await said(browser, '\r\nhallo\r\n');
    browser.socket.send(Buffer.from('exit\r'));
    expect(await browser.ended()).toBe('target');
  });

  it('takes a ticket once, from its person alone, and from a page of the portal', async () => {
    const used = await here.ticket('db');
    const first = browse(here.url, used, ANA);
    await eventually(() => expect(first.told('open')).toBeDefined());
    for (const ticket of [used, 'none']) {
      const again = browse(here.url, ticket, ANA);
      expect(await again.ended()).toBe('untold');
      expect(again.told('open')).toBeUndefined();
    }
    first.socket.close();
    await first.ended();
    const stolen = browse(here.url, await here.ticket('db'), BEN);
    expect(await stolen.ended()).toBe('identity');
    expect(here.refused).toEqual(expect.arrayContaining([401]));
  });

  it('asks who wants to watch or to take the keys, names them, and hands over', async () => {
    const ana = await here.open('db');
    await expect(here.ticket('db', BEN)).rejects.toThrow(
      /'user:default\/ana' has this console since/,
    );
    ana.socket.send(Buffer.from('\r'));
    await said(ana, 'db login: ');
    const ben = await here.open('db', BEN, { join: 'watch' });
    await said(ben, 'db login: ');
    const people = [
      { person: ANA, role: 'keys' },
      { person: BEN, role: 'watch' },
    ];
    await eventually(() =>
      expect(ana.told('people')?.people).toMatchObject(people),
    );
    ben.socket.send(Buffer.from('nobody-hears-it'));
    ana.say({ type: 'hand', to: ben.told('open')?.id ?? '' });
    await eventually(() =>
      expect(ben.told('people')?.people).toMatchObject([
        { person: ANA, role: 'watch' },
        { person: BEN, role: 'keys' },
      ]),
    );
    ben.socket.send(Buffer.from('ben'));
    await said(ana, 'db login: ben');
    expect(ana.said().toString()).not.toContain('nobody');
    expect(sandbox.openConsoles).toBe(1);
    // Who leaves with the keys leaves them to whoever takes them.
    ben.socket.close();
    await eventually(() => expect(ana.told('people')?.people).toHaveLength(1));
    ana.say({ type: 'take' });
    await eventually(() =>
      expect(ana.told('people')?.people).toMatchObject([{ role: 'keys' }]),
    );
  });

  it('tells who watches from another replica that it cannot', async () => {
    await here.open('db');
    const far = browse(
      there.url,
      await here.ticket('db', BEN, { join: 'watch' }),
      BEN,
    );
    expect(await far.ended()).toBe('elsewhere');
  });

  it('takes a console over, also from another replica', async () => {
    const ana = await here.open('db', ANA, { kind: 'vnc' });
    const ben = await there.open('db', BEN, { kind: 'vnc', join: 'take' });
    expect(await ana.ended()).toBe('taken');
    const again = await there.open('db', ANA, { kind: 'vnc', join: 'take' });
    expect(await ben.ended()).toBe('taken');
    await eventually(() =>
      expect(again.said().toString()).toBe('RFB 003.008\n'),
    );
  });

  it('says what the cluster says where it refuses', async () => {
    sandbox.faults.set({ errorRate: 1 });
    const browser = browse(here.url, await here.ticket('db'), ANA);
    expect(await browser.ended()).toBe('refused');
    expect(browser.told('ended')?.message).toMatch(/fault of the sandbox/);
    sandbox.faults.clear();
  });

  it('cuts a console as the right goes, and where that is long unknown', async () => {
    const ana = await here.open('vm-1');
    const ben = await here.open('vm-2', BEN);
    here.rights.denied.add(ANA);
    await here.consoles.tick();
    await here.consoles.tick();
    expect(await ana.ended()).toBe('right');
    expect(ben.told('ended')).toBeUndefined();
    here.rights.isUnknown = true;
    for (let times = 0; times < 6; times++) {
      await here.consoles.tick();
    }
    expect(await ben.ended()).toBe('right');
  });

  it('ends one for who may, on whichever replica it is', async () => {
    const ana = await here.open('db');
    const [open] = await there.consoles.list();
    await there.consoles.end(open.id, 'user:default/admin');
    await here.consoles.tick();
    expect(await ana.ended()).toBe('ended');
    expect(ana.told('ended')?.message).toBe('user:default/admin');
  });

  it('ends one that nobody types at, and lets a person have so many', async () => {
    const ana = await short.open('db');
    await expect(short.ticket('vm-1')).rejects.toThrow(
      /1 consoles open, and may have 1/,
    );
    await short.consoles.tick();
    expect(await ana.ended()).toBe('idle');
  });

  it(`has ${MANY} at once, cut and opened again, and none left as their owners go`, async () => {
    const all = await Promise.all(names.map(name => here.open(name)));
    expect(sandbox.openConsoles).toBe(MANY);
    sandbox.faults.cutConsoles();
    const why = await Promise.all(all.map(browser => browser.ended()));
    expect(new Set(why)).toEqual(new Set(['target']));
    const again = await Promise.all(names.map(name => here.open(name)));
    await Promise.all(
      again.map(browser => {
        browser.socket.send(Buffer.from('\r'));
        return said(browser, 'login: ');
      }),
    );
    // Gone without a word, as a browser is whose machine loses its network.
    again.forEach(({ socket }) => socket.terminate());
    await eventually(() => {
      expect(here.consoles.size).toBe(0);
      expect(sandbox.openConsoles).toBe(0);
    });
    expect(here.ends).toHaveLength(2 * MANY);
  });

  it('waits for a browser that does not read, and loses nothing', async () => {
    const browser = await here.open('web', ANA, { kind: 'exec' });
    await said(browser, '# ');
    browser.socket.pause();
    const lines = 100_000;
    browser.socket.send(Buffer.from(`seq ${lines}\r`));
    browser.socket.send(Buffer.from('echo done\r'));
    browser.socket.resume();
    await said(browser, '\r\ndone\r\n');
    expect(browser.said().toString()).toContain(`\r\n${lines}\r\n`);
  });
});
