import {
  APP,
  manifest,
  settings,
  startTeamsPortal,
  toMongodb,
  peer,
} from '../../__testUtils__/teams';
import { asService } from '../../__testUtils__/portal';

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());
beforeEach(() => portal.reset());

const PREVIEW = `${APP}/policy/preview`;
const APPLY = '/v1/clusters/onprem/apply';

const policy = (spec: object, name = 'web') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'inventory' },
  spec: { podSelector: {}, ...spec },
});
const preview = (...apply: object[]) =>
  portal.post(PREVIEW, { cluster: 'onprem', apply });

describe('a body', () => {
  it.each([
    ['in a text', '{"cluster":"\\ud800"}'],
    ['the second half', '{"cluster":"a\\uDC00b"}'],
    ['in a key', '{"cluster":"onprem","\\ud83d":1}'],
    ['deep in it', '{"cluster":"onprem","apply":[{"a":[{"b":"\\ud83dx"}]}]}'],
    ['two first halves', '{"cluster":"\\ud83d\\ud83d"}'],
  ])('is refused with half a character: %s', async (_, body) => {
    const { status, body: answer } = await portal.post(PREVIEW, body);
    expect(status).toBe(400);
    expect(answer.error.message).toContain('half of a surrogate pair');
  });

  it('is read with whole ones, however they are written', async () => {
    for (const cluster of ['"\\ud83d\\ude00"', '"😀"', '"\\\\ud800"']) {
      const { status } = await portal.post(PREVIEW, `{"cluster":${cluster}}`);
      expect(status).toBe(404);
    }
  });

  const long = (kilobytes: number) => 'x'.repeat(kilobytes * 1_000);
  const annotated = (kilobytes: number) => ({
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { long: long(kilobytes) } },
  });

  it.each<[string, number, (kilobytes: number) => object]>([
    [
      APPLY,
      5_000,
      size => ({ task: 'any', dryRun: true, manifests: [annotated(size)] }),
    ],
    [
      PREVIEW,
      500,
      size => ({
        cluster: 'onprem',
        apply: [
          {
            ...policy({}),
            metadata: { ...annotated(size).metadata, name: 'web' },
          },
        ],
      }),
    ],
    [
      '/v1/clusters/onprem/readiness',
      250,
      size => ({ objects: [{ ...settings, name: long(size) }] }),
    ],
    ['/v1/tasks/undo', 250, size => ({ task: long(size) })],
    [
      '/v1/reachability',
      250,
      size => toMongodb({ ...peer('Deployment', long(size)) }),
    ],
  ])('of %s is read up to %d kB', async (route, kilobytes, bodyOf) => {
    const send = async (size: number) => {
      const as = asService('plugin:scaffolder');
      const { status, body } = await portal.post(route, bodyOf(size), { as });
      return { status, message: body.error?.message };
    };
    expect(await send(kilobytes)).toEqual({
      status: 400,
      message: `The body is longer than the ${kilobytes} kB that are read here. Send fewer or shorter objects at once.`,
    });
    const { message = '' } = await send(kilobytes - 1);
    expect(message).not.toContain('are read here');
  });

  it.each([APPLY, PREVIEW])(
    'of %s is 400 where it has too many fields and items, and no sooner',
    async route => {
      const send = async (text: string) => {
        const { status, body } = await portal.post(route, text);
        return { status, message: body.error.message };
      };
      // The list, the object and each comma count; commas in texts do not.
      const items = (count: number) =>
        `{"a":[",,\\",",${Array(count - 2).fill('1')}]}`;
      expect(await send(items(50_001))).toEqual({
        status: 400,
        message:
          'The body is not read: it has more than 50000 fields and items. Send fewer or smaller objects at once.',
      });
      expect((await send(items(50_000))).message).not.toContain('is not read');
    },
  );

  const NO_UTF_8 = 'The body is not read: JSON is written in UTF-8.';
  it.each([
    ['application/json; charset=utf-16', 400, NO_UTF_8],
    ['application/json; charset="iso-8859-1"', 400, NO_UTF_8],
    ['application/json; charset=UTF-8', 404, 'nobody'],
    ['application/json;charset="utf-8"; q=1', 404, 'nobody'],
  ])('that is %s is answered with %d', async (type, expected, message) => {
    const { status, body } = await portal.post(
      '/v1/reachability',
      toMongodb(peer('Deployment', 'nobody')),
      { headers: { 'Content-Type': type } },
    );
    expect(status).toBe(expected);
    expect(body.error.message).toContain(message);
  });

  it.each([APPLY, PREVIEW, '/v1/reachability'])(
    'of %s is 400 where it is too deep or no JSON',
    async route => {
      const send = async (text: string) => {
        const { status, body } = await portal.post(route, text);
        return { status, message: body.error.message };
      };
      const nested = (depth: number) =>
        `{"a":${'['.repeat(depth)}"[[{"${']'.repeat(depth)}}`;
      expect(await send(nested(5_000))).toEqual({
        status: 400,
        message:
          'The body is not read: it has objects or lists more than 100 deep in each other; no manifest needs that.',
      });
      expect((await send('{"a":'.repeat(10_000))).status).toBe(400);
      const broken = await send('{"cluster":');
      expect(broken.status).toBe(400);
      expect(broken.message).toContain('The body is no JSON: ');
      // As deep as may be; brackets in texts do not count.
      const deep = await send(nested(99).replace('[[{', '[[{'.repeat(200)));
      expect(deep.message).not.toContain('deep');
    },
  );
});

describe('a preview', () => {
  const range = (length: number) => Array.from({ length }, (_, index) => index);
  const cidr = (index: number) => ({
    ipBlock: { cidr: `203.${Math.floor(index / 250)}.${index % 250}.0/24` },
  });
  const rules = (count: number) =>
    range(count).map(index => ({
      from: [cidr(index)],
      ports: [{ port: 1 + index }],
    }));

  it('answers of as many rules, peers and ports as it takes', async () => {
    // 166 rules with a peer and a port each are 498.
    const { status } = await preview(policy({ ingress: rules(166) }));
    expect(status).toBe(200);
  });

  it.each<[string, object[], string]>([
    [
      'rules',
      [policy({ ingress: rules(167) })],
      'NetworkPolicy web has 501 rules, peers, ports and other listed items; a preview takes 500.',
    ],
    [
      'peers',
      [policy({ ingress: [{ from: range(500).map(cidr) }] })],
      'NetworkPolicy web has 501 ',
    ],
    [
      'ports',
      [policy({ ingress: [{ ports: range(500).map(port => ({ port })) }] })],
      'NetworkPolicy web has 501 ',
    ],
    [
      'policies',
      [
        policy({ ingress: rules(20) }, 'small'),
        policy({ ingress: rules(90) }, 'one'),
        policy({ ingress: rules(100) }, 'other'),
      ],
      'NetworkPolicy other has 300 rules, peers, ports and other listed items, all policies together 630; a preview takes 500.',
    ],
    [
      'labels',
      [
        policy({
          podSelector: {
            matchLabels: Object.fromEntries(
              range(5_000).map(index => [`label${index}`, 'v']),
            ),
          },
        }),
      ],
      ' characters of selectors and other texts; a preview takes 40000.',
    ],
    [
      'characters of a selector',
      [
        {
          apiVersion: 'projectcalico.org/v3',
          kind: 'NetworkPolicy',
          metadata: { name: 'web', namespace: 'inventory' },
          spec: {
            selector: range(4_000)
              .map(index => `a != 'x${index}'`)
              .join(' && '),
          },
        },
      ],
      ' characters of selectors and other texts; a preview takes 40000.',
    ],
  ])('refuses too many %s, and names them', async (_, policies, message) => {
    const { status, body } = await preview(...policies);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });
});
