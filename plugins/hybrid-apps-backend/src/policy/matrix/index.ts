/**
 * Who reaches whom around an app, in rows that do not grow with its cluster, and
 * what a row stands for one by one.
 */
export { matrixOf, type Asked, type Matrix } from './matrix';
export { matrixPeers, type PeersPart, type PeersQuestion } from './matrixPeers';
