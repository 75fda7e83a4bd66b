import fc from 'fast-check';
import { Json, recordAt } from '../objects';
import { kindOf } from '../kinds';
import { applyFields } from './apply';
import { fromFieldsV1, toFieldsV1 } from './fields';
import { Manager, readManagedFields } from './managers';

const requireKind = (group: string, kind: string) => {
  const def = kindOf(group, kind);
  if (!def) {
    throw new Error(`no ${kind}`);
  }
  return def;
};

const deployment = requireKind('apps', 'Deployment');

const by = (manager: string): Manager & { time: string } => ({
  manager,
  operation: 'Apply',
  apiVersion: 'apps/v1',
  time: '2026-01-01T00:00:00Z',
});

const apply = (live: Json, config: Json, manager: string, force = false) =>
  applyFields(deployment, live, config, by(manager), { force });

/** Applies where nothing is in the way. */
const applied = (live: Json, config: Json, manager: string, force = false) => {
  const result = apply(live, config, manager, force);
  if ('conflicts' in result) {
    throw new Error(`conflicts: ${JSON.stringify(result.conflicts)}`);
  }
  return result.object;
};

const ofContainers = (...containers: Json[]): Json => ({
  spec: { template: { spec: { containers } } },
});
const containersOf = (object: Json) =>
  recordAt(object, 'spec', 'template', 'spec').containers;

describe('server-side apply', () => {
  it('merges keyed lists item by item', () => {
    const first = applied(
      {},
      ofContainers({
        name: 'web',
        image: 'a:1',
        ports: [{ containerPort: 80 }],
      }),
      'one',
    );
    const second = applied(
      first,
      ofContainers(
        { name: 'web', env: [{ name: 'A', value: '1' }] },
        { name: 'proxy', image: 'p:1' },
      ),
      'two',
    );
    expect(containersOf(second)).toEqual([
      {
        name: 'web',
        image: 'a:1',
        ports: [{ containerPort: 80 }],
        env: [{ name: 'A', value: '1' }],
      },
      { name: 'proxy', image: 'p:1' },
    ]);
  });

  it('takes out an item that nobody applies any more, and keeps what others want of it', () => {
    const both = applied(
      applied(
        {},
        ofContainers(
          { name: 'web', image: 'a:1' },
          { name: 'old', image: 'o:1' },
        ),
        'one',
      ),
      ofContainers({ name: 'old', env: [{ name: 'A', value: '1' }] }),
      'two',
    );
    const without = applied(
      both,
      ofContainers({ name: 'web', image: 'a:1' }),
      'one',
    );
    expect(containersOf(without)).toEqual([
      { name: 'web', image: 'a:1' },
      { name: 'old', env: [{ name: 'A', value: '1' }] },
    ]);
    expect(containersOf(applied(without, {}, 'two'))).toEqual([
      { name: 'web', image: 'a:1' },
    ]);
  });

  it('knows a port by its number and protocol, which is TCP if left out', () => {
    const live = applied(
      {},
      ofContainers({
        name: 'web',
        ports: [{ containerPort: 53, protocol: 'TCP' }],
      }),
      'one',
    );
    const merged = applied(
      live,
      ofContainers({
        name: 'web',
        ports: [
          { containerPort: 53, name: 'dns-tcp' },
          { containerPort: 53, protocol: 'UDP' },
        ],
      }),
      'two',
    );
    expect(containersOf(merged)).toEqual([
      {
        name: 'web',
        ports: [
          { containerPort: 53, protocol: 'TCP', name: 'dns-tcp' },
          { containerPort: 53, protocol: 'UDP' },
        ],
      },
    ]);
  });

  it('names each field that someone else set otherwise', () => {
    const live = applied(
      {},
      {
        spec: {
          replicas: 1,
          ...recordAt(ofContainers({ name: 'web', image: 'a:1' }), 'spec'),
        },
      },
      'one',
    );
    const config = {
      spec: {
        replicas: 2,
        ...recordAt(ofContainers({ name: 'web', image: 'a:2' }), 'spec'),
      },
    };
    expect(apply(live, config, 'two')).toEqual({
      conflicts: [
        { manager: '"one"', field: '.spec.replicas' },
        {
          manager: '"one"',
          field: '.spec.template.spec.containers[name="web"].image',
        },
      ],
    });
  });

  it('lets two managers agree on a value', () => {
    const live = applied({}, { spec: { replicas: 1 } }, 'one');
    const shared = applied(live, { spec: { replicas: 1 } }, 'two');
    expect(applied(shared, {}, 'one')).toMatchObject({ spec: { replicas: 1 } });
  });

  const labels = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.constantFrom('1', '2'),
    { minKeys: 1 },
  );
  const configs = fc.record({
    metadata: fc.record({ labels }),
    spec: fc.record(
      {
        replicas: fc.nat(3),
        template: fc.record({
          spec: fc.record({
            containers: fc.uniqueArray(
              fc.record(
                {
                  name: fc.constantFrom('web', 'proxy', 'log'),
                  image: fc.constantFrom('a:1', 'a:2'),
                  args: fc.array(fc.constantFrom('x', 'y')),
                },
                { requiredKeys: ['name'] },
              ),
              { minLength: 1, selector: container => container.name },
            ),
          }),
        }),
      },
      { requiredKeys: [] },
    ),
  });

  it('changes nothing when the same is applied again', () => {
    fc.assert(
      fc.property(configs, configs, (one, two) => {
        const live = applied(applied({}, one, 'one'), two, 'two', true);
        expect(applied(live, two, 'two')).toEqual(live);
      }),
    );
  });

  it('gives the manager all that it applied, and no conflict with itself', () => {
    fc.assert(
      fc.property(configs, configs, configs, (one, two, next) => {
        const live = applied(applied({}, one, 'one'), two, 'two', true);
        const result = applied(live, next, 'two', true);
        expect(result).toMatchObject({
          metadata: { labels: next.metadata.labels },
        });
        expect(recordAt(result, 'spec').replicas).toBe(
          next.spec.replicas ?? keptReplicas(one, two),
        );
      }),
    );
  });

  /** Who else applied the field, and did not lose it, keeps it. */
  function keptReplicas(
    one: { spec: { replicas?: number } },
    two: { spec: { replicas?: number } },
  ) {
    const isLost =
      two.spec.replicas !== undefined &&
      two.spec.replicas !== one.spec.replicas;
    return isLost ? undefined : one.spec.replicas;
  }

  it('leaves nothing behind of a manager that is alone and lets go', () => {
    fc.assert(
      fc.property(configs, config => {
        const { metadata, ...left } = applied(
          applied({}, config, 'one'),
          {},
          'one',
        );
        expect(left).toEqual({});
        expect(metadata).toEqual({ managedFields: [] });
      }),
    );
  });

  it('writes sets of fields as FieldsV1, and reads them back', () => {
    fc.assert(
      fc.property(configs, config => {
        const [entry] = readManagedFields(applied({}, config, 'one'));
        expect(fromFieldsV1(toFieldsV1(entry.fields))).toEqual(entry.fields);
      }),
    );
  });
});
