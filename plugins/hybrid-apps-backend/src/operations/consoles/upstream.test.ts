import { codecOf, isTyping, socketRequest } from './upstream';
import { ConsoleTarget } from './types';

const target = (kind: ConsoleTarget['kind']): ConsoleTarget => ({
  cluster: 'onprem',
  kind,
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'shop',
    name: 'web',
  },
  uid: 'u',
  ...(kind === 'exec' && { container: 'main' }),
});

describe('the end of a console at the cluster', () => {
  it.each([
    ['serial', false, 'virtualmachineinstances/web/console', undefined],
    ['serial', true, 'virtualmachineinstances/web/console', undefined],
    [
      'vnc',
      false,
      'virtualmachineinstances/web/vnc',
      { preserveSession: true },
    ],
    ['vnc', true, 'virtualmachineinstances/web/vnc', undefined],
  ] as const)('of %s, taken over: %s', (kind, takes, path, query) => {
    expect(socketRequest(target(kind), takes)).toEqual({
      path: `/apis/subresources.kubevirt.io/v1/namespaces/shop/${path}`,
      protocols: ['plain.kubevirt.io'],
      ...(query && { query }),
    });
  });

  it('asks for a terminal in a container', () => {
    expect(socketRequest(target('exec'), false)).toMatchObject({
      path: '/api/v1/namespaces/shop/pods/web/exec',
      query: { container: 'main', stdin: true, stdout: true, tty: true },
    });
  });

  it.each([
    ['serial', [13], true],
    ['exec', [3], true],
    ['vnc, a key', [4, 1, 0, 0, 0, 0, 0, 97], true],
    ['vnc, the pointer', [5, 0, 0, 1, 0, 1], true],
    ['vnc, the clipboard', [6, 0, 0, 0, 0, 0, 0, 0], true],
    ['vnc, a key as QEMU takes it', [255, 0, 0, 1], true],
    ['vnc, asked for its picture', [3, 1, 0, 0, 0, 0, 1, 0, 1, 0], false],
    ['vnc, a fence answered', [248, 0, 0, 0, 0, 0, 0, 1, 0], false],
  ])('%s: somebody at the keys or not', (what, bytes, typed) => {
    const kind = what.startsWith('vnc') ? 'vnc' : 'serial';
    expect(isTyping({ kind }, Buffer.from(bytes))).toBe(typed);
  });

  it.each([
    ['\u0001hallo', { type: 'data', data: Buffer.from('hallo') }],
    ['\u0002hallo', { type: 'data', data: Buffer.from('hallo') }],
    ['\u0001', { type: 'nothing' }],
    ['\u0003{"status":"Success"}', { type: 'nothing' }],
    [
      '\u0003{"status":"Failure","reason":"NonZeroExitCode","message":"1"}',
      { type: 'nothing' },
    ],
    [
      '\u0003{"status":"Failure","message":"no sh"}',
      { type: 'failed', message: 'no sh' },
    ],
    ['\u0003no JSON', { type: 'nothing' }],
    ['', { type: 'nothing' }],
  ])('hears %j of a shell', (said, heard) => {
    expect(codecOf({ kind: 'exec' }).heard(Buffer.from(said))).toEqual(heard);
  });
});
