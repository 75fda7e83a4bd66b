/** Who wrote which field of an object last, as its cluster keeps it and is asked for. */
export { createAskManagers, type AskManagers } from './fieldManagers';
