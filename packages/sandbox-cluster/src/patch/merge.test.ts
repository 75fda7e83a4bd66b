import { kindOf } from '../kinds';
import { mergePatch, strategicMergePatch } from './merge';

const pod = kindOf('', 'Pod');

const patchPod = (target: object, patch: object) => {
  if (!pod) {
    throw new Error('no Pod');
  }
  return strategicMergePatch(pod, { ...target }, { ...patch });
};

describe('merge patch', () => {
  it('takes out what is null, and replaces lists', () => {
    expect(
      mergePatch(
        { a: { b: 1, c: 2 }, list: [1, 2], keep: true },
        { a: { b: null, d: { e: null, f: 1 } }, list: [3] },
      ),
    ).toEqual({ a: { c: 2, d: { f: 1 } }, list: [3], keep: true });
  });
});

describe('strategic merge patch', () => {
  const target = {
    metadata: { finalizers: ['a/x', 'b/y'] },
    spec: {
      containers: [
        { name: 'web', image: 'a:1', env: [{ name: 'A', value: '1' }] },
        { name: 'log', image: 'l:1' },
      ],
      tolerations: [{ key: 'a' }],
    },
  };

  it('merges containers by name, and replaces lists without a key', () => {
    const spec = {
      containers: [
        { name: 'web', env: [{ name: 'B', value: '2' }] },
        { name: 'new', image: 'n:1' },
      ],
      tolerations: [{ key: 'b' }],
    };
    expect(patchPod(target, { spec })).toMatchObject({
      spec: {
        containers: [
          {
            name: 'web',
            image: 'a:1',
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
          { name: 'log', image: 'l:1' },
          { name: 'new', image: 'n:1' },
        ],
        tolerations: [{ key: 'b' }],
      },
    });
  });

  it('does what its directives say', () => {
    expect(
      patchPod(target, {
        metadata: { '$deleteFromPrimitiveList/finalizers': ['a/x'] },
        spec: {
          '$setElementOrder/containers': [{ name: 'web' }],
          containers: [
            { name: 'log', $patch: 'delete' },
            {
              name: 'web',
              env: [{ $patch: 'replace' }, { name: 'C', value: '3' }],
            },
          ],
          tolerations: null,
        },
      }),
    ).toEqual({
      metadata: { finalizers: ['b/y'] },
      spec: {
        containers: [
          { name: 'web', image: 'a:1', env: [{ name: 'C', value: '3' }] },
        ],
      },
    });
    expect(
      patchPod(target, { spec: { $patch: 'replace', nodeName: 'n' } }).spec,
    ).toEqual({ nodeName: 'n' });
  });

  it.each<[string, string[], string[], string[]]>([
    [
      'what is new',
      ['web', 'log'],
      ['new', 'web', 'log'],
      ['new', 'web', 'log'],
    ],
    [
      'all that it names',
      ['web', 'log'],
      ['log', 'web', 'new'],
      ['log', 'web', 'new'],
    ],
    [
      'what it does not name before what it stood before',
      ['web', 'side', 'log'],
      ['log', 'new', 'web'],
      ['side', 'log', 'new', 'web'],
    ],
    [
      'what it does not name to the end, where it was last',
      ['web', 'log', 'side'],
      ['new', 'web', 'log'],
      ['new', 'web', 'log', 'side'],
    ],
  ])('orders %s', (_what, live, order, expected) => {
    const named = (names: string[]) => names.map(name => ({ name }));
    const patched = patchPod(
      { spec: { containers: named(live) } },
      {
        spec: {
          '$setElementOrder/containers': named(order),
          containers: [{ name: 'new' }],
        },
      },
    );
    expect(patched).toEqual({ spec: { containers: named(expected) } });
  });

  it('orders sets too', () => {
    expect(
      patchPod(target, {
        metadata: {
          '$setElementOrder/finalizers': ['c/z', 'b/y', 'a/x'],
          finalizers: ['c/z'],
        },
      }).metadata,
    ).toEqual({ finalizers: ['c/z', 'b/y', 'a/x'] });
  });
});
