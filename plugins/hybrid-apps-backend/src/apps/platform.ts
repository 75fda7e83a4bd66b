import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { namePattern } from '../objects';

/** Whether a namespace is the platform's own, whose add-ons carry the labels of apps too. */
export type IsPlatform = (namespace: string) => boolean;

/**
 * The namespaces that are the platform's unless the configuration says others:
 * the prefixes that Kubernetes and OpenShift keep for themselves, and where the
 * add-ons that the portal knows are installed by their own manifests.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 * and OpenShift's "Working with projects"; the install manifests of the add-ons.
 */
export const DEFAULT_PLATFORM_NAMESPACES: readonly string[] = [
  'kube-*',
  'openshift',
  'openshift-*',
  'calico-apiserver',
  'calico-system',
  'cdi',
  'cert-manager',
  'ingress-nginx',
  'kubevirt',
  'tigera-operator',
];

const PATTERN = /^[a-z0-9-]+\*?$/;

/** A name matches itself; one that ends in `*` matches all that begin so. */
export function platformOf(patterns: readonly string[]): IsPlatform {
  const means = patterns.map(namePattern);
  return namespace => means.some(isMeant => isMeant(namespace));
}

/**
 * `hybridApps.platformNamespaces` of app-config, in place of
 * {@link DEFAULT_PLATFORM_NAMESPACES}.
 *
 * @throws InputError where one is neither a name nor the beginning of one
 */
export function readPlatform(config: Config): IsPlatform {
  const key = 'hybridApps.platformNamespaces';
  const patterns =
    config.getOptionalStringArray(key) ?? DEFAULT_PLATFORM_NAMESPACES;
  const wrong = patterns.find(pattern => !PATTERN.test(pattern));
  if (wrong !== undefined) {
    throw new InputError(
      `${key} names '${wrong}', which is neither a namespace nor the beginning of some, like team-*`,
    );
  }
  return platformOf(patterns);
}
