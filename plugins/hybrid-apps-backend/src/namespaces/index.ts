/** Namespaces as the unit of trust: whose they are, and what rights on them go by. */
export {
  createOwnerOf,
  ownerByAnnotation,
  readOwnerRules,
  type NamespaceOwner,
  type OwnerOf,
  type OwnerRules,
} from './owners';
export { createIsOfCluster, type IsOfCluster } from './ofCluster';
export { namesAlone } from './namesAlone';
export { shownStore } from './shownStore';
export { EVERYTHING, sightWithin, type Sight } from './sight';
export { placeIn, readPlaceName, type Place } from './place';
