import { Relation } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** What a relation between two objects means for which app they are of. */
interface RelationRule {
  /**
   * Who brings whom into an app: what names, what it names; what is named, its
   * namers. A Service of another app is no part of this one for being talked to.
   */
  brings: 'named' | 'namer' | 'nobody';
  /** Others name it just so: what it owns serves them all, and is no part of the app for that. */
  isShared?: true;
  /** What is named and not there, or never read, is told. */
  isMissingTold?: true;
  /** Of several reasons to belong the one of the least rank is told. */
  rank: number;
}

/** The rank of what is owned, and of what owns. */
export const OWNED = 1;
export const OWNER = 2;

export const RELATIONS: Readonly<Record<Relation, RelationRule>> = {
  mounts: { brings: 'named', isMissingTold: true, rank: 3 },
  uses: { brings: 'named', isMissingTold: true, rank: 4 },
  attaches: { brings: 'named', isMissingTold: true, rank: 5 },
  selects: { brings: 'namer', rank: 6 },
  routes: { brings: 'namer', isMissingTold: true, rank: 7 },
  listens: { brings: 'named', isShared: true, isMissingTold: true, rank: 8 },
  serves: { brings: 'named', rank: 9 },
  scales: { brings: 'namer', isMissingTold: true, rank: 10 },
  protects: { brings: 'namer', rank: 11 },
  connects: { brings: 'nobody', rank: 12 },
  tells: { brings: 'nobody', rank: 13 },
  grants: { brings: 'nobody', rank: 14 },
};
