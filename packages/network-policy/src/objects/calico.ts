/** The API groups of Calico: its own, and the one that it is stored in. */
export const CALICO_GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];
/** The latter: objects come into it without the defaults and checks of Calico's API server. */
export const STORED_GROUP = CALICO_GROUPS[1];
