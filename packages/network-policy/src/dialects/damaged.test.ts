import { PeerNotFoundError, createPolicyModel } from '../index';
import type { PolicyModel } from '../index';
import { EVERY_KIND, SURROUNDINGS } from '../__testUtils__/everyKind';
import { pathsOf, valueAt, withValue } from '../__testUtils__/damage';
import type { Path } from '../__testUtils__/damage';
import { networkPolicy, object as manifestOf } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const OF_EACH_TYPE = ['some text', 7.5, true, ['some text'], { some: 'text' }];

const typeOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : typeof value;

/** What pods have their labels from, and where Services lead: others look at these. */
const BESIDE = EVERY_KIND.filter(({ apiVersion }) =>
  ['v1', 'discovery.k8s.io/v1'].includes(`${apiVersion}`),
);

/** Of these the engine asks alone whether they are there. */
const isAskedForPresence = (path: Path) => path.at(-1) === 'pod';

const problemsOf = (object: Manifest) =>
  createPolicyModel([...SURROUNDINGS, object], {
    enforceStaged: true,
  }).problems.filter(each => each.kind === 'invalid');

describe.each(
  EVERY_KIND.map(object => [`${object.kind} of ${object.apiVersion}`, object]),
)('%s', (_, object) => {
  it('is read as it stands', () => {
    expect(problemsOf(object as Manifest)).toEqual([]);
  });

  it('tells of each field that has another type', () => {
    const manifest = object as Manifest;
    const silent = pathsOf(manifest)
      .filter(path => !isAskedForPresence(path))
      .flatMap(path =>
        OF_EACH_TYPE.filter(
          value => typeOf(value) !== typeOf(valueAt(manifest, path)),
        )
          .filter(
            value => problemsOf(withValue(manifest, path, value)).length === 0,
          )
          .map(value => `${path.join('.')} = ${JSON.stringify(value)}`),
      );
    expect(silent).toEqual([]);
  });
});

/** Policies that look at what the damaged objects say, one dialect at a time. */
const WATCHERS: readonly (readonly Manifest[])[] = [
  [],
  [
    networkPolicy('shop/watch', {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { team: 'a' } },
              podSelector: {
                matchExpressions: [{ key: 'app', operator: 'Exists' }],
              },
            },
          ],
          ports: [{ port: 'sql' }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    }),
    manifestOf(
      'policy.networking.k8s.io/v1alpha2',
      'ClusterNetworkPolicy',
      'watch',
      {
        spec: {
          tier: 'Baseline',
          priority: 1,
          subject: { namespaces: {} },
          egress: [
            { action: 'Deny', to: [{ nodes: { matchLabels: { zone: 'a' } } }] },
          ],
        },
      },
    ),
  ],
  [
    manifestOf('projectcalico.org/v3', 'GlobalNetworkPolicy', 'watch', {
      spec: {
        selector: "pcns.team == 'a' && !has(unheard)",
        types: ['Ingress', 'Egress'],
        ingress: [
          {
            action: 'Allow',
            protocol: 'TCP',
            source: { serviceAccounts: { selector: "role == 'ci'" } },
            destination: { ports: ['sql'] },
          },
          { action: 'Allow', source: { selector: "app == 'db'" } },
        ],
        egress: [
          {
            action: 'Allow',
            destination: { services: { name: 'db', namespace: 'shop' } },
          },
          {
            action: 'Allow',
            destination: { services: { name: 'legacy', namespace: 'shop' } },
          },
          { action: 'Allow', destination: { notSelector: "app == 'db'" } },
        ],
      },
    }),
  ],
];

const OUTSIDE = ['10.200.0.1', '192.168.0.1', '203.0.113.9'];
const TRAFFIC = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'TCP', port: 5432 },
] as const;

/** Every verdict between the workloads of a model and some addresses, by question. */
function verdictsOf(objects: readonly Manifest[], asked: readonly Question[]) {
  const model = createPolicyModel(objects, { enforceStaged: true });
  return asked.map(question => {
    try {
      return model.evaluate(question).verdict;
    } catch (error) {
      if (!(error instanceof PeerNotFoundError)) {
        throw error;
      }
      return 'not found';
    }
  });
}

type Question = Parameters<PolicyModel['evaluate']>[0];

function questionsAbout(objects: readonly Manifest[]): Question[] {
  const { workloads } = createPolicyModel(objects);
  const ends = [...workloads, ...OUTSIDE.map(ip => ({ ip }))];
  const services = ['db', 'legacy'].map(name => ({
    namespace: 'shop',
    name,
    kind: 'Service',
  }));
  return ends.flatMap(source =>
    [...ends, ...services]
      .filter(each => 'name' in source || 'name' in each)
      .flatMap(destination =>
        TRAFFIC.map(traffic => ({ source, destination, ...traffic })),
      ),
  );
}

/** What an object is called, by which it is asked about. */
const isName = ([first, second]: Path) =>
  (first === 'metadata' &&
    ['undefined', 'name', 'namespace', 'ownerReferences'].includes(
      `${second}`,
    )) ||
  // Of a WorkloadEndpoint.
  (first === 'spec' && second === 'pod');

/** A Service that cannot be read is not found; a WorkloadEndpoint is named by its spec. */
const isNamedBySpec = (path: Path, { kind }: Manifest) =>
  kind === 'Service' ||
  (kind === 'WorkloadEndpoint' && path.length === 1 && path[0] === 'spec');

/** A pod is there whatever its ports are. */
const staysWithout = (path: Path, { spec }: Manifest) =>
  path.includes('ports') &&
  /ontainers|template|domain/.test(JSON.stringify(spec));

/** Of what does not say what it is, nothing can be known. */
const saysWhatItIs = (path: Path) =>
  !['apiVersion', 'kind'].includes(`${path[0]}`);

const sayOf = ({ source, destination, protocol, port }: Question) =>
  `${[source, destination]
    .map(each => ('ip' in each ? each.ip : each.name))
    .join(' -> ')} ${protocol} ${port}`;

describe.each(
  EVERY_KIND.map(each => [`${each.kind} of ${each.apiVersion}`, each]),
)('what a damaged %s may have a say in', (_, given) => {
  const good = given as Manifest;
  // What tells that Calico is there also where the damaged object is not.
  const isCalico = `${good.apiVersion}`.includes('projectcalico.org');
  const others = [
    ...SURROUNDINGS,
    ...BESIDE.filter(each => each !== good),
    ...(isCalico ? [manifestOf('projectcalico.org/v3', 'Tier', 'calico')] : []),
  ];

  const damages = pathsOf(good)
    .filter(saysWhatItIs)
    .flatMap(path => {
      const damaged = [7.5, 'some text', [{}]]
        .map(value => withValue(good, path, value))
        .find(each => problemsOf(each).length > 0);
      const lacking = withValue(good, path, undefined);
      const isValid =
        typeof path.at(-1) === 'string' && problemsOf(lacking).length === 0;
      return damaged
        ? [{ path, damaged, ...(isValid ? { lacking } : {}) }]
        : [];
    });

  it.each(WATCHERS.map(watchers => [watchers]))('is uncertain', watchers => {
    const around = [...others, ...watchers];
    const asked = questionsAbout([...around, good]);
    const answers = (object?: Manifest) =>
      verdictsOf([...around, ...(object ? [object] : [])], asked);
    const [before, without] = [answers(good), answers()];
    const wrong = damages.flatMap(({ path, damaged, lacking }) => {
      const alternatives = [
        before,
        ...(staysWithout(path, good) ? [] : [without]),
        ...(lacking ? [answers(lacking)] : []),
      ];
      return answers(damaged).flatMap((verdict, index) => {
        const possible = new Set(
          alternatives
            .map(each => each[index])
            .filter(each => each !== 'not found'),
        );
        const isRight =
          verdict === 'uncertain' ||
          (verdict === 'not found'
            ? isName(path) || isNamedBySpec(path, good) || possible.size === 0
            : possible.size === 1 && possible.has(verdict));
        return isRight
          ? []
          : `${path.join('.')}: ${sayOf(asked[index])} is ${verdict}, not ${[
              ...possible,
            ]}`;
      });
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe('a text that is long', () => {
  const LENGTH = 500_000;
  /** The slowest field takes a hundredth of it; one that took the square of its length, ten times as long. */
  const LIMIT_MS = 10_000;

  /** Fields by which kinds of one group say the same, as both ends of a rule do. */
  const fieldOf = ({ apiVersion }: Manifest, path: Path) => {
    const [group] = `${apiVersion}`.replace(/^crd\./, '').split('/');
    const names = path.filter(each => typeof each === 'string');
    return [group, ...names.slice(-2)].join(' ');
  };
  const isText = (object: Manifest, path: Path) =>
    path.at(-1) === 'matchLabels' || typeof valueAt(object, path) === 'string';

  /** One place for each field that holds a text, or labels. */
  const places = new Map(
    EVERY_KIND.flatMap(object =>
      pathsOf(object)
        .filter(path => isText(object, path))
        .map(path => [fieldOf(object, path), { object, path }] as const),
    ),
  );

  it.each([
    ['x', ''],
    ['(', ''],
    ['a.', ''],
    ["a == 'b'", ' && '],
  ])('is soon answered: %j again and again', (part, between) => {
    const count = LENGTH / (part + between).length;
    const text = Array(Math.floor(count)).fill(part).join(between);
    for (const [field, { object, path }] of places) {
      const start = performance.now();
      const value = path.at(-1) === 'matchLabels' ? { [text]: text } : text;
      const model = createPolicyModel([
        ...SURROUNDINGS,
        withValue(object, path, value),
      ]);
      expect(model.findings()).toBeInstanceOf(Array);
      const isSlow = performance.now() - start > LIMIT_MS;
      expect({ field, isSlow }).toEqual({ field, isSlow: false });
    }
  });
});
