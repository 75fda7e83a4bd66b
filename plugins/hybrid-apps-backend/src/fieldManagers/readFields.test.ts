import fc from 'fast-check';
import { readFields } from './readFields';

const nested = (depth: number): object =>
  depth === 0 ? {} : { 'f:a': nested(depth - 1) };

describe('readFields', () => {
  it.each<[string, object, string[]]>([
    [
      'fields, what people set first',
      {
        'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
        'f:spec': { 'f:replicas': {} },
        'f:status': { 'f:phase': {} },
      },
      ['spec.replicas', 'metadata.labels.app', 'status.phase'],
    ],
    [
      'an item by its name',
      {
        'f:spec': {
          'f:containers': {
            'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} },
          },
        },
      },
      ['spec.containers[web].image', 'spec.containers[web].name'],
    ],
    [
      'an item by several keys',
      { 'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': {} } },
      ['ports[containerPort=80,protocol=TCP]'],
    ],
    [
      'an item by a key that may hold anything, without what it holds',
      { 'f:users': { 'k:{"password":"s3cret"}': { 'f:name': {} } } },
      ['users[password=…].name'],
    ],
    [
      'an item of a set, without what it is',
      { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"s3cret"': {} } } },
      ['metadata.finalizers[…]'],
    ],
    ['an item by its place', { 'f:args': { 'i:0': {} } }, ['args[0]']],
    [
      'a name that is no word',
      { 'f:metadata': { 'f:labels': { 'f:app.kubernetes.io/name': {} } } },
      ['metadata.labels["app.kubernetes.io/name"]'],
    ],
    [
      'of a ConfigMap no keys',
      { 'f:data': { '.': {}, 'f:password': {} }, 'f:binaryData': {} },
      ['data', 'binaryData'],
    ],
    ['the same once', { 'f:a': { 'v:1': {}, 'v:2': {} } }, ['a[…]']],
    ['nothing', {}, []],
    ['nothing but itself', { '.': {} }, []],
    [
      'a name that JavaScript knows',
      JSON.parse('{"f:__proto__":{"f:constructor":{}}}'),
      ['__proto__.constructor'],
    ],
  ])('tells %s', (_, fields, paths) => {
    expect(readFields(fields)).toEqual({ paths, left: 0 });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'f:spec'],
    ['a list', [{ 'f:spec': {} }]],
    ['a key of no form', { spec: {} }],
    ['a field without a name', { 'f:': {} }],
    ['a field with a value', { 'f:spec': 'value' }],
    ['a mark with something in it', { '.': { 'f:spec': {} } }],
    ['a key that is no JSON', { 'k:{name}': {} }],
    ['a key of nothing', { 'k:{}': {} }],
    ['a key of an object', { 'k:{"name":{}}': {} }],
    ['a key that is a list', { 'k:["name"]': {} }],
    ['an item that is no JSON', { 'v:x': {} }],
    ['an item that is an object', { 'v:{}': {} }],
    ['a place that is no number', { 'i:-1': {} }],
    ['what is too deep', nested(10_000)],
    [
      'what is too much',
      Object.fromEntries(
        Array.from({ length: 10_002 }, (_, index) => [`f:a${index}`, {}]),
      ),
    ],
  ])('tells nothing of %s', (_, fields) => {
    expect(readFields(fields)).toBeUndefined();
  });

  it('tells some of many, and how many are left', () => {
    const many = Object.fromEntries(
      Array.from({ length: 250 }, (_, index) => [`f:a${index}`, {}]),
    );
    const read = readFields({ 'f:spec': many });
    expect(read?.paths).toHaveLength(200);
    expect(read?.left).toBe(50);
  });

  it('tells long paths in short', () => {
    const [path] =
      readFields({ [`f:${'a'.repeat(1_000)}`]: { 'f:b': {} } })?.paths ?? [];
    expect(path).toMatch(/^a{300}…$/);
  });

  it('throws at nothing', () => {
    const key = fc.oneof(
      fc.constantFrom('.', 'f:', 'k:', 'v:', 'i:0', 'f:spec', 'k:{"name":"a"}'),
      fc.string().map(text => `f:${text}`),
      fc.json().map(text => `k:${text}`),
      fc.json().map(text => `v:${text}`),
      fc.string(),
    );
    const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constant({}),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
        fc.jsonValue(),
      ),
    }));
    fc.assert(
      fc.property(tree, fields => {
        const read = readFields(fields);
        for (const path of read?.paths ?? []) {
          expect(path.length).toBeLessThanOrEqual(301);
        }
      }),
    );
  });
});
