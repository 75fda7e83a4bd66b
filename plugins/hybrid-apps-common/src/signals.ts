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
 * The topic of the events service on which the backend says that the apps
 * found in clusters changed. The event has no payload: ask for the list again.
 *
 * @public
 */
export const DISCOVERED_APPS_CHANGED_TOPIC =
  'hybrid-apps.discovered-apps-changed';
