import { Config } from '@backstage/config';
import { z } from 'zod';
import { parseSelector, Selector } from '../../objects';
import { readStrictly } from '../../strictConfig';

/** The profiles of the Pod Security Standards, the strictest last. */
export const POD_SECURITY = ['privileged', 'baseline', 'restricted'] as const;

/** What is refused unless an entry of the configuration allows it. */
export const ALLOWANCES = [
  'gpus',
  'hostDevices',
  'loadBalancers',
  'networkAttachments',
  'nodePorts',
] as const;
export type Allowance = (typeof ALLOWANCES)[number];

/** What the configuration says of what is created in a namespace that takes apps. */
export interface Terms {
  /** The entry of app-config that says so, like `hybridApps.provisioning.clusters[0]`. */
  key: string;
  podSecurity: (typeof POD_SECURITY)[number];
  allow: readonly Allowance[];
  /** Patterns of host names; without them any will do. */
  ingressHosts?: readonly string[];
  /** Names of classes; without them any will do. */
  ingressClasses?: readonly string[];
  /** Patterns of annotations that may stand beside those that always may. */
  annotations: readonly string[];
}

/** An entry of the configuration: which namespaces of a cluster it opens, and on which terms. */
export interface Opening {
  cluster: string;
  terms: Terms;
  /** Names of namespaces, or patterns. */
  namespaces: readonly string[];
  /** Of the labels of the Namespace. */
  namespaceSelector?: Selector;
}

const KEY = 'hybridApps.provisioning';

const selector = z.string().transform((written, context) => {
  const parsed = parseSelector(written);
  if (parsed.selector) {
    return parsed.selector;
  }
  context.addIssue({
    code: 'custom',
    message: `cannot be read: ${parsed.problem}`,
  });
  return z.NEVER;
});

const entry = z
  .strictObject({
    cluster: z.string().min(1),
    namespaces: z
      .array(
        z
          .string()
          .regex(
            /^[a-z0-9*]([-a-z0-9*]{0,61}[a-z0-9*])?$/,
            'has to be the name of a namespace, or a pattern like team-*',
          ),
      )
      .min(1)
      .optional(),
    namespaceSelector: selector.optional(),
    podSecurity: z.enum(POD_SECURITY).default('baseline'),
    allow: z.array(z.enum(ALLOWANCES)).default([]),
    ingressHosts: z.array(z.string().min(1)).optional(),
    ingressClasses: z.array(z.string().min(1)).optional(),
    annotations: z.array(z.string().min(1)).default([]),
  })
  .refine(
    ({ namespaces, namespaceSelector }) => !namespaces !== !namespaceSelector,
    'takes one of namespaces and namespaceSelector; write two entries for both',
  );

const provisioning = z.strictObject({
  clusters: z.array(entry).default([]),
});

/**
 * `hybridApps.provisioning.clusters` of app-config. Whatever it does not name
 * is closed, so nothing of it is guessed: what is misspelt is an error.
 *
 * @throws InputError that names each key that is wrong
 */
export function readOpenings(config: Config): Opening[] {
  const { clusters } = readStrictly(config, KEY, provisioning);
  return clusters.map(
    ({ cluster, namespaces = [], namespaceSelector, ...terms }, index) => ({
      cluster,
      namespaces,
      namespaceSelector,
      terms: { key: `${KEY}.clusters[${index}]`, ...terms },
    }),
  );
}
