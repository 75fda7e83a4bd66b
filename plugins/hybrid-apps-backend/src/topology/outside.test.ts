import { draw } from '../__testUtils__/drawn';
import { PlainObject } from '../clusters';

const shop = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
};

/** A Service that somebody gave these endpoints. */
const leading = (
  name: string,
  addressType: string,
  addresses: readonly string[],
): PlainObject[] => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      labels: { 'app.kubernetes.io/part-of': 'shop' },
    },
    spec: { ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-1`,
      namespace: 'shop',
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType,
    endpoints: addresses.map(address => ({ addresses: [address] })),
  },
];

const outsideOf = (objects: readonly PlainObject[]) =>
  draw(shop, objects).nodes.filter(({ kind }) => kind === 'External');

const many = Array.from(
  { length: 1_000 },
  (_, index) => `${'a'.repeat(60)}.h${String(index).padStart(3, '0')}.example`,
);

it('counts all places that a Service leads to, and tells some of them', () => {
  const [{ id, name, facts }, ...others] = outsideOf([
    ...leading('one', 'FQDN', many),
    ...leading('other', 'FQDN', many),
  ]);
  expect(others).toEqual([]);
  expect(name).toMatch(/\.h002\.example and 997 more$/);
  expect(facts.hosts).toEqual(many.slice(0, 20));
  expect(id.length).toBeLessThan(100);
});

it('knows places apart that are the same as far as they are told', () => {
  expect(
    outsideOf([
      ...leading('one', 'FQDN', many),
      ...leading('other', 'FQDN', many.slice(0, -1)),
    ]),
  ).toHaveLength(2);
});

it('has no place outside for a name of the cluster, wherever it is written', () => {
  expect(outsideOf(leading('one', 'FQDN', ['db.data.svc']))).toEqual([]);
});
