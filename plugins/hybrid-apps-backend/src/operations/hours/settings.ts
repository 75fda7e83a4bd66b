import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { ANNOTATION_HOURS } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { AppEntities } from '../../catalog';
import { readStrictly } from '../../strictConfig';
import { DAYS, Hours } from './moments';
import { parseHours, whyNoTime, whyNoTimeZone } from './parse';

const KEY = 'hybridApps.hours';

/** A text of which nothing says why it is none. */
const sound = (why: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const message = why(text);
    if (message !== undefined) {
      context.addIssue({ code: 'custom', message });
    }
  });

const app = z.string().transform((text, context) => {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'system',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    context.addIssue({ code: 'custom', message: toError(error).message });
    return z.NEVER;
  }
});

const settings = z.strictObject({
  annotations: z.boolean().default(false),
  apps: z
    .array(
      z.strictObject({
        app,
        days: z
          .array(z.enum(DAYS))
          .min(1)
          .default([...DAYS]),
        from: sound(text => whyNoTime(text)),
        to: sound(text => whyNoTime(text, '24:00')),
        timeZone: sound(whyNoTimeZone),
      }),
    )
    .default([]),
});

/** Which hours are followed. */
export interface HoursSettings {
  /** Whether those count that the annotation of an entity names. */
  annotations: boolean;
  /** By the entity reference of the app. */
  apps: ReadonlyMap<string, Hours>;
}

/**
 * `hybridApps.hours` of app-config.
 *
 * @throws InputError that names each key that is wrong
 */
export function readHours(config: Config): HoursSettings {
  const { annotations, apps } = readStrictly(config, KEY, settings);
  return {
    annotations,
    apps: new Map(apps.map(({ app: ref, ...hours }) => [ref, hours])),
  };
}

/** So much is told of what is wrong with an annotation, which may be as long as somebody likes. */
const MOST_LETTERS = 300;

/** Hours of an app, and who says so. */
export type AppHours =
  | { from: 'config'; hours: Hours }
  | { from: 'annotation'; hours: Hours }
  | { from: 'annotation'; problem: string };

/** The hours of an app, or what is wrong with them; undefined where nobody told any. */
export function hoursOf(
  { annotations, apps }: HoursSettings,
  { entity }: Pick<AppEntities, 'entity'>,
): AppHours | undefined {
  const told = apps.get(stringifyEntityRef(entity));
  if (told) {
    return { from: 'config', hours: told };
  }
  const text = entity.metadata.annotations?.[ANNOTATION_HOURS];
  if (text === undefined) {
    return undefined;
  }
  if (!annotations) {
    return {
      from: 'annotation',
      problem: `The portal follows no hours that entities name. Whoever runs it can have it do so by ${KEY}.annotations of app-config.`,
    };
  }
  try {
    return { from: 'annotation', hours: parseHours(text) };
  } catch (error) {
    return {
      from: 'annotation',
      problem: `${ANNOTATION_HOURS}: ${toError(error).message}`.slice(
        0,
        MOST_LETTERS,
      ),
    };
  }
}
