import { Answer, askedCluster } from '../__testUtils__/askedCluster';
import { status } from '../__testUtils__/scriptedAnswers';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { guestInside } from './guestInside';
import { createGuests } from './guests';

const VMI =
  '/apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/db';

const INFO = {
  guestAgentVersion: '9.1.0',
  hostname: 'db',
  os: {
    name: 'Fedora Linux',
    prettyName: 'Fedora Linux 42 (Cloud Edition)',
    version: '42',
    kernelRelease: '6.15.9',
    machine: 'x86_64',
  },
  timezone: 'UTC, 0',
};
const USERS = {
  items: [{ userName: 'amal', loginTime: 1_767_268_800.5 }, { domain: 'x' }],
};
const FILE_SYSTEMS = {
  items: [
    {
      diskName: 'vda1',
      mountPoint: '/',
      fileSystemType: 'ext4',
      usedBytes: 50,
      totalBytes: 100,
      disk: [{ busType: 'virtio' }],
    },
    {
      diskName: 'vdb',
      mountPoint: '/var/lib/db',
      fileSystemType: 'xfs',
      usedBytes: 90,
      totalBytes: 100,
    },
    { diskName: 'sr0', mountPoint: '/media', usedBytes: 0, totalBytes: 0 },
  ],
};
const ALL: Readonly<Record<string, Answer>> = {
  [`${VMI}/guestosinfo`]: { body: INFO },
  [`${VMI}/userlist`]: { body: USERS },
  [`${VMI}/filesystemlist`]: { body: FILE_SYSTEMS },
};
const toAll = (answer: Answer) =>
  Object.fromEntries(Object.keys(ALL).map(path => [path, answer]));

const instance = (conditions: object[], phase = 'Running'): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name: 'db', namespace: 'shop', uid: 'instance' },
  spec: {},
  status: { phase, conditions },
});
const vm: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'db', namespace: 'shop', uid: 'vm' },
  spec: { template: { spec: {} } },
};
const CONNECTED = [{ type: 'AgentConnected', status: 'True' }];

async function guestOf(
  objects: readonly PlainObject[],
  answers: Readonly<Record<string, Answer>> = ALL,
  kind = 'VirtualMachine',
) {
  const store = createStoreFromObjects('onprem', [vm, ...objects]);
  const [object] = store.list({ group: 'kubevirt.io', kind });
  const { cluster, asked } = askedCluster(answers);
  const guest = await guestInside(object, store, {
    cluster,
    guests: createGuests(() => 0),
    caller: 'user:x',
  });
  return { guest, asked };
}

describe('the guest of a VM', () => {
  it.each(['VirtualMachine', 'VirtualMachineInstance'])(
    'is told by its agent, of a %s',
    async kind => {
      const { guest } = await guestOf([instance(CONNECTED)], ALL, kind);
      expect(guest).toEqual({
        state: 'told',
        agentVersion: '9.1.0',
        hostname: 'db',
        timezone: 'UTC, 0',
        os: {
          name: 'Fedora Linux 42 (Cloud Edition)',
          version: '42',
          kernel: '6.15.9',
          machine: 'x86_64',
        },
        users: [{ name: 'amal', since: '2026-01-01T12:00:00.500Z' }],
        fileSystems: [
          {
            mountPoint: '/var/lib/db',
            device: 'vdb',
            type: 'xfs',
            used: 90,
            total: 100,
          },
          {
            mountPoint: '/',
            device: 'vda1',
            type: 'ext4',
            used: 50,
            total: 100,
          },
          { mountPoint: '/media', device: 'sr0' },
        ],
      });
    },
  );

  it('is not asked without an agent, and how to get one is told', async () => {
    for (const conditions of [
      [],
      [{ type: 'AgentConnected', status: 'False' }],
    ]) {
      const { guest, asked } = await guestOf([instance(conditions)]);
      expect(guest?.state).toBe('no-agent');
      expect(guest?.message).toMatch(/Install qemu-guest-agent.*https:/);
      expect(asked).toEqual([]);
    }
  });

  it('has no agent where the server says so, as it was recorded', async () => {
    const { guest } = await guestOf(
      [instance(CONNECTED)],
      toAll({
        code: 500,
        says: 'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "db": VMI does not have guest agent connected',
      }),
    );
    expect(guest?.state).toBe('no-agent');
  });

  it('is nothing to tell of while it is off', async () => {
    expect((await guestOf([])).guest).toBeUndefined();
    const starting = await guestOf([instance(CONNECTED, 'Scheduling')]);
    expect(starting.guest).toBeUndefined();
  });

  it('is not known where the account may not ask, which is said', async () => {
    const { guest } = await guestOf(
      [instance(CONNECTED)],
      toAll({ code: 403, says: status(403, 'Forbidden', 'cannot get') }),
    );
    expect(guest?.state).toBe('forbidden');
    expect(guest?.message).toMatch(/subresources\.kubevirt\.io/);
  });

  it('is told in part where one answer lacks, with why', async () => {
    const { guest } = await guestOf([instance(CONNECTED)], {
      ...ALL,
      [`${VMI}/filesystemlist`]: {
        code: 403,
        says: status(403, 'Forbidden', 'cannot get'),
      },
    });
    expect(guest).toMatchObject({ state: 'told', hostname: 'db' });
    expect(guest?.message).toMatch(/may not ask guests/);
    expect(guest).not.toHaveProperty('fileSystems');
  });

  it('is told in short, however much it says', async () => {
    const long = 'x'.repeat(100_000);
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      userName: `${index}${long.slice(0, 900)}`,
      mountPoint: `/${index}${long.slice(0, 900)}`,
    }));
    const { guest } = await guestOf([instance(CONNECTED)], {
      [`${VMI}/guestosinfo`]: {
        body: { hostname: long, timezone: long, os: { name: long } },
      },
      [`${VMI}/userlist`]: { body: { items: many } },
      [`${VMI}/filesystemlist`]: { body: { items: many } },
    });
    expect(guest?.hostname).toMatch(/^x{500}…$/);
    expect(guest?.users).toHaveLength(50);
    expect(JSON.stringify(guest).length).toBeLessThan(60_000);
  });

  it('is not known where the server fails', async () => {
    const { guest } = await guestOf(
      [instance(CONNECTED)],
      toAll({ code: 500, says: 'dial unix: timed out' }),
    );
    expect(guest?.state).toBe('unknown');
    expect(guest?.message).toMatch(/timed out/);
  });

  it('is asked once for all who look within seconds', async () => {
    let ticks = 0;
    const guests = createGuests(() => ticks);
    const { cluster, asked } = askedCluster(ALL);
    const who = { namespace: 'shop', name: 'db', uid: 'one' };
    await Promise.all([
      guests.ask(cluster, who, 'user:x'),
      guests.ask(cluster, who, 'user:y'),
    ]);
    expect(asked).toHaveLength(3);
    // Another one by now.
    await guests.ask(cluster, { ...who, uid: 'two' }, 'user:x');
    ticks = 10_000;
    await guests.ask(cluster, who, 'user:x');
    expect(asked).toHaveLength(9);
  });
});
