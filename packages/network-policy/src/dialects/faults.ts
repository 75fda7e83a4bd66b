import type { Inventory } from '../endpoints/collect';
import { hasOtherProfiles } from '../endpoints/profiles';
import { formatReference, isNameless } from '../objects/object';
import type { ObjectReference } from '../objects/object';
import { objectKey } from '../objects/parseAll';
import type { PeerExpression, Policy } from '../policies/types';
import { EVERYTHING } from '../selectors/labels';
import type { LabelTest } from '../selectors/labels';
import { standIn } from './standIn';
import { PROFILES_TIER } from './translation';

/** Pods about which nobody can tell anything, by the object that cannot be read. */
interface Fault {
  readonly reference: ObjectReference;
  readonly why: string;
  readonly pods: PeerExpression;
}

const ACCOUNT = 'projectcalico.org/serviceaccount';

const runsAs = (account: string): LabelTest => ({
  key: `serviceaccount is ${account}`,
  text: `service account ${account}`,
  labels: 'calico',
  reads: [ACCOUNT],
  test: labels => labels[ACCOUNT] === account,
});

/** The pods that Calico puts under a profile; endpoints that name another are in doubt themselves. */
function podsUnder(profile: string): PeerExpression | undefined {
  const [, kind, namespaces, account] =
    /^(kns|ksa)\.([^.]+)(?:\.(.+))?$/.exec(profile) ?? [];
  if (kind === undefined) {
    return undefined;
  }
  return {
    type: 'pods',
    namespaces,
    labels: account === undefined ? EVERYTHING : runsAs(account),
  };
}

function faultsOf(inventory: Inventory, calico: boolean): Fault[] {
  const ofEndpoints = inventory.doubtful.flatMap(({ object, fault }): Fault[] =>
    fault === undefined
      ? []
      : [
          {
            reference: object,
            why: fault,
            pods: { type: 'object', key: objectKey(object) },
          },
        ],
  );
  const ofNamespaces = [...inventory.namespaces.values()].flatMap(
    ({ name, fault }): Fault[] => {
      const reference = { apiVersion: 'v1', kind: 'Namespace', name };
      return fault === undefined
        ? []
        : [
            {
              reference,
              why: fault,
              pods: {
                type: 'pods',
                // One without a name may be any.
                ...(isNameless(reference) ? {} : { namespaces: name }),
                labels: EVERYTHING,
              },
            },
          ];
    },
  );
  // Calico alone looks at the labels of service accounts.
  const accounts = calico ? [...inventory.serviceAccounts.values()] : [];
  const ofAccounts = accounts.flatMap(
    ({ object: { fault, reference } }): Fault[] =>
      fault === undefined
        ? []
        : [
            {
              reference,
              why: fault,
              pods: {
                type: 'pods',
                ...(reference.namespace === undefined
                  ? {}
                  : { namespaces: reference.namespace }),
                labels: isNameless(reference)
                  ? EVERYTHING
                  : runsAs(reference.name),
              },
            },
          ],
  );
  const ofProfiles = [...inventory.profiles].flatMap(
    ([name, { object, fault }]): Fault[] => {
      const pods = podsUnder(name);
      return fault === undefined || !pods
        ? []
        : [{ reference: object.reference, why: fault, pods }];
    },
  );
  return [...ofEndpoints, ...ofNamespaces, ...ofAccounts, ...ofProfiles];
}

/**
 * Pods, and what pods have their labels from, that cannot be read: whatever is to or
 * from these pods is uncertain, since nobody knows which policies mean them.
 */
export function policiesOfFaults(
  inventory: Inventory,
  calico: boolean,
): Policy[] {
  return faultsOf(inventory, calico).flatMap(({ reference, why, pods }) => {
    const unknown = `it cannot be read: ${why}`;
    const own = standIn({ reference }, unknown, { subject: pods });
    const peers = [
      { path: 'metadata', text: formatReference(reference), match: pods },
    ];
    const others = standIn({ reference }, unknown, {
      subject: { type: 'pods', labels: EVERYTHING },
      peers,
    });
    return [own, others];
  });
}

/** Endpoints that Calico recorded under profiles of other names, whose rules are not read. */
export function policiesOfOtherProfiles({ doubtful }: Inventory): Policy[] {
  return doubtful.filter(hasOtherProfiles).map(({ object }) =>
    standIn(
      { reference: object },
      'it is not under the profile of its namespace, and the rules of others are not read by this engine',
      {
        tier: PROFILES_TIER,
        subject: { type: 'object', key: objectKey(object) },
        actions: ['Deny', 'Allow'],
      },
    ),
  );
}
