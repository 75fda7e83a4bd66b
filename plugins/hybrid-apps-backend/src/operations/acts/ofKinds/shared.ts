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
