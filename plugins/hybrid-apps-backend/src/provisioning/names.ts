import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isProvisionable } from './kinds';
import { Refusal, refusal } from './refusals';

// RFC 1123, as Kubernetes has it. Checked here as names become parts of paths.
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const isLabel = (name: string) =>
  name.length <= 63 && SUBDOMAIN.test(name) && !name.includes('.');
const isSubdomain = (name: string) =>
  name.length <= 253 && SUBDOMAIN.test(name);

/** A reference to what may be created here, and deleted. */
export type Named = ObjectRef & { namespace: string };

/** Holds a reference against what is provisioned at all, before a cluster is asked. */
export function readName(object: ObjectRef): Named | { refusal: Refusal } {
  const { apiVersion, kind, namespace, name } = object;
  const refused = (problem: string, wayOut: string) => ({
    refusal: refusal('invalid', problem, wayOut),
  });
  if (!isProvisionable(object)) {
    return refused(
      `${kind} of ${apiVersion} is not a kind that is provisioned here`,
      'Remove it from the manifests.',
    );
  }
  if (!namespace) {
    return refused('names no namespace', 'Choose one.');
  }
  if (!isLabel(namespace) || !isSubdomain(name)) {
    return refused(
      `is no valid name in namespace '${namespace}'`,
      'Names take small letters, digits and hyphens, those of objects dots as well; they begin and end with a letter or digit.',
    );
  }
  return { ...object, namespace };
}
