import { createStoreFromObjects } from '../kinds';
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
  ingressWays(scene, [ingress], { host: 'shop.example.com', path });

it('finds the one path of very many', () => {
  const [way, ...others] = asked(`/${PATHS - 1}/cart`);
  expect(others).toEqual([]);
  expect(way.to?.evidence?.fieldPath).toBe(
    `spec.rules[0].http.paths[${PATHS - 1}].backend`,
  );
});

it('tells some of very many paths where none takes the request', () => {
  const [way] = asked('/none');
  expect(stateOf(way.hops)).toBe('breaks');
  const { values, evidence } = way.hops[way.hops.length - 1];
  expect(values.paths).toMatch(/^\/0, \/1, .*…$/);
  expect(evidence?.value).toMatch(/^\/0, \/1, .*…$/);
  expect(JSON.stringify(way.hops).length).toBeLessThan(10_000);
});
