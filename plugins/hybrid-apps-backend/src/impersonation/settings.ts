import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { readStrictly } from '../strictConfig';
import { NameTemplate, parseTemplate, Subject } from './template';

export const IMPERSONATION_KEY = 'hybridApps.impersonation';

/** How persons are named on a cluster that is written to in their names. */
export interface ImpersonationSettings {
  cluster: string;
  user: NameTemplate;
  groups: readonly NameTemplate[];
}

const template = (subject: Subject) =>
  z.string().transform((written, context) => {
    const parsed = parseTemplate(written, subject);
    if (parsed.template) {
      return parsed.template;
    }
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  });

const impersonation = z.strictObject({
  clusters: z
    .array(
      z.strictObject({
        cluster: z.string().min(1),
        user: template('user'),
        groups: z.array(template('group')).default([]),
      }),
    )
    .default([])
    .superRefine((clusters, context) =>
      clusters.forEach(({ cluster }, index) => {
        if (clusters.findIndex(one => one.cluster === cluster) < index) {
          context.addIssue({
            code: 'custom',
            path: [index, 'cluster'],
            message: `names '${cluster}' a second time`,
          });
        }
      }),
    ),
});

/**
 * `hybridApps.impersonation.clusters` of app-config: the clusters that are
 * written to in the name of who asks.
 *
 * @param isOpen - whether anything is written to a cluster; a name that is
 * misspelt would leave the right one to the portal's account
 * @throws InputError that names each key that is wrong
 */
export function readImpersonation(
  config: Config,
  isOpen: (cluster: string) => boolean,
): ImpersonationSettings[] {
  const { clusters } = readStrictly(config, IMPERSONATION_KEY, impersonation);
  const closed = clusters.findIndex(({ cluster }) => !isOpen(cluster));
  if (closed >= 0) {
    throw new InputError(
      `${IMPERSONATION_KEY}.clusters[${closed}].cluster: nothing is written to a cluster '${clusters[closed].cluster}', as hybridApps.provisioning.clusters opens none of that name. Correct the name, or open it first`,
    );
  }
  return clusters;
}
