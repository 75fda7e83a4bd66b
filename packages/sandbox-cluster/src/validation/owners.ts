import { KubeObject } from '../objects';
import { Cause } from '../status';
import { invalid } from './causes';

const FIELD = 'metadata.ownerReferences';
const NEEDED = ['apiVersion', 'kind', 'name', 'uid'] as const;

/** Owners are known by all of kind, name and uid, and one of them at most is the controller. */
export function ownerReferences({
  metadata: { ownerReferences: owners = [] },
}: KubeObject): Cause[] {
  const absent = owners.flatMap(owner =>
    NEEDED.filter(field => !owner[field]).map(field =>
      invalid(
        `${FIELD}.${field}`,
        owner[field] ?? '',
        field === 'apiVersion'
          ? 'version must not be empty'
          : 'must not be empty',
      ),
    ),
  );
  const [first, second] = owners.filter(owner => owner.controller);
  return second
    ? [
        ...absent,
        invalid(
          FIELD,
          owners,
          `Only one reference can have Controller set to true. Found "true" in references for ${first.name} and ${second.name}`,
        ),
      ]
    : absent;
}
