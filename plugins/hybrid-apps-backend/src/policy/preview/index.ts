/**
 * What a change of policies would change: asked with what is known now, and
 * computed in a thread of its own.
 */
export { createPreviewer, type Previewer } from './inThread';
export { askPreview } from './question';
