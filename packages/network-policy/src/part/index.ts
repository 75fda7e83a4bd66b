import { POD_TEMPLATES } from '../endpoints/workloads';
import type { PodTemplates } from '../endpoints/workloads';
import { isRecord } from '../objects/values';
import { pick } from './shape';
import { partOf } from './shapes';
import type { Part } from './shapes';

const NO_WORKLOADS: PodTemplates = {};

/** What is read of each type, by the kinds of workloads that there are beside those that are known. */
const knownParts = new WeakMap<PodTemplates, Map<string, Part | undefined>>();

function partFor(
  apiVersion: string,
  kind: string,
  workloads: PodTemplates,
): Part | undefined {
  const parts = knownParts.get(workloads) ?? new Map();
  knownParts.set(workloads, parts);
  const key = `${apiVersion} ${kind}`;
  if (!parts.has(key)) {
    const templates = { ...POD_TEMPLATES, ...workloads };
    parts.set(key, partOf({ apiVersion, kind }, templates));
  }
  return parts.get(key);
}

/**
 * All of an object that a model is made of, as an object that `createPolicyModel`
 * takes in its place: what is not in it can change, and no answer does. Undefined
 * for one of a kind that has no part in reachability. One object, no list of them.
 * @public
 */
export function policyPart(
  object: unknown,
  {
    workloads = NO_WORKLOADS,
  }: {
    /** As of `createPolicyModel`: kinds that Pods come of beside those that are known. */
    readonly workloads?: PodTemplates;
  } = {},
): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(object)) {
    return undefined;
  }
  const { apiVersion, kind, status, ...rest } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return undefined;
  }
  const part = partFor(apiVersion, kind, workloads);
  if (!part) {
    return undefined;
  }
  const picked = pick(object, part.fields);
  return {
    apiVersion,
    kind,
    // Of what refuses fields that it does not know, each counts.
    ...(part.isStrict ? rest : {}),
    ...(isRecord(picked) ? picked : {}),
  };
}
