import { toError } from '@backstage/errors';
import { Measurement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeStatusError } from '../clusters';

const WAY_OUT =
  'Install metrics-server (https://github.com/kubernetes-sigs/metrics-server), or an adapter that serves metrics.k8s.io.';

/** What there is to know where nothing could be had. */
export function whyNot(
  error: unknown,
  cluster: string,
  resource: 'nodes' | 'pods',
): Measurement {
  const { message } = toError(error);
  if (!(error instanceof KubeStatusError)) {
    return { state: 'unknown', message };
  }
  switch (error.code) {
    case 404:
      return {
        state: 'absent',
        message: `Cluster '${cluster}' serves no metrics. ${WAY_OUT}`,
      };
    case 401:
    case 403:
      return {
        state: 'forbidden',
        message: `The portal's account may not read what is used on cluster '${cluster}': it needs get and list of ${resource} of the API group metrics.k8s.io, as deploy/rbac.yaml gives it.`,
      };
    case 503:
      return {
        state: 'unknown',
        message: `What measures on cluster '${cluster}' does not answer: ${error.serverMessage}. Look at the APIService v1beta1.metrics.k8s.io, and at the Pods of metrics-server.`,
      };
    default:
      return { state: 'unknown', message };
  }
}

/**
 * Whether that one Pod is not measured, as it has just started. Where the API
 * itself is not there, the answer does not name it.
 * Source: k8s.io/apimachinery, pkg/api/errors, `NewNotFound`.
 */
export const isUnmeasured = (error: unknown, name: string): boolean =>
  error instanceof KubeStatusError &&
  error.code === 404 &&
  error.serverMessage.includes(`${name}" not found`);
