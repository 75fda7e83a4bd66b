/** What people do to an app's objects: what can be done, doing it, and how it ended. */
export { ActLines } from './ActLines';
export { ActsProvider, useActs } from './ActsProvider';
export { BulkActs } from './BulkActs';
export { ObjectActs } from './ObjectActs';
export { OfferItems } from './OfferItems';
export { useOffers, useOffersOfAll } from './useOffers';
export { saidOf } from './words';
