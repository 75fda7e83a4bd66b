import { z as zod } from 'zod/v3';

/**
 * What a hybrid application is made from. It takes the scaffolder's own zod,
 * from which the action's JSON schema is derived.
 *
 * Types and ranges are of the schema; how names have to look is not, as the
 * scaffolder tells of a pattern only that it does not match. See `requireValid`.
 */
export function applicationSchema(z: typeof zod) {
  // What a template leaves out by a condition reaches an action as ''.
  const optional = <T extends zod.ZodTypeAny>(schema: T) =>
    schema.or(z.literal('')).optional();
  const port = () => z.number().int().min(1).max(65535);
  return z.object({
    name: z
      .string()
      .describe('Begins the name of every object, and names the app'),
    title: z.string().optional().describe('As people call it'),
    owner: z.string().optional().describe("The owner's entity reference"),
    namespace: z.string().describe('The Kubernetes namespace'),
    web: z.object({
      image: z
        .string()
        .describe('It has to run as a user of its own, not as root'),
      replicas: z.number().int().min(1).max(20).describe('How many pods'),
      port: port().describe('The port that the image listens on'),
      host: z
        .string()
        .optional()
        .describe('Where given, an Ingress makes it reachable by this name'),
      ingressNamespace: z
        .string()
        .optional()
        .describe(
          "For a host: the namespace of the cluster's ingress controller, so that it alone gets in; every pod of the cluster unless told",
        ),
    }),
    vm: z.object({
      image: z
        .string()
        .optional()
        .describe('A container disk, copied to the disk of the VM'),
      goldenImage: z
        .string()
        .optional()
        .describe(
          'Instead of image: a DataSource of the cluster, as namespace/name',
        ),
      size: optional(z.enum(['small', 'medium', 'large'])).describe(
        '1, 2 or 4 vCPUs with 2, 4 or 8 GiB; small unless told',
      ),
      instancetype: z
        .string()
        .optional()
        .describe('Instead of size: a cluster-wide instance type'),
      diskSize: z.string().describe('Like 10Gi'),
      cloudInitSecret: z
        .string()
        .optional()
        .describe(
          "A Secret of the namespace whose key userdata has the VM's cloud-init",
        ),
    }),
    database: z.object({
      port: port().describe('The port of the database in the VM'),
      access: z
        .enum(['web', 'namespaces', 'nobody'])
        .describe('Who may connect to the database'),
      namespaces: optional(
        // A row of the form that nobody filled in is null.
        z.array(z.string().nullable()),
      ).describe('For access by namespaces: which, beside the web pods'),
    }),
    internet: z
      .boolean()
      .optional()
      .describe(
        'Whether web tier and VM may open connections to the internet; not unless told. DNS they always may',
      ),
  });
}

/** @see applicationSchema */
export type HybridApplication = zod.infer<ReturnType<typeof applicationSchema>>;

/**
 * The namespaces that may connect to the database. What is left over from
 * another choice, or was not filled in, names none.
 */
export function clientNamespaces({
  access,
  namespaces,
}: HybridApplication['database']): string[] {
  return access === 'namespaces' && namespaces
    ? namespaces.filter((name): name is string => Boolean(name))
    : [];
}
