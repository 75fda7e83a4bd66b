import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../clusters';
import { at, groupOf } from '../../objects';
import { About, Act, ActRight, Offer } from './types';

/** An act as it is offered for one object. */
export interface Offered {
  act: Act;
  offer: Offer;
}

const typeOf = ({ apiVersion, kind }: KubeObject) =>
  `${groupOf(apiVersion)}/${kind}`;

/**
 * What can be done to an object as it is now, and what not, with the reason.
 *
 * @param mayDo - what the caller may do to it; what not is offered with that as the reason
 */
export function offersFor(
  acts: readonly Act[],
  object: KubeObject,
  store: ClusterStore,
  mayDo: (right: ActRight) => Offer,
): Offered[] {
  const type = typeOf(object);
  return acts
    .filter(({ kinds }) => kinds.includes(type))
    .flatMap(act => {
      const offer = act.offer(object, store);
      if (!offer) {
        return [];
      }
      const allowed = mayDo(act.right);
      return { act, offer: allowed.possible ? offer : allowed };
    });
}

/** What an act was offered on, in short; another where `offer` or `steps` may say something else. */
export const basisOf = (
  act: Act,
  object: KubeObject,
  store: ClusterStore,
): string =>
  createHash('sha256')
    .update(JSON.stringify([act.id, act.basis(object, store)]))
    .digest('base64url')
    .slice(0, 22);

/** What is to be known of an object before an act is done to it. */
export const aboutOf = (
  act: Act,
  object: KubeObject,
  store: ClusterStore,
): About => act.about?.(object, store) ?? {};

const write = (input: z.ZodType) => z.toJSONSchema(input);

/** An act takes the same for ever, and to write that down takes longer than all else of an offer. */
const schemas = new WeakMap<z.ZodType, ReturnType<typeof write>>();

function writtenOf(input: z.ZodType) {
  const written = schemas.get(input) ?? write(input);
  schemas.set(input, written);
  return written;
}

/**
 * The JSON Schema of what an act takes, for forms: what can be chosen as `oneOf`
 * with titles, what is so now as `default`.
 */
export function schemaOf(
  { input }: Act,
  { choices = {}, now = {} }: About = {},
): Record<string, unknown> | undefined {
  if (!input) {
    return undefined;
  }
  const { properties, ...schema } = writtenOf(input);
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, property]) => [
        name,
        {
          ...Object(property),
          ...(choices[name] && {
            oneOf: choices[name].map(({ value, label }) => ({
              const: value,
              title: label,
            })),
          }),
          ...(now[name] !== undefined && { default: now[name] }),
        },
      ]),
    ),
  };
}

/**
 * What was asked of an act, as it takes it.
 *
 * @throws InputError
 */
export function inputOf(
  act: Act,
  input: unknown,
  { choices = {} }: About,
): unknown {
  if (!act.input) {
    if (input !== undefined) {
      throw new InputError(`'${act.id}' takes no input.`);
    }
    return undefined;
  }
  const parsed = act.input.safeParse(input);
  if (!parsed.success) {
    throw new InputError(
      `'${act.id}' does not take that input: ${parsed.error.issues
        .map(({ path, message }) =>
          [path.join('.'), message].filter(Boolean).join(': '),
        )
        .join('; ')}`,
    );
  }
  for (const [name, of] of Object.entries(choices)) {
    const chosen = at(parsed.data, name);
    if (chosen !== undefined && of.every(({ value }) => value !== chosen)) {
      throw new InputError(
        `'${act.id}' takes '${name}' as one of ${of
          .map(({ value }) => value)
          .join(', ')}.`,
      );
    }
  }
  return parsed.data;
}
