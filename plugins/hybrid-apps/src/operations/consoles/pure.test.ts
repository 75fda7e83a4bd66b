import { consoleQuery, readConsoleQuery } from './address';
import { keysOf, switchTo } from './keys';
import { consolesOf } from './offers';
import { createScreenChannel } from './screenChannel';

describe('keys of RFB', () => {
  it('type a text, with what is in Latin-1 and what is not', () => {
    expect(keysOf('a\r\n\té€\u0007').map(({ keysym }) => keysym)).toEqual([
      0x61, 0xff0d, 0xff09, 0xe9, 0x010020ac,
    ]);
  });

  it('leave none down', () => {
    const down = new Map<number, boolean>();
    for (const { keysym, down: is } of switchTo(2)) {
      down.set(keysym, is ?? false);
    }
    expect([...down.values()]).toEqual([false, false, false]);
    expect(switchTo(2)).toContainEqual({ keysym: 0xffbf });
  });
});

describe('the address of a console', () => {
  const address = {
    app: { kind: 'system', namespace: 'default', name: 'shop' },
    id: 'onprem/shop/kubevirt.io/VirtualMachine/db',
    kind: 'vnc' as const,
    name: 'db',
  };
  it('says which it is', () => {
    const query = new URLSearchParams(consoleQuery(address));
    expect(readConsoleQuery(query)).toEqual(address);
  });
  it.each(['', 'app=x', 'app=system:default/shop&id=a&kind=other'])(
    'says of none: %s',
    text => {
      expect(readConsoleQuery(new URLSearchParams(text))).toBeUndefined();
    },
  );
});

describe('which consoles a node may have', () => {
  const pod = {
    id: 'p',
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'p',
    status: { health: 'healthy' as const },
  };
  it.each([
    ['vm', 'VirtualMachine', [pod], ['serial', 'vnc']],
    ['container', 'Deployment', [pod], ['exec']],
    ['container', 'Deployment', [], []],
    ['container', 'Pod', [], ['exec']],
    ['network', 'Service', [pod], []],
  ] as const)('%s %s', (category, kind, members, consoles) => {
    expect(consolesOf({ category, kind, members: [...members] })).toEqual(
      consoles,
    );
  });
});

it('keeps what a screen says until it is listened to', async () => {
  const sent: Uint8Array[] = [];
  const { channel, push } = createScreenChannel(data => sent.push(data));
  const heard: number[] = [];
  push(Uint8Array.from([1, 2]));
  Object.assign(channel, {
    onmessage: ({ data }: { data: ArrayBuffer }) =>
      heard.push(...new Uint8Array(data)),
  });
  await Promise.resolve();
  push(Uint8Array.from([3]));
  expect(heard).toEqual([1, 2, 3]);
});
