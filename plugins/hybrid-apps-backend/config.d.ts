import { HumanDuration } from '@backstage/types';

export interface Config {
  hybridApps?: {
    history?: {
      /**
       * How long the changes of an app are kept. 90 days unless told.
       */
      retention?: HumanDuration | string;
    };
    /**
     * Namespaces that are the platform's own: what is labelled as an app there
     * is none. Names, or beginnings like `kube-*`. In place of: kube-*,
     * openshift, openshift-*, calico-apiserver, calico-system, cdi,
     * cert-manager, ingress-nginx, kubevirt, tigera-operator.
     */
    platformNamespaces?: string[];
    watch?: {
      /**
       * Kinds that are not watched, as resource and group, like `events` or
       * `datavolumes.cdi.kubevirt.io`. What would come of them is shown as not
       * known.
       */
      exclude?: string[];
      /**
       * Namespaces that are read one by one where the account may not read a
       * kind in the whole cluster. Those that it can list, and has rights in,
       * are found without this.
       */
      namespaces?: Array<{
        /** The cluster's name in the kubernetes plugin. */
        cluster: string;
        names: string[];
      }>;
      /**
       * How many namespaces of a cluster are read one by one; that there are
       * more is told. 20 unless told.
       */
      maxNamespaces?: number;
      /**
       * How many objects one page of a list has. 500 unless told.
       */
      pageSize?: number;
      /**
       * How many kinds of a cluster are listed at once when it is first read.
       * 4 unless told.
       */
      concurrentLists?: number;
    };
  };
}
