import { appendDocument, manifestText, readManifests } from './manifests';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: mongodb
  namespace: inventory
spec:
  podSelector: {}
`;

const problemsOf = (text: string) =>
  readManifests(text).problems.map(
    ({ code, place }) => `${code} at ${place?.line}:${place?.column}`,
  );

describe('readManifests', () => {
  it('reads all documents, and where each begins', () => {
    const text = `# The database.\n${POLICY}---\n${POLICY}---\n`;
    const { manifests, problems } = readManifests(text);
    expect(problems).toEqual([]);
    expect(
      manifests.map(({ manifest, place }) => [
        manifest.metadata.name,
        place.line,
      ]),
    ).toEqual([
      ['mongodb', 2],
      ['mongodb', 10],
    ]);
    expect(manifests[0].manifest).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'mongodb', namespace: 'inventory' },
      spec: { podSelector: {} },
    });
  });

  it('takes a List for its items, as kubectl prints it', () => {
    const items = `- ${POLICY.trim().replace(/\n/g, '\n  ')}`;
    const { manifests } = readManifests(
      `apiVersion: v1\nkind: List\nitems:\n${items}\n${items}\n`,
    );
    expect(manifests.map(({ manifest }) => manifest.kind)).toEqual([
      'NetworkPolicy',
      'NetworkPolicy',
    ]);
  });

  it.each([
    ['a mapping that goes astray', 'kind: A\n  spec: {}\n', 'syntax at 1:7'],
    ['a tab', 'metadata:\n\tname: x\n', 'syntax at 2:1'],
    ['a key given twice', 'kind: A\nkind: B\n', 'syntax at 2:1'],
    ['an alias of nothing', 'kind: *nowhere\n', 'syntax at 1:1'],
    ['a list', '- 1\n', 'noObject at 1:1'],
    ['no apiVersion', '\nkind: NetworkPolicy\n', 'noField at 2:1'],
    ['no name', POLICY.replace('  name: mongodb\n', ''), 'noField at 4:3'],
    [
      'no namespace where the kind has one',
      POLICY.replace('  namespace: inventory\n', ''),
      'noNamespace at 4:3',
    ],
    [
      'a namespace that is no text',
      POLICY.replace('inventory', '7'),
      'noField at 5:14',
    ],
  ])('says where there is %s', (_, text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it('takes no namespace for granted where the kind has none', () => {
    expect(
      problemsOf(
        'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: { name: all }\n',
      ),
    ).toEqual([]);
  });

  it('does not take aliases that grow by the thousand', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    }
    expect(problemsOf(lines.join('\n'))).toEqual(['syntax at 1:1']);
  });
});

describe('manifestText', () => {
  it('leaves out what the cluster adds', () => {
    const text = manifestText({
      status: {},
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'mongodb',
        namespace: 'inventory',
        uid: '1',
        resourceVersion: '2',
        labels: { app: 'x' },
      },
      spec: { podSelector: {} },
    });
    expect(text).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: mongodb
  namespace: inventory
  labels:
    app: x
spec:
  podSelector: {}
`);
  });
});

describe('appendDocument', () => {
  it('keeps what is there', () => {
    const { manifests } = readManifests(appendDocument(POLICY, POLICY));
    expect(manifests).toHaveLength(2);
    expect(appendDocument(' \n', POLICY)).toBe(POLICY);
  });
});
