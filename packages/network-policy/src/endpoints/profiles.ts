import { CALICO_GROUPS } from '../objects/calico';
import { get, stringMap } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import { tryReading } from '../objects/parseAll';
import type { Labels } from '../selectors/labels';
import type { Endpoint } from './types';

/** What Calico's profiles give to endpoints: the labels that these inherit. */
export interface Profile {
  readonly object: ParsedObject;
  readonly labels: Labels;
  /** Why nobody knows which labels: it cannot be read. */
  readonly fault?: string;
}

export function isProfile({ group, reference }: ParsedObject): boolean {
  return reference.kind === 'Profile' && CALICO_GROUPS.includes(group);
}

export function readProfile(
  object: ParsedObject,
  problems: Problem[],
): Profile {
  const labels = tryReading(object, problems, () =>
    stringMap(get(get(object.field, 'spec'), 'labelsToApply')),
  );
  return {
    object,
    ...('value' in labels
      ? { labels: labels.value }
      : { labels: {}, fault: labels.why }),
  };
}

/**
 * The profiles that Calico makes of namespaces and service accounts.
 * Source: calico `libcalico-go/lib/backend/k8s/conversion`, NamespaceToProfile and
 * ServiceAccountToProfile.
 */
export const ofNamespace = (namespace: string) => `kns.${namespace}`;
export const ofServiceAccount = (namespace: string, name: string) =>
  `ksa.${namespace}.${name}`;

/** The names of an endpoint's profiles; what the first of them says counts. */
export function profilesOf({
  namespace,
  profiles,
  serviceAccount,
}: Pick<
  Endpoint,
  'namespace' | 'profiles' | 'serviceAccount'
>): readonly string[] {
  return (
    profiles ?? [
      ofNamespace(namespace.name),
      ofServiceAccount(namespace.name, serviceAccount),
    ]
  );
}

/** Labels with a prefix of their own, without it; Calico's own are not among them. */
export function unprefixed(labels: Labels, prefix: string): Labels {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) =>
      key.startsWith(prefix) && key !== `${prefix}projectcalico.org/name`
        ? [[key.slice(prefix.length), value]]
        : [],
    ),
  );
}

/** Whether what no policy decides is for other profiles than that of its namespace, which allows it. */
export function hasOtherProfiles(endpoint: Endpoint): boolean {
  const own = ofNamespace(endpoint.namespace.name);
  return !profilesOf(endpoint).includes(own);
}
