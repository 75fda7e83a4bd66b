/**
 * What network policies mean for an app: posture, matrix, findings, verdicts,
 * and what a change would do. Pure; `packages/network-policy` does the
 * reasoning.
 */
export { wayInId } from './across';
export { answerInPlace, type PolicyAnswers } from './answers';
export { enforcedDialects } from './enforcedDialects';
export { detectEnforcement, runningPlugins } from './enforcement';
export { type EntryWay } from './entries';
export { peerId } from './enginePeers';
export { overlayIn, type AppOverlay } from './overlay';
export { type MayName } from './peers';
export {
  createReader,
  readerAsOfNow,
  seesWorkload,
  type Named,
  type Reader,
} from './reader';
export { k3sOf } from './k3s';
export { type PeersPart, type PeersQuestion } from './matrix';
export { askPreview, createPreviewer, type Previewer } from './preview';
export { answerInThread } from './thread';
