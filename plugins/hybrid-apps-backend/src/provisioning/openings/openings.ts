import {
  DEFAULT_PLATFORM_NAMESPACES,
  IsPlatform,
  platformOf,
} from '../../apps';
import { ClusterStore } from '../../clusters';
import { matches, namePattern } from '../../objects';
import { gapIn } from '../gap';
import { placeOf, Refusal, refusal } from '../refusals';
import { Opening, Terms } from './terms';

/** On which terms a namespace takes apps, or why it takes none. */
export type Openness =
  | { terms: Terms; closed?: undefined }
  | { terms?: undefined; closed: Refusal };

/** Which namespaces of the clusters take apps. */
export interface Openings {
  /** Whether the configuration opens any namespace of a cluster. */
  any(cluster: string): boolean;
  /** What it says of one, which need not exist. */
  of(store: ClusterStore, namespace: string): Openness;
}

/** Where it is said, and by whom. */
const KEY = 'hybridApps.provisioning.clusters in app-config';

/** Kubernetes' own for all that names none: it is nobody's, so it is opened by its name alone. */
const NOBODYS = 'default';

/** Why a namespace takes nothing from who may not create there, whether it is open or even exists. */
export const notYours = (cluster: string, namespace: string): Openness => ({
  closed: refusal(
    'forbidden',
    `you may not create apps in ${placeOf(cluster, namespace)}`,
    "Choose another namespace, or ask its owner or whoever keeps the portal's permission policy for the right hybrid-apps.namespace.create.",
  ),
});

const isAlwaysPlatform = platformOf(DEFAULT_PLATFORM_NAMESPACES);

/** The namespaces that one entry opens by their names. */
function byName({ namespaces }: Opening): (namespace: string) => boolean {
  const means = namespaces.map(namePattern);
  return namespace =>
    namespace === NOBODYS
      ? namespaces.includes(NOBODYS)
      : means.some(isMeant => isMeant(namespace));
}

/**
 * What is open, by the entries of the configuration: the first that means a
 * namespace says on which terms. The platform's own are closed whatever it says.
 */
export function createOpenings(
  openings: readonly Opening[],
  isPlatform: IsPlatform,
): Openings {
  const entries = openings.map(opening => ({
    ...opening,
    isNamed: byName(opening),
  }));

  function of(store: ClusterStore, namespace: string): Openness {
    const place = placeOf(store.name, namespace);
    const closed = (problem: string, wayOut: string): Openness => ({
      closed: refusal('forbidden', problem, wayOut),
    });
    if (isAlwaysPlatform(namespace) || isPlatform(namespace)) {
      return closed(
        `${place} is the platform's own, where no apps are created`,
        'Choose another namespace.',
      );
    }
    for (const { cluster, isNamed, namespaceSelector, terms } of entries) {
      if (cluster !== store.name) {
        continue;
      }
      if (isNamed(namespace)) {
        return { terms };
      }
      if (namespaceSelector && namespace !== NOBODYS) {
        const gap = gapIn(store, 'namespaces', namespace);
        // It may be meant by this entry and its terms, so none that follows counts.
        if (gap) {
          return closed(
            `whether ${place} is open for apps is not known, as its labels are ${
              gap.state
            }${gap.message ? `: ${gap.message}` : ''}`,
            `Try again later, or have who runs the portal name it in ${KEY}.`,
          );
        }
        const found = store.get({
          group: '',
          kind: 'Namespace',
          name: namespace,
        });
        if (found && matches(namespaceSelector, found.metadata.labels)) {
          return { terms };
        }
      }
    }
    return closed(
      `${place} is not open for apps`,
      `Choose one that is, or have who runs the portal open it: ${KEY} says which are.`,
    );
  }

  return {
    any: cluster => entries.some(entry => entry.cluster === cluster),
    of,
  };
}
