import { createStoreFromObjects } from '../kinds';
import { counted } from '../__testUtils__/steps';
import { atOnce } from '../unhurried';
import { createBudget } from './budget';
import { gatewayWays } from './gateway';
import { stateOf } from './hop';
import { ingressWays } from './ingress';

/** More than a stack takes as arguments of one call. */
const PATHS = 150_000;

const store = createStoreFromObjects('c', []);
const scene = {
  store,
  sees: () => true,
  readsClusters: true,
  now: new Date('2026-02-01T00:00:00Z'),
  budget: createBudget(Infinity),
};

const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'front', namespace: 'shop', uid: 'front' },
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: Array.from({ length: PATHS }, (_, index) => ({
            path: `/${index}`,
            pathType: 'Prefix',
            backend: { service: { name: 'web', port: { number: 80 } } },
          })),
        },
      },
    ],
  },
};

const asked = (path: string) =>
  atOnce(ingressWays(scene, [ingress], { host: 'shop.example.com', path }));

it('finds the one path of very many', () => {
  const [way, ...others] = asked(`/${PATHS - 1}/cart`);
  expect(others).toEqual([]);
  expect(way.to?.evidence?.fieldPath).toBe(
    `spec.rules[0].http.paths[${PATHS - 1}].backend`,
  );
});

const small = (name: string) => ({
  ...ingress,
  metadata: { ...ingress.metadata, name, uid: name },
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: ingress.spec.rules[0].http.paths.slice(0, 10) },
      },
    ],
  },
});

it('lets others have their turn within one Ingress, and between many', () => {
  const at = { host: 'shop.example.com', path: '/none' };
  expect(counted(ingressWays(scene, [ingress], at)).count).toBeGreaterThan(
    PATHS / 1_000,
  );
  const many = Array.from({ length: 100 }, (_, index) => small(`i${index}`));
  expect(counted(ingressWays(scene, many, at)).count).toBeGreaterThan(99);
  expect(counted(ingressWays(scene, many, {})).count).toBeGreaterThan(999);
});

it('looks at so many rules, and counts the Ingresses that it leaves out', () => {
  const budget = createBudget(25);
  const many = Array.from({ length: 7 }, (_, index) => small(`i${index}`));
  const at = { host: 'shop.example.com', path: '/1' };
  const ways = atOnce(ingressWays({ ...scene, budget }, many, at));
  expect(ways.map(({ entry }) => entry.metadata.name)).toEqual([
    'i0',
    'i1',
    'i2',
  ]);
  expect(budget.left).toBe(4);
});

it('tells some of very many paths where none takes the request', () => {
  const [way] = asked('/none');
  expect(stateOf(way.hops)).toBe('breaks');
  const { values, evidence } = way.hops[way.hops.length - 1];
  expect(values.paths).toMatch(/^\/0, \/1, .*…$/);
  expect(evidence?.value).toMatch(/^\/0, \/1, .*…$/);
  expect(JSON.stringify(way.hops).length).toBeLessThan(10_000);
});

describe('on the listeners of a Gateway', () => {
  const GROUP = 'gateway.networking.k8s.io/v1';
  const gateway = {
    apiVersion: GROUP,
    kind: 'Gateway',
    metadata: { name: 'gw', namespace: 'shop', uid: 'gw' },
    spec: {
      listeners: ['a', 'b'].map(name => ({ name, protocol: 'HTTP', port: 80 })),
    },
  };
  const routeOf = (name: string, ...paths: object[]) => ({
    apiVersion: GROUP,
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'shop', uid: name },
    spec: {
      hostnames: ['shop.example.com'],
      parentRefs: [{ name: 'gw' }],
      rules: paths.map(path => ({
        matches: [{ path }],
        backendRefs: [{ name: 'web', port: 80 }],
      })),
    },
  });
  const inGateway = {
    ...scene,
    store: createStoreFromObjects('c', [gateway]),
  };
  const waysOf = (routes: ReturnType<typeof routeOf>[], path: string) =>
    atOnce(gatewayWays(inGateway, routes, { host: 'shop.example.com', path }));

  it('follows some of very many matches that may take a request', () => {
    const type = 'RegularExpression';
    const routes = Array.from({ length: 300 }, (_, index) =>
      routeOf(`r${index}`, { type, value: `/(a+)+${index}` }),
    );
    const budget = createBudget(Infinity);
    const { value, count } = counted(
      gatewayWays({ ...inGateway, budget }, routes, {
        host: 'shop.example.com',
        path: '/a',
      }),
    );
    expect(value).toHaveLength(200);
    // Of each listener, and each with a turn for others in between.
    expect(budget.left).toBe(400);
    expect(count).toBeGreaterThan(800);
  });

  it('finds the one match that takes it among very many', () => {
    const routes = Array.from({ length: 300 }, (_, index) =>
      routeOf(`r${index}`, { type: 'PathPrefix', value: `/${index}` }),
    );
    expect(
      waysOf(routes, '/299/cart').map(({ entry, to }) => [
        entry.metadata.name,
        to?.evidence?.fieldPath,
      ]),
    ).toEqual([
      ['r299', 'spec.rules[0].backendRefs[0]'],
      ['r299', 'spec.rules[0].backendRefs[0]'],
    ]);
  });

  it('takes the first of a route of two matches that are equal', () => {
    const path = { type: 'PathPrefix', value: '/' };
    const [way] = waysOf([routeOf('r', path, path, path)], '/');
    expect(way.to?.evidence?.fieldPath).toBe('spec.rules[0].backendRefs[0]');
  });
});
