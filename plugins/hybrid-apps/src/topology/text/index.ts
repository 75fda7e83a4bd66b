/** A picture as text, for documents that are kept with what they describe. */
export { toD2 } from './d2';
export { toMermaid } from './mermaid';
