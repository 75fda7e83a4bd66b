import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { healthOf } from '..';
import { createStoreFromObjects, PlainObject } from '../../clusters';

const plainObject = z.custom<PlainObject>(
  value =>
    z
      .looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        metadata: z.looseObject({ name: z.string() }),
      })
      .safeParse(value).success,
  'an object needs apiVersion, kind and metadata.name',
);

const caseShape = z.strictObject({
  name: z.string(),
  /** What is on the cluster; the first one is judged. */
  objects: z.array(plainObject).min(1),
  /** Right down to each field; a message between slashes is a pattern. */
  health: z.strictObject({
    state: z.string(),
    reason: z.string().optional(),
    message: z.string().optional(),
    since: z.string().optional(),
    progress: z.number().optional(),
    settled: z.literal(true).optional(),
  }),
});
type Case = z.infer<typeof caseShape>;

const expectedOf = ({ health: { message, ...health } }: Case) => {
  const pattern = message?.match(/^\/(.+)\/$/)?.[1];
  return {
    ...health,
    ...(message !== undefined && {
      message: pattern ? expect.stringMatching(pattern) : message,
    }),
  };
};

function judge(objects: readonly PlainObject[], of: PlainObject) {
  const store = createStoreFromObjects('onprem', objects);
  const group = of.apiVersion.includes('/') ? of.apiVersion.split('/')[0] : '';
  const { namespace, name } = of.metadata;
  const object = store.get({ group, kind: of.kind, namespace, name });
  if (!object) {
    throw new Error(`${of.kind} ${name} is not in the store`);
  }
  const { source, ...health } = healthOf(object, store);
  return health;
}

/** Each object once in front of each other, in both directions. */
const ordersOf = <T>(items: readonly T[]): T[][] =>
  items.flatMap((_, start) => {
    const turned = [...items.slice(start), ...items.slice(0, start)];
    return [turned, [...turned].reverse()];
  });

const unique = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map(value => [JSON.stringify(value), value])).values(),
];

/**
 * The documents of a YAML file beside a kind's rule: the name of each, what its
 * first object is judged to be, whatever the order of the objects, and what it
 * should be.
 *
 * @param folder - `__dirname` of the test
 */
export function casesIn(
  folder: string,
  file: string,
): Array<[string, { answers: () => unknown[]; expected: unknown }]> {
  return parseAllDocuments(
    readFileSync(join(folder, 'testdata', file), 'utf8'),
  ).map(document => {
    const one = caseShape.parse(document.toJS());
    const [judged] = one.objects;
    return [
      one.name,
      {
        answers: () =>
          unique(ordersOf(one.objects).map(objects => judge(objects, judged))),
        expected: expectedOf(one),
      },
    ];
  });
}
