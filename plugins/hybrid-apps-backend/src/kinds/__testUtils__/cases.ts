import { join } from 'node:path';
import { z } from 'zod';
import { createStoreFromObjects, healthOf, insideOf } from '..';
import { PlainObject } from '../../clusters';
import { groupOf } from '../../objects';
import { readYamlCases } from '../../__testUtils__/yamlCases';

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

/** A store of some objects, and one of them as it keeps it. */
function keptOf(
  objects: readonly PlainObject[],
  of: PlainObject,
  options: Parameters<typeof createStoreFromObjects>[2] = {},
) {
  const store = createStoreFromObjects('onprem', objects, options);
  const { namespace, name } = of.metadata;
  const object = store.get({
    group: groupOf(of.apiVersion),
    kind: of.kind,
    namespace,
    name,
  });
  if (!object) {
    throw new Error(`${of.kind} ${name} is not in the store`);
  }
  return { object, store };
}

/** Judges one of some objects as the portal does, by what its store keeps of them: the first unless told. */
export function judgeFirst(
  objects: readonly PlainObject[],
  of: PlainObject = objects[0],
) {
  const { object, store } = keptOf(objects, of);
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
 * The documents of a YAML file beside a kind's rule.
 *
 * @param folder - `__dirname` of the test
 */
export const readCases = (folder: string, file: string): Case[] =>
  readYamlCases(join(folder, 'testdata', file), caseShape);

/**
 * The cases of such a file: the name of each, what its first object is judged
 * to be, whatever the order of the objects, and what it should be.
 *
 * @param folder - `__dirname` of the test
 */
export const casesIn = (
  folder: string,
  file: string,
): Array<[string, { answers: () => unknown[]; expected: unknown }]> =>
  readCases(folder, file).map(one => [
    one.name,
    {
      answers: () =>
        unique(
          ordersOf(one.objects).map(objects =>
            judgeFirst(objects, one.objects[0]),
          ),
        ),
      expected: expectedOf(one),
    },
  ]);

const insideShape = z.strictObject({
  name: z.string(),
  /** What is on the cluster; the inside of the first one is told. */
  objects: z.array(plainObject).min(1),
  /** Kinds that could not be read. */
  unread: z.array(z.string()).default([]),
  /** Whether its reader may read clusters. */
  readsClusters: z.boolean().default(true),
  /** Each part that is named, right down to each field; others are not looked at. */
  inside: z.record(z.string(), z.unknown()),
});

/**
 * The cases of a file with what objects are made of: what is told of the first
 * object of each, whatever the order of the objects, and what should be.
 *
 * @param folder - `__dirname` of the test
 */
export const insideCases = (
  folder: string,
  file: string,
): Array<[string, { answers: () => unknown[]; expected: unknown }]> =>
  readYamlCases(join(folder, 'testdata', file), insideShape).map(
    ({ name, objects, unread, readsClusters, inside: expected }) => [
      name,
      {
        answers: () =>
          unique(
            ordersOf(objects).map(ordered => {
              const { object, store } = keptOf(ordered, objects[0], {
                knowledge: unread.map(kind => ({
                  cluster: 'onprem',
                  kind,
                  state: 'forbidden' as const,
                })),
              });
              const told = insideOf(object, store, { readsClusters });
              return Object.fromEntries(
                Object.keys(expected).map(part => [
                  part,
                  Object.entries(told ?? {}).find(
                    ([key]) => key === part,
                  )?.[1] ?? null,
                ]),
              );
            }),
          ),
        expected,
      },
    ],
  );
