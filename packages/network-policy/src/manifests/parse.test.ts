import fc from 'fast-check';
import { parseManifests } from './parse';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      ports:
        - containerPort: 80
`;

const names = (text: string) =>
  parseManifests(text, 'f.yaml').manifests.map(
    ({ object }) => (object as { metadata: { name: string } }).metadata.name,
  );

const remarks = (text: string) =>
  parseManifests(text, 'f.yaml').remarks.map(
    ({ kind, line, column, message }) => `${kind} ${line}:${column} ${message}`,
  );

describe('parseManifests', () => {
  it('reads several documents of a file, and says where each field is', () => {
    const { manifests } = parseManifests(`# shop\n${POD}---\n${POD}`, 'f.yaml');
    expect(manifests).toHaveLength(2);
    expect(manifests[1].place('spec.containers[0].ports[0]')).toEqual({
      file: 'f.yaml',
      line: 18,
      column: 11,
    });
    expect(manifests[1].place('metadata.name').column).toBe(12);
  });

  it('gives the nearest place around a field that is not there', () => {
    const [pod] = parseManifests(POD, 'f.yaml').manifests;
    expect(pod.place('spec.containers[7].image').line).toBe(5);
    expect(pod.place('')).toMatchObject({ line: 1, column: 1 });
  });

  it('takes Lists for their items, also within Lists and in JSON', () => {
    const pod = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
    });
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        pod('a'),
        { kind: 'PodList', apiVersion: 'v1', items: [pod('b')] },
      ],
    };
    const text = JSON.stringify(list, null, 1);
    expect(names(text)).toEqual(['a', 'b']);
    const [, b] = parseManifests(text, 'f.json').manifests;
    const { line } = b.place('metadata.name');
    expect(text.split('\n')[line - 1]).toContain('"b"');
  });

  it('finds keys that are no plain words', () => {
    const [pod] = parseManifests(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app.io/x: v',
      'f.yaml',
    ).manifests;
    expect(pod.place('metadata.labels["app.io/x"]').line).toBe(6);
  });

  it('passes over what is no Kubernetes object, with a note', () => {
    expect(remarks('name: chart\nversion: 1')).toEqual([
      'note 1:1 is no Kubernetes object: passed over',
    ]);
    expect(
      remarks(
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization',
      ),
    ).toEqual([expect.stringMatching(/^note 1:1 is a kustomization: /)]);
  });

  it('answers the rest when a document is broken', () => {
    const text = `${POD}---\nkind: Pod\nmetadata: {name: ]\n---\n${POD}`;
    expect(names(text)).toEqual(['web', 'web']);
    expect(remarks(text)[0]).toMatch(/^problem 11:18 /);
  });

  it('answers the rest when a document is nested too deeply', () => {
    const text = `---\n${'['.repeat(200)}\n...\n---\n${POD}`;
    expect(names(text)).toEqual(['web']);
    expect(remarks(text)).toEqual([
      'problem 1:4 the document is nested deeper than 100 levels',
    ]);
  });

  it('leaves stack traces of errors as they are elsewhere', () => {
    const before = Error.stackTraceLimit;
    parseManifests('[,,', 'f');
    expect(Error.stackTraceLimit).toBe(before);
  });

  it('leaves to others what is wrong with an object', () => {
    expect(remarks('apiVersion: v1\nkind: Pod\nmetadata:\n  name: 7')).toEqual(
      [],
    );
  });

  it('complains about an object that is none, at its place', () => {
    expect(remarks('apiVersion: v1\nmetadata: {name: a}')).toEqual([
      'problem 1:1 kind is required',
    ]);
  });

  it('complains about a key that is there twice', () => {
    expect(remarks(`${POD}kind: Pod\n`)).toEqual([
      'problem 9:1 "kind" is there more than once: the last one is taken',
    ]);
  });

  it('merges anchors as kubectl does', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- &a {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {<<: *a, metadata: {name: b}}`;
    expect(names(text)).toEqual(['a', 'b']);
  });

  it.each([
    ['an alias bomb', bomb(), /repeats its anchors/],
    ['an object that holds itself', 'a: &a [*a]', /nested deeper/],
    ['many aliases', `a: &a x\nb:\n${'- *a\n'.repeat(2000)}`, /repeats its/],
    ['a merge of what is no map', 'a: {<<: 1}', /Merge sources must be/],
    ['one large anchor', large(), /too large/],
    ['deep nesting', '['.repeat(20_000), /nested deeper/],
    ['deep nesting, closed', `${'['.repeat(300)}${']'.repeat(300)}`, /deeper/],
    ['deep JSON', `${'{"a":'.repeat(5e4)}1${'}'.repeat(5e4)}`, /deeper/],
    ['bare dashes', '- '.repeat(20_000), /nested deeper/],
    ['bare commas', `[${','.repeat(100_000)}`, /Unexpected , in flow/],
    ['nothing but a directive', '%YAML 1.2\n', /Missing directives-end/],
  ])('ends %s with an error', (_, text, expected) => {
    expect(remarks(text).join()).toMatch(expected);
  });

  it('reads a scalar of megabytes, and a map of many keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `  k${i}: v`);
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    expect(names(`${head}data: {a: ${'x'.repeat(5e6)}}`)).toEqual(['a']);
    expect(names(`${head}data:\n${keys.join('\n')}`)).toEqual(['a']);
  });

  it('never throws, wherever a file is cut or damaged', () => {
    const text = `${POD}---\n${JSON.stringify({ a: [POD] })}\n---\n${POD}`;
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.string({
          unit: fc.constantFrom(...'[]{}:-&*!|>\'"#%@`?,\t\n a0\0'),
        }),
        (from, to, noise) => {
          const cut = text.slice(0, from) + noise + text.slice(to);
          const { manifests, remarks: found } = parseManifests(cut, 'f');
          for (const { line, column } of [
            ...found,
            ...manifests.map(each => each.place('metadata.name')),
          ]) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function bomb(): string {
  const rows = [...'bcdefghi'].map(
    (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`,
  );
  return ['a: &a [x, x, x, x, x, x, x, x, x]', ...rows].join('\n');
}

function large(): string {
  return `a: &a [${'x,'.repeat(20_000)}]\nb: [${'*a,'.repeat(900)}]`;
}
