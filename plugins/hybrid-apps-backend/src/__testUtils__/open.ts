import { Terms } from '../provisioning/openings';

/** What an entry of the configuration says that says no more than where. */
export const TERMS: Terms = {
  key: 'hybridApps.provisioning.clusters[0]',
  podSecurity: 'baseline',
  allow: [],
  annotations: [],
};

/** Every namespace takes apps. */
export const allOpen = () => ({ terms: TERMS });
