/**
 * The signals channel on which the backend says that an app changed. A page
 * that shows the app then asks again, with its ETag.
 *
 * @public
 */
export const HYBRID_APPS_SIGNAL_CHANNEL = 'hybrid-apps';

/** What a signal says. `entityRef` is absent where the list of apps changed. @public */
export type HybridAppsSignal = {
  entityRef?: string;
  revision: string;
};

/**
 * The signals channel on which the backend says every {@link ALIVE_EVERY_MS}
 * milliseconds that it could tell of changes, to whoever asked it for something
 * in the last 90 seconds. The message is empty. Where it stays out, signals are lost.
 *
 * @public
 */
export const HYBRID_APPS_ALIVE_CHANNEL = 'hybrid-apps.alive';

/** Milliseconds between two signals of {@link HYBRID_APPS_ALIVE_CHANNEL}. @public */
export const ALIVE_EVERY_MS = 2_000;

/**
 * The topic of the events service on which the backend says that the apps
 * found in clusters changed. The event has no payload: ask for the list again.
 *
 * @public
 */
export const DISCOVERED_APPS_CHANGED_TOPIC =
  'hybrid-apps.discovered-apps-changed';
