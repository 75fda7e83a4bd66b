import { at, text } from '../../objects';

/**
 * When an event was seen last; which field says so depends on who wrote it.
 * Undefined where none of them is a time.
 */
export const lastSeen = (event: unknown): Date | undefined =>
  [
    at(event, 'series', 'lastObservedTime'),
    at(event, 'lastTimestamp'),
    at(event, 'eventTime'),
    at(event, 'metadata', 'creationTimestamp'),
  ]
    .map(value => new Date(text(value) ?? NaN))
    .find(time => !Number.isNaN(time.getTime()));
