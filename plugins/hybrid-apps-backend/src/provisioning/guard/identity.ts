import { z } from 'zod';
import { at } from '../../objects';
import { clipped, listOf, pathOf, Placed, read } from './reading';
import { Rule, Subject } from './types';

const VM = 'kubevirt.io/VirtualMachine';

const instance = z.object({
  priorityClassName: z.string().nullish(),
  volumes: listOf(
    z.object({
      serviceAccount: z
        .object({ serviceAccountName: z.string().nullish() })
        .nullish(),
    }),
  ),
});

const PATH = 'spec.template.spec';

const instanceOf = ({ manifest }: Subject) =>
  read(instance, at(manifest, 'spec', 'template', 'spec'), PATH);

type Name = Placed<string | null | undefined>;

/** The accounts that something runs as, or has the token of. */
const accountsOf = (subject: Subject): Name[] =>
  subject.kind === VM
    ? (instanceOf(subject).volumes ?? []).map(({ serviceAccount }, index) => ({
        path: pathOf(
          PATH,
          'volumes',
          index,
          'serviceAccount',
          'serviceAccountName',
        ),
        value: serviceAccount?.serviceAccountName,
      }))
    : subject.pods().flatMap(({ path, spec }) =>
        // The second is the older name of the first.
        (['serviceAccountName', 'serviceAccount'] as const).map(field => ({
          path: pathOf(path, field),
          value: spec[field],
        })),
      );

const prioritiesOf = (subject: Subject): Name[] =>
  subject.kind === VM
    ? [
        {
          path: pathOf(PATH, 'priorityClassName'),
          value: instanceOf(subject).priorityClassName,
        },
      ]
    : subject.pods().map(({ path, spec }) => ({
        path: pathOf(path, 'priorityClassName'),
        value: spec.priorityClassName,
      }));

/** As what things run. */
export const identityRules: readonly Rule[] = [
  {
    name: 'Service accounts',
    source:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation: who creates Pods has the rights of every account of the namespace; a new one has none',
    *find(subject) {
      for (const { path, value } of accountsOf(subject)) {
        if (
          value &&
          value !== 'default' &&
          !subject.app.serviceAccounts.has(value)
        ) {
          yield {
            path,
            is: `is '${clipped(
              value,
            )}', an account that may have rights of its own`,
            instead:
              'Leave it out, or have the ServiceAccount among the manifests.',
          };
        }
      }
    },
  },
  {
    name: 'Priority',
    source:
      'https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/: the Pods of others make room for it',
    *find(subject) {
      for (const { path, value } of prioritiesOf(subject)) {
        if (value?.startsWith('system-')) {
          yield {
            path,
            is: `is '${clipped(value)}', which is for the cluster's own`,
            instead: 'Leave it out, or take another class.',
          };
        }
      }
    },
  },
];
