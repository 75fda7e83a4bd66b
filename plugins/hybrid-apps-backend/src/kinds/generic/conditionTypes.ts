import { Says } from './verdicts';

/**
 * What a status of a condition says. Two hang on its reason: `coming` is on its
 * way, but where the reason is one of failure; `failing` is a fault, but where
 * the reason is one of waiting.
 */
export type Meaning = Says | 'coming' | 'failing' | 'settled';

/** A type of conditions, and what its statuses say; those that are not here say nothing. */
export interface ConditionType {
  type: string;
  True?: Meaning;
  False?: Meaning;
  Unknown?: Meaning;
}

const types = (
  names: readonly string[],
  says: Omit<ConditionType, 'type'>,
): ConditionType[] => names.map(type => ({ type, ...says }));

/**
 * Conditions whose meaning is known. The API conventions of Kubernetes leave
 * each kind to choose whether True is the good or the bad status of a condition,
 * so that a type that is not in this table says nothing, either way. Of several
 * that say the same, the upper one is told: what names a cause stands above
 * what sums up.
 *
 * Sources: Kubernetes API conventions, "Typical status properties"; cli-utils,
 * pkg/kstatus/README.md; the projects named below.
 */
export const CONDITION_TYPES: readonly ConditionType[] = [
  // kstatus; AWS Controllers for Kubernetes, apis/core/v1alpha1/conditions.go:
  // it will not try again before someone changes the object.
  ...types(['Stalled', 'ACK.Terminal'], { True: 'settled' }),

  // True is bad: something is wrong.
  ...types(
    [
      'Failed', // batch/v1
      'Failure', // kubevirt.io/v1
      'Degraded', // openshift/api config/v1, KubeVirt, CDI
      'ReplicaFailure', // apps/v1
      'Error',
      'Invalid',
      'ReconcileError', // operator-framework
      'Irreconcilable', // operator-framework, helm-operator
      'ReleaseFailed',
      'ResolutionFailed', // OLM, operators.coreos.com/v1alpha1
      'CatalogSourcesUnhealthy',
      'ACK.Recoverable',
      'Conflicted', // Gateway API, listeners
      'PartiallyInvalid', // Gateway API, routes
      'MemoryPressure', // core/v1, NodeConditionType
      'DiskPressure',
      'PIDPressure',
      'NetworkUnavailable',
    ],
    { True: 'fault', Unknown: 'unsure' },
  ),
  { type: 'NotReady', True: 'coming' }, // Strimzi

  // True is bad for now: it is at work.
  { type: 'Reconciling', True: 'busy', False: 'well' }, // kstatus
  ...types(
    [
      'Terminating', // apiextensions.k8s.io/v1
      'Deleting', // Cluster API v1beta2
      'RollingOut',
      'ScalingUp',
      'ScalingDown',
      'Remediating',
      'Upgrading',
      'Updating',
    ],
    { True: 'busy' },
  ),
  // apps/v1 leaves it True when all is done; see `meaningOf`.
  { type: 'Progressing', True: 'busy' },

  ...types(['Suspended', 'cnpg.io/hibernation'], { True: 'off' }),

  // False is bad, and True says nothing of the whole.
  ...types(
    [
      'NamesAccepted', // apiextensions.k8s.io/v1
      'ResolvedRefs', // Gateway API
      'AbleToScale', // autoscaling/v2
      'ScalingActive',
      'ContinuousArchiving', // CloudNativePG
      'LastBackupSucceeded',
      'Released', // Flux
    ],
    { False: 'failing', Unknown: 'unsure' },
  ),
  ...types(
    [
      'Initialized',
      'ConfigurationsReady', // Knative
      'RoutesReady',
      'InfrastructureReady', // Cluster API
      'ControlPlaneReady',
    ],
    { False: 'coming', Unknown: 'busy' },
  ),

  // False is bad, and True is well.
  ...types(
    [
      'Available', // apps/v1, apiregistration.k8s.io/v1, openshift/api
      'Healthy', // Crossplane, packages
      'Synced', // Crossplane, Sealed Secrets
      'Established', // apiextensions.k8s.io/v1, Crossplane
      'Accepted', // Gateway API
      'Programmed',
      'Valid', // Contour
      'Reconciled', // Prometheus Operator
    ],
    { True: 'well', False: 'failing', Unknown: 'unsure' },
  ),
  // Tekton and Knative: Unknown while it runs.
  { type: 'Succeeded', True: 'well', False: 'failing', Unknown: 'busy' },
  // What is not yet so is on its way, as in kstatus.
  ...types(
    [
      'Complete', // batch/v1
      'Completed',
      'Deployed', // operator-framework, helm-operator
      'Installed', // Crossplane, packages
      'Bound',
      'Admitted', // openshift/api route/v1
      'ACK.ResourceSynced',
      'Ready',
    ],
    { True: 'well', False: 'coming', Unknown: 'busy' },
  ),
];
