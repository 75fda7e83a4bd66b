import { LABEL_PART_OF } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { at, readSelector } from '../../objects';
import { clipped, Found, read, unreadable } from './reading';
import { App, Rule } from './types';

const instead = `Select by ${LABEL_PART_OF} of Pods that are created with it.`;

const ALL = 'selects every Pod of the namespace';
const others = (values: readonly string[]) =>
  `selects Pods of ${values
    .slice(0, 5)
    .map(value => `'${clipped(value)}'`)
    .join(', ')}, of which none is created with it`;

/** What a selector selects that is not of the app: all, unless it goes by the app's label. */
function problemOf(values: readonly string[] | undefined, app: App) {
  if (values === undefined) {
    return `selects Pods whatever ${LABEL_PART_OF} they have`;
  }
  const foreign = values.filter(value => !app.partOf.has(value));
  return foreign.length > 0 || values.length === 0
    ? others(foreign)
    : undefined;
}

function* foundAt(path: string, problem: string | undefined): Iterable<Found> {
  if (problem) {
    yield { path, is: problem, instead };
  }
}

/** By a label selector of Kubernetes. */
const labelRule = (
  name: string,
  source: string,
  kinds: readonly string[],
  field: string,
): Rule => ({
  name,
  source,
  kinds,
  *find({ manifest, app }) {
    const path = `spec.${field}`;
    const written = at(manifest, 'spec', field);
    if (written === undefined || written === null) {
      yield* foundAt(path, ALL);
      return;
    }
    const selector = readSelector(written);
    if (!selector) {
      yield unreadable(path, 'it is no label selector');
    } else if (selector.length === 0) {
      yield* foundAt(path, ALL);
    } else {
      const { values } =
        selector.find(
          ({ key, operator }) => key === LABEL_PART_OF && operator === 'In',
        ) ?? {};
      yield* foundAt(path, problemOf(values, app));
    }
  },
});

/** One side of `&&` in a selector of Calico. */
const EQUALS = /^([\w./-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")$/;
const HAS = /^!?\s*has\(\s*[\w./-]+\s*\)$/;

/**
 * The value that a selector of Calico wants of a label. Only equalities and
 * `has()` joined by `&&` are read: of all else nobody can tell at a glance
 * whether it lets others in.
 */
function wantedOf(written: string, label: string) {
  const wanted: string[] = [];
  for (const part of written.split('&&').map(each => each.trim())) {
    const [, key, single, double] = EQUALS.exec(part) ?? [];
    if (key === label) {
      wanted.push(single ?? double);
    } else if (key === undefined && !HAS.test(part)) {
      return { isRead: false as const };
    }
  }
  return {
    isRead: true as const,
    values: wanted.length > 0 ? wanted : undefined,
  };
}

/** What selects Pods may change what others may do, so it selects its app's alone. */
export const selectionRules: readonly Rule[] = [
  labelRule(
    'Network policies',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/: they hold for all Pods that they select',
    [
      'networking.k8s.io/NetworkPolicy',
      'k8s.cni.cncf.io/MultiNetworkPolicy',
      'projectcalico.org/StagedKubernetesNetworkPolicy',
    ],
    'podSelector',
  ),
  {
    name: "Calico's network policies",
    source:
      'https://docs.tigera.io/calico/latest/reference/resources/networkpolicy: they hold for all Pods that they select',
    kinds: [
      'projectcalico.org/NetworkPolicy',
      'projectcalico.org/StagedNetworkPolicy',
    ],
    *find({ manifest, app }) {
      const path = 'spec.selector';
      const written =
        read(
          z.string().nullish(),
          at(manifest, 'spec', 'selector'),
          path,
        )?.trim() ?? '';
      if (!written || /^all\(\s*\)$/.test(written)) {
        yield* foundAt(path, ALL);
        return;
      }
      const wanted = wantedOf(written, LABEL_PART_OF);
      if (wanted.isRead) {
        yield* foundAt(path, problemOf(wanted.values, app));
      } else {
        yield {
          ...unreadable(path, 'it is more than labels joined by &&'),
          instead: `Write it like ${LABEL_PART_OF} == 'my-app' && role == 'db'.`,
        };
      }
    },
  },
  labelRule(
    'Disruption budgets',
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/: nodes are not drained while it says so',
    ['policy/PodDisruptionBudget'],
    'selector',
  ),
  {
    name: 'Autoscalers',
    source:
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/: it decides how many Pods another object has',
    kinds: ['autoscaling/HorizontalPodAutoscaler'],
    *find({ manifest, app }) {
      const path = 'spec.scaleTargetRef';
      const { apiVersion, kind, name } = read(
        z.object({
          apiVersion: z.string().nullish(),
          kind: z.string(),
          name: z.string(),
        }),
        at(manifest, 'spec', 'scaleTargetRef'),
        path,
      );
      const [group] = apiVersion?.includes('/') ? apiVersion.split('/') : [''];
      if (!app.objects.has(`${group}/${kind}/${name}`)) {
        yield {
          path,
          is: `scales ${kind} '${name}', which is not created with it`,
          instead: 'Let it scale what is.',
        };
      }
    },
  },
];
