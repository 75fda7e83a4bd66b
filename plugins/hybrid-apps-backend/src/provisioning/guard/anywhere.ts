import { isRecord } from '@hybrid-apps/network-policy';
import { z } from 'zod';
import { namePattern } from '../../objects';
import { clipped, Found, pathOf, read, unreadable } from './reading';
import { Rule, Subject } from './types';

/** Those that say something, and have nobody do more than its kind has. */
const HARMLESS = [
  'app.kubernetes.io/*',
  'backstage.io/*',
  'checksum/*',
  'hybrid-apps.io/*',
  'deployment.kubernetes.io/revision',
  // kubectl's, of which Pods are restarted and read, and nothing else.
  'kubectl.kubernetes.io/default-container',
  'kubectl.kubernetes.io/default-exec-container',
  'kubectl.kubernetes.io/default-logs-container',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/change-cause',
  'kubernetes.io/description',
  'prometheus.io/*',
  'vm.kubevirt.io/*',
  // Which networks exist is said by NetworkAttachmentDefinitions. Whether those of other namespaces may be
  // named, Multus judges by its namespaceIsolation, which is off unless it is configured.
  'k8s.v1.cni.cncf.io/networks',
  'k8s.v1.cni.cncf.io/policy-for',
  // They speak of the object's own disk, and of its own VM.
  'cdi.kubevirt.io/storage.bind.immediate.requested',
  'cdi.kubevirt.io/storage.deleteAfterCompletion',
  'cdi.kubevirt.io/storage.usePopulator',
  'kubevirt.io/allow-pod-bridge-network-live-migration',
  // Held against rules of their own.
  'container.apparmor.security.beta.kubernetes.io/*',
  'kubernetes.io/ingress.class',
];

/** Those that have others run what they say, whatever the configuration allows. */
const NEVER = [
  'hooks.kubevirt.io/*',
  'kubectl.kubernetes.io/last-applied-configuration',
  '*-snippet',
  '*-snippets',
];

const isHarmless = HARMLESS.map(namePattern);
const isNever = NEVER.map(namePattern);

function* annotationsFound(subject: Subject): Iterable<Found> {
  const { key, annotations } = subject.terms;
  const isAllowed = [...isHarmless, ...annotations.map(namePattern)];
  for (const { path, value } of subject.fields().annotations) {
    if (!isRecord(value)) {
      yield unreadable(path, 'it is no map');
      continue;
    }
    for (const [name, text] of Object.entries(value)) {
      if (typeof text !== 'string') {
        yield unreadable(pathOf(path, name), 'it is no text');
      }
      const means = (test: (text: string) => boolean) => test(name);
      if (isNever.some(means)) {
        yield {
          path: pathOf(path, name),
          is: 'has others run what it says',
          instead: 'Leave it out.',
        };
        // Names without a prefix are the user's own, and nobody acts on them.
      } else if (name.includes('/') && !isAllowed.some(means)) {
        yield {
          path: pathOf(path, name),
          is: 'may have others act on it',
          instead: `Leave it out, or have who runs the portal allow it in ${key}.annotations.`,
        };
      }
    }
  }
}

const reference = z.object({ namespace: z.string().nullish() });

/** What holds for every kind. */
export const anywhereRules: readonly Rule[] = [
  {
    name: 'Annotations',
    source:
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/ (names with a prefix are for programs) and https://kubernetes.io/docs/reference/labels-annotations-taints/',
    find: annotationsFound,
  },
  {
    name: 'Owners and finalizers',
    source:
      'https://kubernetes.io/docs/concepts/architecture/garbage-collection/ and https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/: they decide when objects are deleted',
    *find(subject) {
      for (const name of ['ownerReferences', 'finalizers'] as const) {
        for (const { path } of subject.fields()[name]) {
          yield {
            path,
            is: 'is for controllers to set',
            instead: 'Leave it out.',
          };
        }
      }
    },
  },
  {
    name: 'Contents of volumes',
    source:
      "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#cross-namespace-data-sources: it would be read with the portal's rights",
    *find(subject) {
      for (const { path, value } of subject.fields().dataSourceRef) {
        const { namespace } = read(reference, value, path);
        if (namespace && namespace !== subject.app.namespace) {
          yield {
            path: pathOf(path, 'namespace'),
            is: `is '${clipped(namespace)}', another namespace than its own`,
            instead: 'Take what is in its own namespace.',
          };
        }
      }
    },
  },
];
