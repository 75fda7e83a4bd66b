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

/**
 * The cases of a file, a document each; those with several other objects also
 * with these in another order, which changes nothing.
 */
export const readCases = (file: string): Case[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    const { success, data, error } = CASE.safeParse(document.toJS());
    if (!success) {
      throw new Error(
        `A case of ${file} cannot be read: ${z.prettifyError(error)}`,
      );
    }
    const [first, ...others] = data.objects;
    return others.length > 1
      ? [
          data,
          {
            ...data,
            name: `${data.name}, in another order`,
            objects: [first, ...others.reverse()],
          },
        ]
      : [data];
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

/** How a case is judged, as far as it says how it should be; a message that fits as its pattern. */
export function judgedAs({ objects, health }: Case): Case['health'] {
  const { state, reason, settled, message } = judgeFirst(objects);
  return {
    state,
    ...(health.reason !== undefined && { reason }),
    ...(settled && { settled }),
    ...(health.message !== undefined && {
      message: new RegExp(health.message).test(message ?? '')
        ? health.message
        : message,
    }),
  };
}
