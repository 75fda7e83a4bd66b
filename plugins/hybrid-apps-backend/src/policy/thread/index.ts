/** Policy in a thread of its own: what it reads of all clusters is mirrored there. */
export { answerInThread } from './inThread';
