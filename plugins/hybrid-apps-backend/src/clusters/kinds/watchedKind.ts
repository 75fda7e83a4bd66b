import { Kind, Watch } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** A kind that is watched, in whatever version is served. */
export interface WatchedKind extends Pick<Kind, 'groups' | 'kind'>, Watch {}
