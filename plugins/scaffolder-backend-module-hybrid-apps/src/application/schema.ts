import { z as zod } from 'zod/v3';

/** Kubernetes' rule for names that Services take too, as an app's objects all do. */
const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** A registry's reference, without spaces or anything that is no part of one. */
const IMAGE = /^[a-z0-9][a-zA-Z0-9._:/@-]*$/;
const HOST =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DISK_SIZE = /^[1-9][0-9]*(Mi|Gi|Ti)$/;
/** Like `u1.medium`. */
const NAME_OF_INSTANCETYPE = /^[a-z0-9][-.a-z0-9]*$/;
const GOLDEN_IMAGE = /^[a-z0-9][-a-z0-9]*\/[a-z0-9][-.a-z0-9]*$/;

/**
 * What a hybrid application is made from. It takes the scaffolder's own zod,
 * from which the action's JSON schema is derived.
 */
export function applicationSchema(z: typeof zod) {
  // What a template leaves out by a condition reaches an action as ''.
  const optional = <T extends zod.ZodTypeAny>(schema: T) =>
    schema.or(z.literal('')).optional();
  const port = () => z.number().int().min(1).max(65535);
  return z.object({
    name: z
      .string()
      .regex(NAME)
      .max(50)
      .describe('Begins the name of every object, and names the app'),
    title: z.string().optional().describe('As people call it'),
    owner: z.string().optional().describe("The owner's entity reference"),
    namespace: z.string().describe('The Kubernetes namespace'),
    web: z.object({
      image: z.string().regex(IMAGE),
      replicas: z.number().int().min(1).max(20).describe('How many pods'),
      port: port().describe('The port that the image listens on'),
      host: optional(z.string().regex(HOST)).describe(
        'Where given, an Ingress makes it reachable by this name',
      ),
    }),
    vm: z.object({
      image: optional(z.string().regex(IMAGE)).describe(
        'A container disk, copied to the disk of the VM',
      ),
      goldenImage: optional(z.string().regex(GOLDEN_IMAGE)).describe(
        'Instead of image: a DataSource of the cluster, as namespace/name',
      ),
      size: optional(z.enum(['small', 'medium', 'large'])).describe(
        '1, 2 or 4 vCPUs with 2, 4 or 8 GiB; small unless told',
      ),
      instancetype: optional(z.string().regex(NAME_OF_INSTANCETYPE)).describe(
        'Instead of size: a cluster-wide instance type',
      ),
      diskSize: z.string().regex(DISK_SIZE).describe('Like 10Gi'),
    }),
    database: z.object({
      port: port().describe('The port of the database in the VM'),
      access: z
        .enum(['web', 'namespaces', 'nobody'])
        .describe('Who may connect to the database'),
      namespaces: z
        .array(z.string())
        .optional()
        .describe('For access by namespaces: which, beside the web pods'),
    }),
  });
}

/** @see applicationSchema */
export type HybridApplication = zod.infer<ReturnType<typeof applicationSchema>>;
