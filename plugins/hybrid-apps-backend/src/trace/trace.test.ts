import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCases, stopsOf, traced, waysOf } from './__testUtils__/cases';

const files = readdirSync(join(__dirname, 'testdata')).filter(
  file => file !== 'base.yaml',
);

const isObject = (to: string) => to.startsWith('c/');

describe.each(files)('the way of a request: %s', file => {
  it.each(readCases(file).map(one => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      const trace = await traced(one);
      const told = {
        ...(one.ways && { ways: waysOf(trace) }),
        ...(one.stops && { stops: stopsOf(trace) }),
        ...(one.hosts && { hosts: trace.hosts }),
      };
      const { ways, stops, hosts } = one;
      expect(told).toEqual({
        ...(ways && { ways }),
        ...(stops && { stops }),
        ...(hosts && { hosts }),
      });
      expect(trace.left).toBe(0);
      expect(trace.othersHidden).toBe(
        one.sees !== undefined && !isObject(one.to),
      );
      // The same objects in another order are the same way.
      expect(await traced(one, true)).toEqual(trace);
    },
  );
});

it('follows some ways, tells those that break first, and counts the others', async () => {
  const [one] = readCases('well.yaml');
  const paths = Array.from({ length: 30 }, (_, index) => ({
    path: `/${index}`,
    pathType: 'Prefix',
    backend: {
      service: { name: index === 29 ? 'none' : 'web', port: { number: 80 } },
    },
  }));
  const trace = await traced({
    ...one,
    to: 'c/shop/networking.k8s.io/Ingress/front',
    change: {
      'Ingress front': {
        spec: { rules: [{ host: 'shop.example.com', http: { paths } }] },
      },
    },
  });
  expect(trace.ways).toHaveLength(10);
  expect(trace.more).toBe(20);
  expect(stopsOf(trace)).toEqual([
    'service.missing: service=none namespace=shop @ Ingress front spec.rules[0].http.paths[29].backend',
  ]);
  expect(trace.ways[0].state).toBe('breaks');
});
