import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { healthOf } from '..';
import { createStoreFromObjects } from '../../clusters';
import { groupOf } from '../../objects';

const CASE = z.strictObject({
  name: z.string(),
  /** The first is judged; the others are the rest of its cluster. */
  objects: z
    .array(
      z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        metadata: z.looseObject({
          name: z.string(),
          namespace: z.string().optional(),
        }),
      }),
    )
    .min(1),
  health: z.strictObject({
    state: z.enum([
      'healthy',
      'progressing',
      'degraded',
      'stopped',
      'unknown',
      'unjudged',
    ]),
    reason: z.string().optional(),
    settled: z.literal(true).optional(),
    /** A pattern. */
    message: z.string().optional(),
  }),
});

type Case = z.infer<typeof CASE>;

/** The cases of a file, a document each. */
export const readCases = (file: string): Case[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
    const parsed = CASE.safeParse(document.toJS());
    if (!parsed.success) {
      throw new Error(
        `A case of ${file} cannot be read: ${z.prettifyError(parsed.error)}`,
      );
    }
    return parsed.data;
  });

/** Judges the first of some objects as the portal does, by what its store keeps of them. */
export function judgeFirst(objects: Case['objects']) {
  const store = createStoreFromObjects('onprem', objects);
  const { apiVersion, kind, metadata } = objects[0];
  const { namespace, name } = metadata;
  const found = store.get({
    group: groupOf(apiVersion),
    kind,
    namespace,
    name,
  });
  if (!found) {
    throw new Error(`The store does not keep ${kind} ${name}`);
  }
  return healthOf(found, store);
}

/** Tests that each case of a file is judged as it says, whatever the order of the other objects. */
export function testCases(file: string) {
  it.each(readCases(file).map(one => [one.name, one] as const))(
    '%s',
    (_, { objects, health: { message, ...expected } }) => {
      const judged = judgeFirst(objects);
      expect(judged).toMatchObject(expected);
      expect(judged.settled).toBe(expected.settled);
      if (message !== undefined) {
        expect(judged.message).toMatch(new RegExp(message));
      }
      const [first, ...others] = objects;
      expect(judgeFirst([first, ...others.reverse()])).toEqual(judged);
    },
  );
}
