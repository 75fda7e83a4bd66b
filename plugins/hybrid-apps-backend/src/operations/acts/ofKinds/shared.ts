import { KubeObject } from '../../../clusters';
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
