/**
 * What readiness looks at, parsed leniently: an object of a kind that is
 * still without status, or has one of an unexpected shape, is on its way.
 */
import { z } from 'zod';

const optional = {
  string: z.string().optional().catch(undefined),
  number: z.number().optional().catch(undefined),
  boolean: z.boolean().optional().catch(undefined),
};

/** A list that drops what is not of the item's shape. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform(values =>
      values.flatMap(value => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: optional.string,
  message: optional.string,
});
export type Condition = z.infer<typeof condition>;

const conditions = listOf(condition);

/** An object whose missing parts count as empty. */
function lenient<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(
    value => (typeof value === 'object' && value !== null ? value : {}),
    z.object(shape),
  );
}

export const claim = lenient({
  spec: lenient({ storageClassName: optional.string }),
  status: lenient({ phase: optional.string, conditions }),
});

export const storageClass = lenient({ volumeBindingMode: optional.string });

const sourceRef = z.object({
  kind: z.string(),
  namespace: optional.string,
  name: z.string(),
});
export type SourceRef = z.infer<typeof sourceRef>;

export const dataVolume = lenient({
  spec: lenient({ sourceRef: sourceRef.optional().catch(undefined) }),
  status: lenient({
    phase: optional.string,
    progress: optional.string,
    conditions,
  }),
});

export const virtualMachine = lenient({
  spec: lenient({
    running: optional.boolean,
    runStrategy: optional.string,
    template: lenient({
      spec: lenient({
        volumes: listOf(
          z.object({
            containerDisk: lenient({ image: optional.string }),
            dataVolume: lenient({ name: optional.string }),
          }),
        ),
      }),
    }),
  }),
  status: lenient({
    printableStatus: optional.string,
    ready: optional.boolean,
    conditions,
  }),
});

export const virtualMachineInstance = lenient({
  status: lenient({ conditions }),
});
