/** What modules add to the acts: taken in whole, and kept from harming the others. */
import { toError } from '@backstage/errors';
import { Act as AddedAct } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { z } from 'zod';
import { KubeObject } from '../../clusters';
import { About, Act, not, Progress, Step } from './types';

const words = z.string().trim().min(1);
const rule = z.custom<Function>(value => typeof value === 'function', {
  error: 'expected a function',
});

/** What every act has to say; what its functions say is read as they are asked. */
const actShape = z.object({
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      "expected the plugin's id and the act's, like 'velero.exclude'",
    ),
  kinds: z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9.-]*\/[A-Z][A-Za-z0-9]*$/,
          "expected 'group/Kind', and '/Kind' of the core group",
        ),
    )
    .min(1),
  right: z.enum(['power', 'change', 'destroy']),
  words: z.object({ label: words, will: words, did: words }),
  danger: z.enum(['none', 'asks', 'asksName']),
  needs: z.array(z.object({ group: z.string(), resource: words, verb: words })),
  offer: rule,
  about: rule.optional(),
  basis: rule,
  steps: rule,
});

const value = z.union([z.string(), z.number()]);
const aboutShape: z.ZodType<About> = z.object({
  tells: z.array(words).optional(),
  choices: z
    .record(z.string(), z.array(z.object({ value, label: words })))
    .optional(),
  previews: z
    .array(
      z.object({
        field: words,
        value: z.string(),
        lines: z.array(
          z.object({
            is: z.enum(['added', 'removed', 'same', 'leftOut']),
            text: z.string(),
          }),
        ),
      }),
    )
    .optional(),
  now: z.record(z.string(), value.optional()).optional(),
});

const offerShape = z
  .discriminatedUnion('possible', [
    z.object({ possible: z.literal(true) }),
    z.object({ possible: z.literal(false), why: words }),
  ])
  .optional();

const progressShape: z.ZodType<Progress> = z.discriminatedUnion('state', [
  z.object({ state: z.literal('going') }),
  z.object({ state: z.literal('done'), note: words.optional() }),
  z.object({ state: z.enum(['failed', 'unknown']), why: words }),
]);

const stepsShape = z
  .array(
    z.object({
      request: z.union([rule, z.object({ method: words, path: words })]),
      progress: rule,
      timeoutMs: z.number().positive(),
    }),
  )
  .min(1);

/** What is wrong, in one line. */
const inOneLine = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues
        .map(({ path, message }) =>
          [path.join('.'), message].filter(Boolean).join(': '),
        )
        .join('; ')
    : toError(error).message;

function requireWhole(act: AddedAct): void {
  try {
    actShape.parse(act);
    // What it takes is told to forms as a schema.
    if (act.input && z.toJSONSchema(act.input).type !== 'object') {
      throw new Error('input: expected a schema of an object');
    }
  } catch (error) {
    throw new Error(
      `The act '${act?.id}' is not described in full: ${inOneLine(error)}`,
    );
  }
}

/**
 * Acts as modules add them.
 *
 * @param own - those of the portal
 * @throws Error where one is not described in full, or its id is taken; none is added then
 */
export function takeUp(
  own: readonly Pick<Act, 'id'>[],
  added: readonly AddedAct[],
  acts: readonly AddedAct[],
): AddedAct[] {
  const taken = new Set([...own, ...added].map(({ id }) => id));
  for (const act of acts) {
    requireWhole(act);
    if (taken.has(act.id)) {
      throw new Error(
        `There is an act '${act.id}' already. Give it another id, with that of your plugin before it.`,
      );
    }
    taken.add(act.id);
  }
  return [...added, ...acts];
}

/** Is told once of each function that failed in an act, and whose it is: offers are asked for all the time. */
export type OnFault = (fault: {
  act: string;
  plugin: string;
  /** Which function of it. */
  where: 'offer' | 'about' | 'steps' | 'progress';
  object: string;
  error: Error;
}) => void;

const called = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;

/**
 * An act that a module added, as one of the portal's: what fails in it is told
 * as unknown of it alone, and takes no other with it.
 */
export function guarded(act: AddedAct, onFault: OnFault): Act {
  const { id, kinds, right, words: said, danger, input, needs } = act;
  const plugin = id.slice(0, id.indexOf('.'));
  const told = new Set<string>();
  const failed = (
    where: Parameters<OnFault>[0]['where'],
    object: KubeObject,
    thrown: unknown,
  ): string => {
    const error = toError(thrown);
    if (!told.has(where)) {
      told.add(where);
      onFault({ act: id, plugin, where, object: called(object), error });
    }
    return `what the plugin '${plugin}' says of it failed (${inOneLine(
      error,
    )}). Tell whoever keeps the portal.`;
  };
  const progress =
    (step: Step, object: KubeObject): Step['progress'] =>
    store => {
      try {
        return progressShape.parse(step.progress(store));
      } catch (error) {
        return {
          state: 'unknown',
          why: `How far it is cannot be told: ${failed(
            'progress',
            object,
            error,
          )}`,
        };
      }
    };
  return {
    id,
    kinds,
    right,
    words: said,
    danger,
    needs,
    ...(input && { input }),
    offer(object, store) {
      try {
        // Without its basis nobody could ask for it.
        JSON.stringify(act.basis(object, store));
        return offerShape.parse(act.offer(object, store));
      } catch (error) {
        return not(
          `Whether it can be done is not known: ${failed(
            'offer',
            object,
            error,
          )}`,
        );
      }
    },
    about(object, store) {
      try {
        return aboutShape.parse(act.about?.(object, store) ?? {});
      } catch (error) {
        return {
          tells: [
            `What it does here is not known: ${failed('about', object, error)}`,
          ],
        };
      }
    },
    basis(object, store) {
      try {
        const basis = act.basis(object, store);
        JSON.stringify(basis);
        return basis;
      } catch {
        // Its offer says so.
        return 'unknown';
      }
    },
    steps(object, given, store) {
      let steps: readonly Step[];
      try {
        steps = act.steps(object, given, store);
        stepsShape.parse(steps);
      } catch (error) {
        throw new Error(`Nothing was done: ${failed('steps', object, error)}`);
      }
      return steps.map(step => ({
        request: step.request,
        timeoutMs: step.timeoutMs,
        progress: progress(step, object),
      }));
    },
  };
}
