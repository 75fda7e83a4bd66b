import { Pod, View } from '../shapes';

interface Missing {
  event: string;
  eventMessage: string;
  /** Why the containers wait, where they say more than ContainerCreating. */
  reason?: string;
  message?: string;
}

/** The first Secret or ConfigMap that the pod needs and that is not there. */
export function whatIsMissing(pod: Pod, view: View): Missing | undefined {
  const { namespace } = pod.metadata;
  for (const volume of pod.spec.volumes ?? []) {
    const absent = firstAbsent(view, namespace, {
      secret: volume.secret?.optional ? undefined : volume.secret?.secretName,
      configmap: volume.configMap?.optional
        ? undefined
        : volume.configMap?.name,
    });
    if (absent) {
      return {
        event: 'FailedMount',
        eventMessage: `MountVolume.SetUp failed for volume "${volume.name}" : ${absent}`,
      };
    }
  }
  for (const { env = [], envFrom = [] } of pod.spec.containers) {
    const references = [
      ...env.map(({ valueFrom }) => ({
        secret: required(valueFrom?.secretKeyRef),
        configmap: required(valueFrom?.configMapKeyRef),
      })),
      ...envFrom.map(({ secretRef, configMapRef }) => ({
        secret: required(secretRef),
        configmap: required(configMapRef),
      })),
    ];
    for (const reference of references) {
      const absent = firstAbsent(view, namespace, reference);
      if (absent) {
        return {
          event: 'Failed',
          eventMessage: `Error: ${absent}`,
          reason: 'CreateContainerConfigError',
          message: absent,
        };
      }
    }
  }
  return undefined;
}

function required(reference?: { name?: string; optional?: boolean }) {
  return reference?.optional ? undefined : reference?.name;
}

function firstAbsent(
  view: View,
  namespace: string | undefined,
  { secret, configmap }: { secret?: string; configmap?: string },
): string | undefined {
  if (secret && !view.get('Secret', secret, namespace)) {
    return `secret "${secret}" not found`;
  }
  // Every namespace has the CA's ConfigMap; here it is not stored.
  if (
    configmap &&
    configmap !== 'kube-root-ca.crt' &&
    !view.get('ConfigMap', configmap, namespace)
  ) {
    return `configmap "${configmap}" not found`;
  }
  return undefined;
}
