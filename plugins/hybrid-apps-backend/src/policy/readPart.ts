import {
  isRecord,
  policyPart,
  podTemplatePath,
} from '@hybrid-apps/network-policy';
import { KubeObject } from '../clusters';
import { isPolicyKind } from './modelObjects';
import { PolicyKind, PolicyKinds } from './policyStore';

/** The kinds that policy reads: what has a part in reachability, and what Pods come of. */
export const readKinds = ({ all, templates }: PolicyKinds): PolicyKind[] =>
  all.filter(
    ({ reachability, groups, kind }) =>
      reachability !== undefined ||
      groups.some(group => Object.hasOwn(templates, `${group}/${kind}`)),
  );

export const isRead = (object: KubeObject, kinds: PolicyKinds): boolean =>
  kinds.of(object)?.reachability !== undefined ||
  podTemplatePath(object, kinds.templates) !== undefined;

/**
 * All of an object that policy can read: what the engine does, by which it is
 * known, and who owns it. Of a policy also what it says, as its rules are shown.
 * Where equal ones come of two states of an object, no answer tells them apart.
 */
export function readPart(object: KubeObject, kinds: PolicyKinds): KubeObject {
  const { apiVersion, kind, metadata, status, ...rest } = object;
  const part = policyPart(object, { workloads: kinds.templates }) ?? {};
  const { name, namespace, uid, ownerReferences } = metadata;
  return {
    ...(isPolicyKind(object, kinds) && rest),
    ...part,
    apiVersion,
    kind,
    metadata: {
      ...(isRecord(part.metadata) && part.metadata),
      name,
      uid,
      ...(namespace !== undefined && { namespace }),
      ...(ownerReferences && { ownerReferences }),
    },
  };
}
