/** Tells the time of day. Durations are measured with `performance.now()`, which no change of the time moves. */
export type Clock = () => Date;

/** The machine's own. */
export const systemClock: Clock = () => new Date();
