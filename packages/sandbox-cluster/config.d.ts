export interface Config {
  /**
   * Kubernetes clusters in memory, inside of the backend, for development and
   * demos. Nothing runs in them, and they are gone with the process.
   */
  sandboxCluster?: {
    /** Those to start; none if left out. */
    clusters?: Array<{
      name: 'onprem' | 'cloud';
      /** Of 127.0.0.1; a free one if left out or 0. */
      port?: number;
      /**
       * Manifests that are there from the start: files or folders, relative to
       * the backend's working directory.
       */
      manifests?: string[];
    }>;
    /**
     * Where to write a kubeconfig with a context for each of them, relative to
     * the backend's working directory. It holds administrators' tokens.
     */
    kubeconfig?: string;
    /** Start them with NODE_ENV=production, too. */
    allowInProduction?: boolean;
  };
}
