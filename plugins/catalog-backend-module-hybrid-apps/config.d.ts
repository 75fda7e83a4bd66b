export interface Config {
  catalog?: {
    providers?: {
      /**
       * Turns the hybrid apps found in clusters into entities. Present, even
       * empty, it is on.
       */
      hybridApps?: {
        /**
         * Who owns apps in namespaces without an owner: an entity reference.
         * `unknown` unless told.
         */
        defaultOwner?: string;
        /**
         * The `spec.lifecycle` of components. `production` unless told.
         */
        lifecycle?: string;
        /**
         * When to ask for the apps beside the times when they are told to
         * have changed. Every five minutes unless told.
         */
        schedule?: {
          /** How often: an ISO duration, a duration object, or a cron line. */
          frequency: string | object;
          /** How long one run may take. */
          timeout: string | object;
          /**
           * How long after the start nothing is asked, so that the catalog
           * knows what is registered by hand. 15 seconds unless told.
           */
          initialDelay?: string | object;
        };
      };
    };
  };
}
