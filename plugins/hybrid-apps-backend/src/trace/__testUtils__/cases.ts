import {
  Trace,
  TraceHop,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { traceRequest } from '..';
import { readYamlCases } from '../../__testUtils__/yamlCases';
import { resolveApp } from '../../apps';
import { PlainObject } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { EVERYTHING, shownStore, Sight } from '../../namespaces';
import { answerInPlace } from '../../policy';

const TESTDATA = join(__dirname, '../testdata');

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

const caseShape = z.strictObject({
  name: z.string(),
  to: z.string(),
  /** What is other than in base.yaml: a merge patch of `Kind name`, null where it is gone. */
  change: z.record(z.string(), z.unknown()).default({}),
  add: z.array(object).default([]),
  /** Namespaces that the viewer sees; all, and what is in none, unless told. */
  sees: z.array(z.string()).optional(),
  /** Kinds that the portal may not read. */
  unread: z.array(z.string()).default([]),
  /**
   * A line for each way: `Ingress front passes: class.known …`, its ends after
   * `|`. What breaks has `!` behind it, what is not known `?`.
   */
  ways: z.array(z.string()).optional(),
  /** What does not pass, of all ways, DNS aside: `port.missing: port=ftp @ Service web spec.ports`. */
  stops: z.array(z.string()).optional(),
  hosts: z.array(z.string()).optional(),
});
export type Case = z.infer<typeof caseShape>;

export const readCases = (file: string): Case[] =>
  readYamlCases(join(TESTDATA, file), caseShape);

const base: PlainObject[] = z
  .array(z.custom<PlainObject>(value => object.safeParse(value).success))
  .parse(parse(readFileSync(join(TESTDATA, 'base.yaml'), 'utf8')));

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) {
    return patch;
  }
  const from = isMap(target) ? target : {};
  return Object.fromEntries(
    [...new Set([...Object.keys(from), ...Object.keys(patch)])].flatMap(key => {
      const value = key in patch ? merged(from[key], patch[key]) : from[key];
      return value === null ? [] : [[key, value]];
    }),
  );
}

function objectsOf({ change, add }: Case): PlainObject[] {
  const left = new Set(Object.keys(change));
  const changed = base.flatMap(one => {
    const key = `${one.kind} ${one.metadata.name}`;
    if (!left.delete(key)) {
      return [one];
    }
    const patch = change[key];
    return patch === null ? [] : [merged(one, patch)];
  });
  if (left.size > 0) {
    throw new Error(`base.yaml has no ${[...left].join(', ')}`);
  }
  return z
    .array(z.custom<PlainObject>(value => object.safeParse(value).success))
    .parse([...changed, ...add]);
}

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop', namespace: 'default' },
};

/** What is answered in a case, by the objects in this order or the other. */
export async function traced(one: Case, isTurned = false): Promise<Trace> {
  const objects = objectsOf(one);
  const whole = createStoreFromObjects(
    'c',
    isTurned ? objects.reverse() : objects,
    {
      ...(one.unread.length > 0 && {
        knowledge: one.unread.map(kind => ({
          cluster: 'c',
          kind,
          state: 'forbidden' as const,
        })),
      }),
    },
  );
  const { sees } = one;
  const sight: Sight = sees
    ? { sees: (_, name) => sees.includes(name), readsClusters: false }
    : EVERYTHING;
  const store = sees
    ? shownStore(whole, {
        sees: name => sees.includes(name),
        namespaces: sees,
        readsClusters: false,
      })
    : whole;
  const policies = answerInPlace();
  return traceRequest(
    one.to,
    {
      members: resolveApp({ entity, parts: [] }, [store]),
      stores: [store],
      sight,
      knowledge: [],
    },
    {
      now: new Date('2026-02-01T00:00:00Z'),
      ask: {
        entries: routes => policies.entries(routes, whole),
        fromSource: async () => undefined,
      },
    },
  );
}

const MARKS = { passes: '', breaks: '!', unknown: '?' } as const;

const marked = (hops: readonly TraceHop[]) =>
  hops.map(({ code, state }) => `${code}${MARKS[state]}`).join(' ');

/** The ways as a case tells them. */
export const waysOf = ({ ways }: Trace): string[] =>
  ways.map(({ entry, state, hops, ends, more }) =>
    [
      `${entry.kind} ${entry.name} ${state}: ${marked(hops)}`,
      ...ends.map(end => marked(end.hops)),
      ...(more > 0 ? [`${more} more`] : []),
    ].join(' | '),
  );

function stopOf({ code, values, evidence }: TraceHop): string {
  // Sentences of the engine are told by the engine's own tests.
  const { summary, ...told } = values;
  const words = Object.entries(told)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  const { object: by, fieldPath } = evidence ?? {};
  return [
    words ? `${code}: ${words}` : code,
    ...(by ? [`@ ${by.kind} ${by.name}`] : []),
    ...(fieldPath ? [fieldPath] : []),
  ].join(' ');
}

/** What does not pass, once each. */
export const stopsOf = ({ ways }: Trace): string[] => [
  ...new Set(
    ways
      .flatMap(({ hops, ends }) => [...hops, ...ends.flatMap(end => end.hops)])
      .filter(
        ({ code, state }) => state !== 'passes' && !code.startsWith('dns'),
      )
      .map(stopOf),
  ),
];
