/** Tells browsers and other plugins that something changed, and no more than that. */
export { createNotifier } from './notifier';
export { startHeartbeat } from './heartbeat';
export { createViewers, withList, type Viewers } from './viewers';
