import { HumanDuration } from '@backstage/types';

export interface Config {
  hybridApps?: {
    history?: {
      /**
       * How long the changes of an app, and how far it was in containers, are
       * kept. 90 days unless told.
       */
      retention?: HumanDuration | string;
    };
    permissions?: {
      /**
       * How long what the permission policy says of reading, and the entities
       * that the catalog shows, are kept for their caller, and so a right to
       * read lives on that is taken away. 5 seconds unless told.
       */
      readKept?: HumanDuration | string;
    };
    /**
     * In which hours apps run: they are started and stopped as a whole, in the
     * name of the portal's account. See docs/whole-app.md.
     */
    hours?: {
      /**
       * Whether the annotation `hybrid-apps.io/hours` of entities counts, like
       * `mon-fri 07:00-19:00 Europe/Madrid`. Who may write entities then has apps
       * stopped. Not unless told.
       */
      annotations?: boolean;
      /** What is here counts before annotations. */
      apps?: Array<{
        /** The entity reference of the app; a System of `default` where it is a name alone. */
        app: string;
        /** The days on which it is started. Every day unless told. */
        days?: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
        /** When it is started, like `07:00`. */
        from: string;
        /**
         * When it is stopped, like `19:00`, up to `24:00`. Where it is not after
         * `from`, it is on the day after.
         */
        to: string;
        /** Whose clock that is, like `Europe/Madrid`. */
        timeZone: string;
      }>;
    };
    /** Consoles of VMs, and shells in containers; see docs/consoles.md. */
    consoles?: {
      /** How long a console lasts at the longest. 8 hours unless told. */
      timeLimit?: HumanDuration | string;
      /**
       * How long nothing may be typed until a console ends. 30 minutes unless
       * told.
       */
      idleLimit?: HumanDuration | string;
      /** How many a person may have open at a time. 10 unless told. */
      perPerson?: number;
      /** How many may be open on one replica. 200 unless told. */
      perReplica?: number;
    };
    /** What is used over time; see docs/metrics.md. */
    metrics?: {
      /** The Prometheus of each cluster. Of others nothing is told over time. */
      clusters?: Array<{
        /** The cluster's name in the kubernetes plugin. */
        cluster: string;
        /**
         * That which `/api/v1/query_range` comes after. No redirect is followed.
         */
        url: string;
        /**
         * A token that shows who asks; either this or `basic`.
         * @visibility secret
         */
        bearerToken?: string;
        /** A name and a password that show who asks. */
        basic?: {
          username: string;
          /** @visibility secret */
          password: string;
        };
        /**
         * Headers of each request, like `X-Scope-OrgID`.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** The certificate authority in PEM, as base64. */
        caData?: string;
        /** A file with the certificate authority in PEM. */
        caFile?: string;
        /** Take any certificate. Whoever is in between reads the credentials then. */
        skipTLSVerify?: boolean;
        /**
         * Labels that all series of the cluster have, like `cluster: production`,
         * where one Prometheus has those of several.
         */
        labels?: { [label: string]: string };
      }>;
      /**
       * PromQL in place of that which the portal has; a query names each series by
       * namespace and pod, or namespace and name of a VM. Placeholders are namespaces
       * and pods, or vms, each as the whole of a matcher (`pod=~"${{ pods }}"`),
       * labels, and window, the time of a rate.
       */
      queries?: {
        /** Of Pods, by cAdvisor. */
        pods?: {
          cpu?: string;
          'cpu-throttled'?: string;
          memory?: string;
          'network-receive'?: string;
          'network-transmit'?: string;
          'disk-read'?: string;
          'disk-write'?: string;
        };
        /** Of guests of VMs, by KubeVirt. */
        vms?: {
          cpu?: string;
          'cpu-throttled'?: string;
          memory?: string;
          'network-receive'?: string;
          'network-transmit'?: string;
          'disk-read'?: string;
          'disk-write'?: string;
        };
      };
    };
    /**
     * Clusters that are written to in the name of who asks, so that their own
     * rights, admission and audit log go by the person. Without it, all are
     * written to as the portal's account.
     */
    impersonation?: {
      clusters?: Array<{
        /** The cluster's name in the kubernetes plugin. */
        cluster: string;
        /**
         * What users are named there, like `oidc:${{ name }}`. Placeholders are
         * kind, namespace, name, and ref for the whole entity reference.
         */
        user: string;
        /**
         * What they are in there. Each is made once for each of their groups in
         * the portal, like `oidc:${{ group.name }}` (group.kind,
         * group.namespace, group.name, group.ref); one without placeholders is
         * everybody's. None unless told.
         */
        groups?: string[];
      }>;
    };
    /**
     * Namespaces that are the platform's own: what is labelled as an app there
     * is none. Names, or beginnings like `kube-*`. In place of: kube-*,
     * openshift, openshift-*, calico-apiserver, calico-system, cdi,
     * cert-manager, ingress-nginx, kubevirt, tigera-operator.
     */
    platformNamespaces?: string[];
    /** Namespaces are the unit of trust; see docs/security.md. */
    namespaces?: {
      /**
       * What tells whose a namespace is: `patterns` first, then what is written
       * on the Namespace itself. Nothing that is written on objects in it does.
       */
      owner?: {
        /**
         * The annotation of Namespaces that names the owner, as the catalog
         * reads `spec.owner`. `backstage.io/owner` unless told.
         */
        annotation?: string;
        /** The label of Namespaces that names the owner, in place of an annotation. */
        label?: string;
        /** Owners by names of namespaces; the first entry that means one counts. */
        patterns?: Array<{
          /** The cluster's name in the kubernetes plugin; every cluster unless told. */
          cluster?: string;
          /** Names, or patterns like `team-a-*`. */
          names: string[];
          /** An entity reference like `group:default/team-a`. */
          owner: string;
        }>;
      };
    };
    /**
     * Where apps may be created, and what of them is refused. Without it,
     * nowhere.
     */
    provisioning?: {
      /**
       * The namespaces that take apps. The first entry that means a namespace
       * counts. Those of the platform (the ones that `platformNamespaces` has by
       * default, and those that it names) take none whatever is said here.
       */
      clusters?: Array<{
        /** The cluster's name in the kubernetes plugin. */
        cluster: string;
        /**
         * Names of namespaces, or patterns like `team-*`, whether they exist yet
         * or not. `default` has to be written out. Either this or
         * `namespaceSelector`.
         */
        namespaces?: string[];
        /**
         * A selector of labels of the Namespace, like `apps=open,tier!=core`.
         * While the portal does not know the labels, it is closed.
         */
        namespaceSelector?: string;
        /**
         * The profile of the Pod Security Standards that Pods have to keep
         * within. `baseline` unless told.
         */
        podSecurity?: 'privileged' | 'baseline' | 'restricted';
        /**
         * What is refused unless it is named here: hardware of nodes for VMs,
         * Services of the types LoadBalancer and NodePort, and
         * NetworkAttachmentDefinitions.
         */
        allow?: Array<
          | 'gpus'
          | 'hostDevices'
          | 'loadBalancers'
          | 'networkAttachments'
          | 'nodePorts'
        >;
        /**
         * The hosts that an Ingress or a route may be for: names, or patterns
         * like `*.apps.example.com`. Any unless told.
         */
        ingressHosts?: string[];
        /**
         * The classes that an Ingress may name. Any unless told; the cluster's
         * default always.
         */
        ingressClasses?: string[];
        /**
         * Annotations that objects may have beside those that have no prefix or
         * are known to do no harm: names, or patterns like `cert-manager.io/*`.
         */
        annotations?: string[];
      }>;
    };
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
       * How many kinds of a cluster are read that the portal does not know by
       * itself, as objects of theirs own others, like an operator's own
       * kind. 20 unless told; 0 reads none.
       */
      ownerKinds?: number;
      /**
       * How many objects one page of a list has. 100 unless told.
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
