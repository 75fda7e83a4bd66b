/** Whatever is sent to a route: each of the document, by its schemas. */
import { request as httpRequest } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { comesInRows, rowsIn, violations } from '../__testUtils__/openApi';
import { FuzzEstate, fuzzRequests, RawRequest } from '../__testUtils__/fuzz';
import { HIDDEN, hidingBody } from '../__testUtils__/hiding';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { deployment } from '../__testUtils__/judged';
import { asService, startPortal } from '../__testUtils__/portal';
import { APP, manifest, WEB } from '../__testUtils__/teams';
import { PlainObject } from '../clusters';
import { spec } from '../schema/openapi.generated';
import { operationOf } from './http';

/** To each operation. */
const numRuns = Number(process.env.ROUTES_FUZZ_RUNS ?? 80);
const seed = Number(process.env.ROUTES_FUZZ_SEED ?? Date.now() % 2 ** 31);

jest.setTimeout(60_000 + numRuns * 1_000);

/** Longer than any answer takes on a slow machine. */
const TIMEOUT_MS = 30_000;

function hiding(apiVersion: string, kind: string): PlainObject {
  const { metadata, ...body } = hidingBody(kind);
  const name = `hiding-${kind.toLocaleLowerCase('en-US')}`;
  return {
    ...body,
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      name,
      uid: name,
      labels: { 'app.kubernetes.io/part-of': 'inventory' },
    },
  };
}
const secrets = [
  hiding('v1', 'Secret'),
  hiding('v1', 'ConfigMap'),
  hiding('v1', 'Pod'),
  hiding('apps/v1', 'Deployment'),
  hiding('kubevirt.io/v1', 'VirtualMachine'),
];

const names = (of: (object: PlainObject) => string | undefined) => [
  ...new Set([...inventory, ...secrets].flatMap(object => of(object) ?? [])),
];
const { data: _, ...settings } = manifest;
const estate: FuzzEstate = {
  words: {
    cluster: ['onprem', 'cloud', '*'],
    namespace: ['inventory', 'kube-system', 'default', 'none', ''],
    kind: [...names(({ kind }) => kind), 'system', 'component'],
    name: names(({ metadata }) => metadata.name),
    apiVersion: names(({ apiVersion }) => apiVersion),
    peer: ['onprem///Namespace/elsewhere', WEB],
    workload: [WEB],
    to: ['inventory.example.com', 'onprem/inventory//Service/web', WEB],
    id: [
      WEB,
      'onprem/inventory//Secret/hiding-secret',
      'onprem//',
      '00000000-0000-4000-8000-000000000000',
    ],
    task: ['task-1'],
    act: ['workload-restart', 'vm-start'],
    object: [WEB],
    ip: ['192.0.2.1', '10.0.0.1', '2001:db8::1'],
    uid: ['u'],
    owner: ['group:default/team-a'],
    container: ['web'],
    from: ['2026-01-01T00:00:00Z'],
  },
  objects: [
    settings,
    { ...settings, metadata: { name: 'more' } },
    ...inventory.filter(({ kind }) => kind === 'NetworkPolicy'),
    ...inventory,
  ],
  places: {
    '/v1/apps/{kind}/{namespace}/{name}': APP,
    '/v1/clusters/{cluster}': '/v1/clusters/onprem',
  },
  callers: [mockCredentials.user.header(), asService('plugin:scaffolder')],
  strangers: [
    mockCredentials.none.header(),
    mockCredentials.user.invalidHeader(),
  ],
};

interface Answer {
  status: number;
  text: string;
  /** Whether it comes row by row; then the first of them are its text. */
  inRows: boolean;
}

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    objects: [
      ...inventory,
      ...secrets,
      deployment('elsewhere', 'one'),
      deployment('elsewhere', 'two'),
    ],
    entities: [inventorySystem],
  });
});
afterAll(() => portal?.stop());

/** As Node sends it: other clients correct paths and headers. */
function send({
  method,
  path,
  as,
  headers,
  body,
}: RawRequest): Promise<Answer> {
  const { hostname, port, pathname } = new URL(portal.url);
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      {
        method,
        hostname,
        port,
        path: `${pathname}${path}`,
        headers: { authorization: as, ...headers },
        // What is kept open may be closed while values are made.
        agent: false,
        timeout: TIMEOUT_MS,
      },
      response => {
        const chunks: Buffer[] = [];
        const inRows = comesInRows(response.headers['content-type']);
        const done = () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            inRows,
          });
        response.on('data', chunk => {
          chunks.push(chunk);
          // What is followed has no end.
          if (inRows && chunk.includes('\n')) {
            done();
            call.destroy();
          }
        });
        response.on('end', done);
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.on('timeout', () => call.destroy(new Error('No answer comes')));
    call.end(body);
  });
}

/** What no answer holds: values of the cluster's objects, and of the portal's insides. */
const LEAKS: ReadonlyArray<[string, RegExp]> = [
  ['a value of an object', new RegExp(HIDDEN)],
  ['a stack', /\n\s+at |\bat \S+ \(\S+:\d+:\d+\)/],
  ['a place in the code', /node_modules|plugins\/hybrid-apps-backend|\.ts:\d+/],
];

/** What is wrong with an answer. */
function complaints(
  asked: RawRequest,
  { status, text, inRows }: Answer,
): string[] {
  const found = LEAKS.filter(([, leak]) => leak.test(text)).map(
    ([what]) => `tells ${what}`,
  );
  if (status >= 500) {
    found.push(`${status}: ${text.slice(0, 2_000)}`);
  }
  const [path] = asked.path.split('?');
  const operation = operationOf({ method: asked.method, path });
  // Of the HTTP server, which reads no further; HEAD, 204 and 304 have no body.
  if (
    status === 431 ||
    asked.method === 'HEAD' ||
    [204, 304].includes(status)
  ) {
    return found;
  }
  // Of the backend, where no plugin has such a route.
  if (operation === undefined && status === 404 && text === '') {
    return found;
  }
  let body: unknown;
  try {
    body = inRows
      ? rowsIn(text.slice(0, text.lastIndexOf('\n')))
      : JSON.parse(text);
  } catch {
    return [...found, `${status} without JSON: ${text.slice(0, 200)}`];
  }
  if (operation === undefined && status < 400) {
    return [...found, `${status} of no operation`];
  }
  return [
    ...found,
    ...violations(
      operation ? asked.method.toLocaleLowerCase('en-US') : 'get',
      operation ? path : '/v1/clusters',
      { status, body },
    ),
  ];
}

/** What these are for is not in this portal: a VM that runs, a console that is open, a plan. */
const LOOKED_FOR: readonly string[] = [
  'openConsole',
  'endConsole',
  'cancelPlan',
];

describe('whatever is sent', () => {
  process.stderr.write(
    `requests to each route: ${numRuns}, ROUTES_FUZZ_SEED=${seed} repeats them\n`,
  );
  const operations = fuzzRequests(spec, estate);

  // Otherwise nothing is tried but what stands before the routes.
  it.each(operations)('some of it is what $id takes', async ({ id, good }) => {
    const statuses = new Set<number>();
    for (const asked of fc.sample(good, { seed: 1, numRuns: 30 })) {
      const answer = await send(asked);
      statuses.add(answer.status);
      expect(complaints(asked, answer)).toEqual([]);
    }
    // What another of these tests created is taken, which is told of no nonsense.
    const taken = [200, 204, 409, ...(LOOKED_FOR.includes(id) ? [404] : [])];
    expect([...statuses].some(status => taken.includes(status))).toBe(true);
  });

  it.each(operations)(
    '$id answers by the document, and tells nothing that it should not',
    async ({ requests }) => {
      await fc.assert(
        fc.asyncProperty(requests, async asked => {
          expect(complaints(asked, await send(asked))).toEqual([]);
        }),
        { numRuns, seed },
      );
    },
  );

  it('leaves the portal as it was', async () => {
    expect(Reflect.get({}, 'x')).toBeUndefined();
    const { status, body } = await portal.get(`${APP}/topology`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(WEB);
  });
});
