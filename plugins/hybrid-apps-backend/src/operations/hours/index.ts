/** The hours in which apps are to run: who says them, when they are due, and following them. */
export { createHoursKeeper } from './keep';
export { momentsOf } from './moments';
export { createMomentRows, type MomentRow, type MomentRows } from './rows';
export { hoursOf, readHours, type HoursSettings } from './settings';
