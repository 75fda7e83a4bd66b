import { LABEL_PART_OF } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { at, readSelector } from '../../objects';
import { clipped, Found, read, unreadable } from './reading';
import { App, IDENTIFYING, Rule } from './types';

const LABELS = IDENTIFYING.join(' or ');
const instead = `Select by ${LABELS} of Pods that are created with it.`;

const ALL = 'selects every Pod of the namespace';

/** A label, and the values of which a selector wants one, or each. */
interface Wanted {
  key: string;
  values: readonly string[];
}

/** What a selector selects that is not of the app: all, unless it goes by a label that is the app's alone. */
function problemOf(wanted: readonly Wanted[], app: App): string | undefined {
  const marks = wanted
    .filter(({ key }) => IDENTIFYING.some(label => label === key))
    .map(({ key, values }) => values.map(value => `${key}=${value}`));
  const isOurs = (each: readonly string[]) =>
    each.length > 0 && each.every(mark => app.marks.has(mark));
  if (marks.some(isOurs)) {
    return undefined;
  }
  const foreign = marks.flat().filter(mark => !app.marks.has(mark));
  return foreign.length > 0
    ? `selects Pods with ${foreign
        .slice(0, 5)
        .map(clipped)
        .join(', ')}, of which none is created with it`
    : `selects Pods whatever ${LABELS} they have`;
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
      const wanted = selector.filter(({ operator }) => operator === 'In');
      yield* foundAt(path, problemOf(wanted, app));
    }
  },
});

/** One side of `&&` in a selector of Calico. */
const EQUALS = /^([\w./-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")$/;
const HAS = /^!?\s*has\(\s*[\w./-]+\s*\)$/;

/**
 * What a selector of Calico wants. Only equalities and `has()` joined by `&&`
 * are read: of all else nobody can tell at a glance whether it lets others in.
 */
function wantedOf(written: string): Wanted[] | undefined {
  const wanted = new Map<string, string[]>();
  for (const part of written.split('&&').map(each => each.trim())) {
    const [, key, single, double] = EQUALS.exec(part) ?? [];
    if (key !== undefined) {
      const values = wanted.get(key) ?? [];
      values.push(single ?? double);
      wanted.set(key, values);
    } else if (!HAS.test(part)) {
      return undefined;
    }
  }
  return [...wanted].map(([key, values]) => ({ key, values }));
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
      const wanted = wantedOf(written);
      if (wanted) {
        yield* foundAt(path, problemOf(wanted, app));
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
