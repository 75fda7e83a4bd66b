export interface Config {
  hybridApps?: {
    /** The template Hybrid application, as the catalog has it. */
    template?: {
      /**
       * Whether the catalog has it. It does unless told; `false` takes it out
       * again.
       */
      enabled?: boolean;
      /**
       * Who owns it: an entity reference. Nobody unless told.
       */
      owner?: string;
    };
  };
}
