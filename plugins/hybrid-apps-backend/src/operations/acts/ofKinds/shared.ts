import { KubeObject } from '../../../clusters';
import { at, number } from '../../../objects';
import { not, Offer, POSSIBLE } from '../types';

export const MINUTE_MS = 60_000;

/** As what the portal writes, in `managedFields`; what it does not know of a kind is refused. */
export const WRITES = {
  fieldManager: 'hybrid-apps',
  fieldValidation: 'Strict',
} as const;

export const isGoing = ({ metadata }: KubeObject): boolean =>
  metadata.deletionTimestamp !== undefined;

/** The beginning of a name, with which a name of something made for it may begin. No part of a name ends with a mark: RFC 1123. */
export const nameWithin = (name: string, most: number): string =>
  name.slice(0, most).replace(/[-.]+$/, '');

/** A name of 63 characters at most that nothing else has where it is one of several, which is a label. */
export function freeName(name: string, taken: readonly unknown[]): string {
  const base = nameWithin(name.replaceAll('.', '-'), 58);
  const names = [base, ...taken.map((_, n) => `${base}-${n + 2}`)];
  return names.find(one => !taken.includes(one)) ?? base;
}

const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * How long what a Pod or a guest runs may take to end; Windows may be given an
 * hour, as it installs its updates then.
 * Source: k8s.io/api/core/v1, PodSpec, and kubevirt.io/api/core/v1,
 * VirtualMachineInstanceSpec: TerminationGracePeriodSeconds.
 */
export const graceMs = (spec: unknown): number =>
  Math.min(
    (number(at(spec, 'terminationGracePeriodSeconds')) ?? 30) * 1_000,
    DAY_MS,
  );

/** What looks after an object, be it of a kind that is known here or not. */
export const controllerRefOf = ({
  metadata: { ownerReferences },
}: KubeObject) => ownerReferences?.find(({ controller }) => controller);

/** What is being deleted takes nothing more. */
export const unlessGoing = (object: KubeObject): Offer =>
  isGoing(object) ? not('It is being deleted.') : POSSIBLE;

/** The body of a DELETE of this very object, not of another that has its name by now. */
export const deletionOf = ({ metadata: { uid } }: KubeObject) => ({
  apiVersion: 'v1',
  kind: 'DeleteOptions',
  preconditions: { uid },
  propagationPolicy: 'Background',
});
