// Generated from plugins/hybrid-apps-backend/src/schema/openapi.yaml by scripts/generate.mjs.

export interface paths {
    "/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The hybrid apps that the caller may view, sorted by entity reference. */
        get: operations["listApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/topology": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The app as a graph, with the evidence for each edge, and what is not known. What lies in namespaces that the caller may not read is left out and counted in `knowledge` (`hidden`); what is in no namespace is there by its name alone for who may not read clusters. Answers 304 to a current `If-None-Match`. */
        get: operations["getTopology"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One object of the app as the portal's copy of the cluster has it, with the events about it and about what it stands for. That copy holds no Secret, and of ConfigMaps the name alone. Values are struck from it: a variable and a header have their name without a value, a command and its arguments are empty lists, and the user data of cloud-init, foreign annotations, and the user info and query of URLs are left out. */
        get: operations["getObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who can reach what in the app, the policies that apply, and what to act on. Answers 304 to a current `If-None-Match`. */
        get: operations["getPolicyStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/policy/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a peer of the policy status stands for, one by one, with the connections of each: of a `Namespace` its workloads, of `Others` their namespaces. Answers 404 where the status has no such peer (another one may stand for these after a change), or where the caller may not be told. */
        get: operations["listPolicyPeers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The ways that a request takes through the app, hop by hop, each with the field that says so, and where a way breaks. What the portal does not read stays unknown: DNS outside of the clusters, what is in Secrets, what a controller makes of its own settings. Ends that the caller may not see are told as not known, and named by what names them alone. */
        get: operations["traceRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/policy/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What applying or removing policies would change in who reaches whom. Nothing is written. Takes a body of 500 kB, and 500 rules, peers, ports and other listed items and 40000 characters of selectors and other texts in all policies together, 20 s and 512 MB; more is refused with 400. Tells 2000 changes at most, fewer where they have many ports, and counts the rest. Of more than 1000 characters of ports, it tells the first, with `…` after them. */
        post: operations["previewPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What changed in the app, newest first. */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the clusters say has happened to objects of the app, newest first, 200 at most: the warnings of the last hour that the portal keeps, five of an object at most. Those of the same object that say the same are one. */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/managers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who manages which fields of an object of the app, as its cluster keeps it in `metadata.managedFields` and is asked for now; never what is in the fields. A manager is called as it called itself, which nobody verifies. */
        get: operations["listManagers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/modernization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which components of the app are VMs and which containers, what each has, which of them call each other, and how that moved. Who may not see the whole app gets what there is of it to see, and no `series`: that one tells of all of it. Answers 304 to a current `If-None-Match`. */
        get: operations["getAppModernization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the VMs and workloads of the app use, now as metrics.k8s.io of each cluster measures it, and over time as its Prometheus did, beside what they request and may use; of one object with `id`, else of each component, 50 at most. It is asked of the clusters as somebody looks, for what the caller sees alone. What could not be had is told in `source` and in `use.measurement`, with the way out, and fails nothing else. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the Pods of an object of the app write, of a VM what its guest writes on its serial console, as a stream of [rows](#logrow): one JSON object in each line, and an empty line now and then where nothing is written. 20 Pods at most are read at once. One that cannot be read says so in a row of its own and takes no other with it. With `follow` the Pods that come are read as well, for ten minutes; then the last row says `time`, and who goes on reading asks again. A stream that ends without a row `closed` broke off. It is sent no faster than it is taken. Asks for `hybrid-apps.app.view` and `hybrid-apps.app.console`, since logs may hold what is secret, and for `hybrid-apps.namespace.operate` on the namespace of the object; it bears who asks where app-config has it so. */
        get: operations["readLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was done to objects of the app, the newest first, 200 at most: of those in namespaces that the caller may read. Asks for `hybrid-apps.app.view`. */
        get: operations["listActs"];
        put?: never;
        /** @description Does something to an object of the app, and answers as soon as the cluster has taken or refused it. How it ends is told by `listActs`. The same id again does nothing and gives the same. 409 where the object is not as it was when the act was offered, or another act on it is under way. Asks for the right that the act takes on the app, and for `hybrid-apps.namespace.operate` on the namespace of the object; the requests bear who asks where app-config has it so. */
        post: operations["performAct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/acts/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What can be done to objects of the app as they are now, and what not, with the reason. Asks for `hybrid-apps.app.view`; what takes more is offered as not possible to who lacks it. What is not of the app, or not there, is left out. */
        post: operations["queryActs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The last 20 plans that stopped or started the app as a whole, the newest first, with what became of each object that is in a namespace that the caller may read; and the hours in which the app is to run, if it has any. Asks for `hybrid-apps.app.view`. */
        get: operations["listPlans"];
        put?: never;
        /** @description Stops or starts the app, object by object, and answers as soon as that is written down; `listPlans` tells how it goes on. The same id again does nothing and gives the same. 409 where something else would be done than `queryPlan` told, there is nothing to do, or another plan of the app is under way. Asks for `hybrid-apps.app.power` on the app, and for `hybrid-apps.namespace.operate` on the namespace of each object; the requests bear who asks where app-config has it so. */
        post: operations["startPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/plans/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What would be done to stop or start the app as it is now: in which order, what is left alone, and why. Asks for `hybrid-apps.app.view`; what takes more is told as not possible to who lacks it. */
        post: operations["queryPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/plans/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Has a plan begin nothing more; what was begun goes on to its end. 409 where it has ended. Asks for `hybrid-apps.app.power` on the app. */
        post: operations["cancelPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apps/{kind}/{namespace}/{name}/consoles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description A ticket for one console: the serial port or the screen of a VM, or a shell in a container. It is good once, for 30 seconds, and for the WebSocket at `path` alone, of any replica: the ticket goes in its subprotocols, beside `hybrid-apps.console.v1`, as `ticket.` and the ticket. 409 where somebody has the console and `join` does not say what to do about that: KubeVirt gives one connection. 400 where there is nothing to connect to, as of a VM that does not run. For users alone. Asks for `hybrid-apps.app.view` and `hybrid-apps.app.console` on the app, and for `hybrid-apps.namespace.operate` in the namespace of the object. */
        post: operations["openConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consoles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The consoles that are open, of all replicas: the caller's own, and with `hybrid-apps.console.manage` everybody's. With an upgrade to a WebSocket and a ticket this path is the console itself; docs/reference/consoles.md says what goes over it. */
        get: operations["listConsoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consoles/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a console that is open, on whichever replica it is, within some seconds. One's own always; those of others with `hybrid-apps.console.manage`. 404 where it is not open. */
        post: operations["endConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/modernization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How far the apps that the caller may view are in containers, sorted by entity reference, with the sums of all of them. */
        get: operations["listModernization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reachability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Whether one peer can reach another on a port, and which rules decide. Both peers must be in namespaces that the caller may read, and belong to apps that the caller may view, or, with the right to read clusters, to none. */
        post: operations["checkReachability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The clusters, their nodes and add-ons, the network plugin, and how far the cache is in step with them. */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a cluster is made of: its nodes, add-ons and network, its control plane as far as that is seen, who talks to whom on which port, and what of all that is not known. For who may read clusters. */
        get: operations["getCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The namespaces of a cluster that the caller may read, for choosing one. Who may read none of it, nor clusters, is refused with 403, whether there is such a cluster or not. */
        get: operations["listNamespaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Creates what manifests describe in the order that their kinds need, in namespaces that `hybridApps.provisioning` of app-config opens (403 elsewhere), each first held against a table of what is refused there (403), then with `dryRun=All`. All that is wrong is told at once; where the check of any manifest fails, nothing is written. Where a write fails afterwards, what this call created is removed, and nothing else, whatever task it names. Takes a body of 5 MB. Asks for `hybrid-apps.app.create`, and for `hybrid-apps.namespace.create` on the namespace of each manifest. */
        post: operations["applyManifests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description How far objects are on their way to be ready. With its uid, a Job that was removed after it ended counts as it ended. What is in a namespace that is not open for apps of the caller has failed, and nothing else is told of it; the same goes for what names no namespace. Of a kind that the portal never reads, like Secret, is not known whether it exists: with its uid it counts as ready, and else as failed. Asks for `hybrid-apps.app.create`, and for `hybrid-apps.namespace.create` on the namespace of each object. */
        post: operations["checkReadiness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The tasks of the scaffolder whose record is open: of which the portal knows what they created, and not yet that they are done. For the scaffolder's plugin alone, in its own name; 403 for others. Asks for `hybrid-apps.app.create`. */
        get: operations["listOpenTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Deletes what the portal's record has for a task, on every cluster, newest first. What is recorded is what applies created, from before the first write until the task is closed; without the scaffolder, for 24 hours. An object is deleted only while it has the uid that the cluster gave when it was created, or, where that answer was lost, the field manager of that call; others are left alone and named. Where the cluster takes its time, the result is `deleted` until the object is `gone`. In a namespace that is not open for apps it is `failed`, without a request. For who asked for it: a user undoes what was created in the user's own name, the scaffolder's plugin, in its own name, what was created through it; other services get 403. Asks for `hybrid-apps.app.create`. */
        post: operations["undoApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Says that a task of the scaffolder is done: what it created is there to stay, and is not undone any more. Saying it again changes nothing. For the scaffolder's plugin alone, in its own name; 403 for others. Asks for `hybrid-apps.app.create`. */
        post: operations["closeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/discovered-apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The apps that labels on objects in the clusters tell of, for the catalog. Answered to services, and to callers who may read clusters. */
        get: operations["listDiscoveredApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description How well an object is. `stopped`: it is meant to be off. `unknown`: what would tell could not be read, or the platform itself does not know. `unjudged`: nothing says how well an object of this kind is, so it counts nowhere.
         * @enum {string}
         */
        Health: "healthy" | "progressing" | "degraded" | "stopped" | "unknown" | "unjudged";
        /**
         * @description Whether any policy isolates a workload in a direction. `unknown` where policies could not be read.
         * @enum {string}
         */
        Posture: "isolated" | "open" | "unknown";
        Postures: {
            ingress: components["schemas"]["Posture"];
            egress: components["schemas"]["Posture"];
        };
        /** @enum {string} */
        Protocol: "TCP" | "UDP" | "SCTP";
        /** @description A Kubernetes object. */
        Manifest: {
            apiVersion: string;
            kind: string;
            metadata: {
                name: string;
                namespace?: string;
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        ObjectRef: {
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
        };
        /**
         * @description The serial port of a VM, its screen, or a shell in a container.
         * @enum {string}
         */
        ConsoleKind: "serial" | "vnc" | "exec";
        ConsoleRequest: {
            /** @description Of the node or the object, as the topology names it. For `exec` a Pod, or a workload, of which a Pod that runs is taken. */
            id: string;
            kind: components["schemas"]["ConsoleKind"];
            /** @description For `exec`, where the Pod has several. */
            container?: string;
            /**
             * @description Where somebody has the console already, whether to watch (a serial port alone) or to take the keys.
             * @enum {string}
             */
            join?: "watch" | "take";
        };
        ConsoleTicket: {
            ticket: string;
            /** @description Of the WebSocket, below the address of the plugin. */
            path: string;
            /** Format: date-time */
            until: string;
            kind: components["schemas"]["ConsoleKind"];
            /** @description What it is the console of, the VM's instance or the Pod. */
            object: components["schemas"]["ObjectRef"];
            container?: string;
        };
        OpenConsole: {
            id: string;
            /** @description Entity reference. */
            person: string;
            /** @enum {string} */
            role: "keys" | "watch";
            /** @description Entity reference of the app through which it was opened. */
            app: string;
            cluster: string;
            kind: components["schemas"]["ConsoleKind"];
            object: components["schemas"]["ObjectRef"];
            container?: string;
            /** Format: date-time */
            since: string;
        };
        OpenTask: {
            task: string;
            /** @description The entity reference of who started it, for the scaffolder; absent where a service did. Users name nobody but themselves. */
            user?: string;
        };
        /** @description An object that a task created, with its uid where that is known. */
        CreatedObject: {
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
            uid?: string;
        };
        /** @description How far one kind of one cluster is known. A cluster that cannot be reached at all has one entry, with kind `*`; what concerns all clusters is of the cluster `*`. */
        KindKnowledge: {
            cluster: string;
            /** @description Resource and group, like `virtualmachines.kubevirt.io`, or `*`. */
            kind: string;
            /**
             * @description `partial`: it may be read in some namespaces alone, and is known there. `unresolved`: what an entity says of its objects leads nowhere, like the name of a cluster that there is not. `hidden`: it is in namespaces that the caller may not see.
             * @enum {string}
             */
            state: "synced" | "partial" | "syncing" | "forbidden" | "absent" | "unreachable" | "stale" | "unresolved" | "hidden";
            /** @description Of a kind that the portal does not know by itself, and reads since objects of it own others: its name, like `Cluster`. Pictures without such an object lack nothing by it. */
            ownerKind?: string;
            /** @description Where it is known nevertheless, whatever the state of the rest. */
            namespaces?: string[];
            /**
             * Format: date-time
             * @description Since when it is so; for `stale`, when it was last in step.
             */
            since?: string;
            /** @description What happened, and what to do about it. */
            message?: string;
        };
        /** @description What is not known, or not for sure. Empty where every kind that matters here is synced. */
        Knowledge: components["schemas"]["KindKnowledge"][];
        AppTotals: {
            apps: number;
            /** @description What several apps have is one. */
            vms: number;
            /** @description Container workloads, likewise. */
            containers: number;
            /** @description Apps that are degraded or unknown. */
            needAttention: number;
        };
        AppSummary: {
            entityRef: string;
            name: string;
            title?: string;
            /** @description The owner's entity reference. */
            owner?: string;
            health: components["schemas"]["Health"];
            /** @description How many components are degraded. */
            unhealthy?: number;
            vms: number;
            containers: number;
            clusters: string[];
            /** @description How many workloads are isolated for ingress, how many are open, and how many unknown. */
            posture: {
                isolated: number;
                open: number;
                unknown: number;
            };
            /** @description What is degraded, workloads first; five at most, of `unhealthy` in all. Absent where nothing is. */
            problems?: components["schemas"]["AppProblem"][];
            /** @description The names of workloads that are open for ingress; five at most, of `posture.open` in all. Absent where none is. */
            openWorkloads?: string[];
            /**
             * Format: date-time
             * @description When something in the app last changed that its history records.
             */
            changedAt?: string;
            knowledge: components["schemas"]["Knowledge"];
        };
        /** @description A component that is degraded, and why. */
        AppProblem: {
            /** @description Its node in the topology. */
            component: string;
            cluster: string;
            kind: string;
            name: string;
            /** @description One word of the platform's own, like ImagePullBackOff. */
            reason?: string;
            message?: string;
        };
        Topology: {
            entityRef: string;
            revision: string;
            nodes: components["schemas"]["TopologyNode"][];
            edges: components["schemas"]["TopologyEdge"][];
            knowledge: components["schemas"]["Knowledge"];
        };
        TopologyNode: {
            /** @description `cluster/namespace/group/Kind/name`; group is empty for the core group, namespace for cluster-scoped kinds. */
            id: string;
            cluster: string;
            namespace: string;
            apiVersion: string;
            kind: string;
            name: string;
            /** @enum {string} */
            category: "vm" | "container" | "network" | "storage" | "config" | "policy" | "external";
            /** @description The catalog entity that this node belongs to, where one does. */
            entityRef?: string;
            status: components["schemas"]["NodeStatus"];
            posture?: components["schemas"]["Postures"];
            facts: components["schemas"]["NodeFacts"];
            /** @description The objects that this node stands for beside its own, like a VM's instance, launcher Pod and disks. */
            members: components["schemas"]["NodeMember"][];
            /** @description Why it belongs to the app. */
            reason: components["schemas"]["Evidence"];
        };
        /** @description A line of a log or, where `event` is there, what is told of logs. */
        LogRow: {
            pod?: string;
            container?: string;
            /** @description When the line was written, in UTC and to the nanosecond, always as long. Absent where the cluster did not say. */
            at?: string;
            /** @description The line, with all control characters that are in it. */
            text?: string;
            /** @description The line is longer than 65536 characters; this is its beginning. */
            cut?: boolean;
            /**
             * @description `sources`: which Pods are read, the first row, and again where they change. `ended`: that container writes nothing more. `failed`: its log cannot be read, and why. `closed`: the last row.
             * @enum {string}
             */
            event?: "sources" | "ended" | "failed" | "closed";
            sources?: components["schemas"]["LogSource"][];
            /** @description So many Pods more there are. */
            leftOut?: number;
            message?: string;
            /**
             * @description Why it is closed. `complete`: all was told. `time`: it was followed for as long as one request may. `gone`: the object is no more.
             * @enum {string}
             */
            reason?: "complete" | "time" | "gone";
        };
        LogSource: {
            pod: string;
            /** @description The one that is read; absent where the Pod has none such. */
            container?: string;
            /** @description All that the Pod has. */
            containers: string[];
        };
        NodeMember: {
            id: string;
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
            status: components["schemas"]["NodeStatus"];
            facts?: components["schemas"]["NodeFacts"];
        };
        NodeStatus: {
            health: components["schemas"]["Health"];
            /** @description One word of the platform's own, like Running, CrashLoopBackOff, ErrorUnschedulable. */
            reason?: string;
            message?: string;
            /** Format: date-time */
            since?: string;
            /** @description The rule by which it is judged, by whose specification. */
            source?: string;
        };
        /** @description What a person wants to know of an object at one glance. Fields that do not fit its kind are absent. */
        NodeFacts: {
            replicas?: {
                ready: number;
                desired: number;
            };
            images?: string[];
            cpu?: string;
            memory?: string;
            /** @description In numbers: of a VM what its guest has, of a container workload what one Pod asks for, by requests or else limits. What is not known is absent. */
            resources?: {
                /** @description In CPUs */
                cpu?: number;
                /** @description In bytes */
                memory?: number;
            };
            guestOs?: string;
            runStrategy?: string;
            instancetype?: string;
            preference?: string;
            addresses?: string[];
            node?: string;
            /** @description Of the node, by its label `topology.kubernetes.io/zone`. Absent where it has none, or the node is not known, or is not for who asks. */
            zone?: string;
            restarts?: number;
            ports?: {
                name?: string;
                port: number;
                targetPort?: string;
                protocol: components["schemas"]["Protocol"];
            }[];
            interfaces?: {
                name: string;
                /** @description `pod`, or the name of a NetworkAttachmentDefinition. */
                network: string;
                binding?: string;
                model?: string;
                mac?: string;
                addresses?: string[];
                /**
                 * @description Whether network policies of the pod network, or MultiNetworkPolicies, cover this interface.
                 * @enum {string}
                 */
                policyCoverage: "covered" | "uncovered" | "unknown";
            }[];
            disks?: {
                name: string;
                /** @description What backs it, like `dataVolume mongodb-data` or `containerDisk quay.io/…`. */
                source?: string;
                size?: string;
                storageClass?: string;
                /** @description As what the guest has it, like `disk`, `cdrom` or `lun`. */
                device?: string;
                bus?: string;
                bootOrder?: number;
            }[];
            serviceType?: string;
            hosts?: string[];
            /** @description Of a way in, what a browser may open. None for hosts that stand for several. */
            urls?: string[];
            /** @description Addresses and names by which it is open to outside of the cluster. */
            externalAddresses?: string[];
            size?: string;
            storageClass?: string;
            /** @description Of an import, like `42 %`. */
            progress?: string;
            policyTypes?: string[];
        };
        ObjectField: {
            id?: string;
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
        };
        Evidence: {
            /** @description A sentence a person can read. */
            text: string;
            object?: components["schemas"]["ObjectField"];
            /** @description The field that says so, like `spec.selector`. */
            fieldPath?: string;
            value?: string;
        };
        TopologyEdge: {
            id: string;
            source: string;
            target: string;
            /**
             * @description routes: the way of a request, over a Gateway, an Ingress or route, to a Service; selects: a Service to its workloads; connects: a workload that is configured with another's address; depends-on: declared in the catalog; mounts: a workload to its storage; uses: a workload to its configuration; attaches: a VM to a secondary network; serves: a way in to the certificate that it shows; scales: an autoscaler to its workload; protects: a disruption budget to its workloads; owns: what controls another one; applies-to: a policy to a workload.
             * @enum {string}
             */
            relation: "routes" | "selects" | "connects" | "depends-on" | "mounts" | "uses" | "attaches" | "serves" | "scales" | "protects" | "owns" | "applies-to";
            /** @description Like `27017` or `80→8080`. */
            ports?: string;
            /**
             * @description Whether policy lets this traffic through, for relations that carry traffic.
             * @enum {string}
             */
            verdict?: "allowed" | "denied" | "uncertain";
            evidence: components["schemas"]["Evidence"];
        };
        /** @description A sum, and of how many components it is not known, so that it is at least so much. */
        ModernizationAmount: {
            value: number;
            unknown: number;
        };
        ModernizationShare: {
            /** @description How many components. */
            count: number;
            /** @description In CPUs. */
            cpu: components["schemas"]["ModernizationAmount"];
            /** @description In bytes. */
            memory: components["schemas"]["ModernizationAmount"];
        };
        ModernizationFigures: {
            vm: components["schemas"]["ModernizationShare"];
            container: components["schemas"]["ModernizationShare"];
        };
        ModernizationPoint: {
            /** Format: date-time */
            at: string;
            figures: components["schemas"]["ModernizationFigures"];
        };
        /**
         * @description What an app runs in: `unknown` where what is hidden or could not be read may be of the other kind, `none` where it has no components.
         * @enum {string}
         */
        ModernizationStage: "vms" | "mixed" | "containers" | "none" | "unknown";
        ModernizationComponent: {
            /** @description Of its node of the topology. */
            id: string;
            cluster: string;
            namespace: string;
            kind: string;
            name: string;
            /** @enum {string} */
            category: "vm" | "container";
            replicas: number;
            /** @description Of all replicas, in CPUs; absent where it is not known. */
            cpu?: number;
            /** @description Of all replicas, in bytes; absent where it is not known. */
            memory?: number;
        };
        /** @description A component that calls another one, where one of them is a VM, or both. */
        ModernizationWait: {
            /** @description The id of who calls. */
            source: string;
            /** @description The id of what is called. */
            target: string;
            /**
             * @description As the edge of the topology that says so.
             * @enum {string}
             */
            relation: "connects" | "depends-on";
            /** @description The Service between them, by its name. */
            through?: string;
            ports?: string;
        };
        Modernization: {
            entityRef: string;
            revision: string;
            stage: components["schemas"]["ModernizationStage"];
            figures: components["schemas"]["ModernizationFigures"];
            components: components["schemas"]["ModernizationComponent"][];
            waits: components["schemas"]["ModernizationWait"][];
            /** @description Whether the caller sees the whole app, in clusters that show the same to all. */
            isWhole: boolean;
            /** @description What the figures were from each time on, oldest first, a day's last; absent where the caller does not see the whole app. */
            series?: components["schemas"]["ModernizationPoint"][];
            knowledge: components["schemas"]["Knowledge"];
        };
        AppModernization: {
            entityRef: string;
            name: string;
            title?: string;
            /** @description The owner's entity reference. */
            owner?: string;
            stage: components["schemas"]["ModernizationStage"];
            figures: components["schemas"]["ModernizationFigures"];
            /** @description How many container workloads call a VM. */
            waits: number;
            /** @description Whether the caller sees the whole app, in clusters that show the same to all. */
            isWhole: boolean;
        };
        ModernizationPage: {
            items: components["schemas"]["AppModernization"][];
            /** @description Of all apps, whatever the page. In `figures`, what several apps have is once. */
            totals: {
                apps: number;
                /** @description How many apps are at each stage. */
                stages: {
                    vms: number;
                    mixed: number;
                    containers: number;
                    none: number;
                    unknown: number;
                };
                figures: components["schemas"]["ModernizationFigures"];
            };
            /** @description The sums of the apps that the caller sees the whole of, from each time on, oldest first, a day's last; what several apps have is in each. */
            series: components["schemas"]["ModernizationPoint"][];
            /** @description How many apps `series` leaves out, as the caller does not see the whole of them. */
            notInSeries: number;
            knowledge: components["schemas"]["Knowledge"];
            nextCursor?: string;
        };
        /** @description An act that has to do with an object as it is. */
        ActOffer: {
            act: string;
            label: string;
            /** @description What it will do; `{{name}}` stands for the name of the object. */
            will: string;
            /**
             * @description How easily it is regretted. `asks`: have it confirmed; `asksName`: by the name of the object.
             * @enum {string}
             */
            danger: "none" | "asks" | "asksName";
            possible: boolean;
            /** @description Why it is not possible. */
            why?: string;
            /** @description What comes of it for this very object, in sentences. */
            tells?: string[];
            /** @description Of values that can be chosen, what each would change. */
            previews?: components["schemas"]["ActPreview"][];
            /** @description What it was offered on; to be sent with it. */
            basis: string;
            /** @description JSON Schema of what it takes, if anything. What can be chosen is a `oneOf` of `const` and `title`. */
            input?: {
                [key: string]: unknown;
            };
        };
        /** @description What a value that can be chosen would change of the object. */
        ActPreview: {
            field: string;
            /** @description The value, as a text. */
            value: string;
            /** @description As the portal shows objects, without values that may be secret; none where nothing of that would change. */
            lines: {
                /**
                 * @description `leftOut` stands for lines that stay.
                 * @enum {string}
                 */
                is: "added" | "removed" | "same" | "leftOut";
                text: string;
            }[];
        };
        ObjectActs: {
            object: components["schemas"]["ObjectField"];
            acts: components["schemas"]["ActOffer"][];
        };
        /** @description Something that somebody did to an object. */
        ActDone: {
            id: string;
            act: string;
            /** @description The id of the object. */
            object: string;
            /** @description Entity reference of who asked. */
            askedBy: string;
            input?: {
                [key: string]: unknown;
            };
            /**
             * @description `asked`: the cluster did not answer yet. `taken`: it did, and the end is not there yet. `late`: it takes longer than it should. `unknown`: the answer was lost, and nothing tells what became of it.
             * @enum {string}
             */
            state: "asked" | "taken" | "done" | "failed" | "late" | "unknown";
            /** @description Why it failed, or what is still to be done. */
            message?: string;
            /** Format: date-time */
            askedAt: string;
            /**
             * Format: date-time
             * @description After which it takes too long.
             */
            until: string;
            /** Format: date-time */
            endedAt?: string;
        };
        /**
         * @description Whether an app is stopped or started.
         * @enum {string}
         */
        PlanKind: "stop" | "start";
        /** @description The ids of objects that are to be left alone. */
        PlanExclude: string[];
        /** @description The id of a plan of the other kind that has ended, of which all that was begun is taken back, and nothing else is done. */
        PlanGoesBack: string;
        /** @description How an object ran before it was stopped. */
        PlanBefore: {
            replicas?: number;
            runStrategy?: string;
            suspended?: boolean;
        };
        /** @description An object, and why nothing is done to it. */
        PlanTold: {
            /** @description The id of the object. */
            object: string;
            why: string;
        };
        /** @description What would be done to one object. */
        PlanPreviewStep: {
            /** @description From 0; what is of one stage is done at a time. */
            stage: number;
            /** @description The id of the object. */
            object: string;
            act: string;
            before: components["schemas"]["PlanBefore"];
            /** @description Whom of earlier stages it waits for. */
            after: {
                object: string;
                /**
                 * @description Whether one calls the other, or is declared to depend on it.
                 * @enum {string}
                 */
                relation: "connects" | "depends-on";
                /** @description The id of the Service by which it calls. */
                through?: string;
            }[];
        };
        /** @description What would be done to stop or start an app as it is now. */
        PlanPreview: {
            kind: components["schemas"]["PlanKind"];
            /** @description What it was told on; to be sent with it. */
            basis: string;
            possible: boolean;
            /** @description Why it is not possible. */
            why?: string;
            steps: components["schemas"]["PlanPreviewStep"][];
            leftAlone: components["schemas"]["PlanTold"][];
            /** @description What the caller may not act on. With any of these, nothing is done unless it is excluded. */
            refused: components["schemas"]["PlanTold"][];
            /** @description Objects that need each other all round, so that none of them is first. */
            cycles: string[][];
            /** @description Whether something of the app is where the caller may not look, and so is left alone. */
            isCut?: boolean;
            knowledge: components["schemas"]["Knowledge"];
        };
        /** @description What is done to one object. */
        PlanStep: {
            stage: number;
            /** @description The id of the object. */
            object: string;
            act: string;
            before: components["schemas"]["PlanBefore"];
            /**
             * @description `skipped`: there was nothing to do any more, as it was so already or is gone.
             * @enum {string}
             */
            state: "waiting" | "begun" | "done" | "failed" | "skipped";
            /** @description Why it failed, or was skipped. */
            message?: string;
            /** Format: date-time */
            begunAt?: string;
            /** Format: date-time */
            endedAt?: string;
        };
        /** @description A plan that stops or starts an app as a whole. */
        Plan: {
            id: string;
            kind: components["schemas"]["PlanKind"];
            /** @description Who asked; `plugin:hybrid-apps` where hours did. */
            askedBy: string;
            /** @description The plan that it takes back. */
            goesBack?: string;
            /**
             * Format: date-time
             * @description The moment of the app's hours that it is of.
             */
            dueAt?: string;
            /**
             * @description `cancelling`: nothing new is begun, and what was begun goes on to its end. `cancelled`: something of it was not done.
             * @enum {string}
             */
            state: "running" | "cancelling" | "done" | "failed" | "cancelled";
            /** @description Entity reference of who asked for its end. */
            cancelBy?: string;
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            endedAt?: string;
            steps: components["schemas"]["PlanStep"][];
            leftAlone: components["schemas"]["PlanTold"][];
        };
        /** @description In which hours an app is to run. */
        AppHours: {
            /**
             * @description Who says so. The configuration counts before an annotation.
             * @enum {string}
             */
            from: "config" | "annotation";
            /** @description Why nothing is done by them, as what is written. */
            problem?: string;
            hours?: {
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /** @description When it starts, like `07:00`. */
                from: string;
                /** @description When it stops, like `19:00`; up to `from`, on the day after. */
                to: string;
                /** @description Like `Europe/Madrid`. */
                timeZone: string;
            };
            next?: {
                kind: components["schemas"]["PlanKind"];
                /** Format: date-time */
                at: string;
            };
            /** @description What became of the last moment that was due. */
            last?: {
                kind: components["schemas"]["PlanKind"];
                /** Format: date-time */
                at: string;
                /**
                 * @description `nothing`: there was nothing to do. `skipped`: the app was left as it is.
                 * @enum {string}
                 */
                outcome: "begun" | "nothing" | "skipped";
                message?: string;
            };
        };
        ObjectDetails: {
            id: string;
            object: components["schemas"]["Manifest"];
            events: components["schemas"]["ObjectEvent"][];
            inside?: components["schemas"]["ObjectInside"];
        };
        /** @description Something that happened to an object, as the cluster tells it. */
        ObjectEvent: {
            type: string;
            reason: string;
            message: string;
            /** @description How often it happened. */
            count?: number;
            /**
             * Format: date-time
             * @description When it happened first, where it happened again.
             */
            since?: string;
            /** Format: date-time */
            lastSeen?: string;
            object?: components["schemas"]["ObjectField"];
            /** @description The topology id of what is drawn for the object. Told of the events of an app. */
            component?: string;
        };
        AppEvents: {
            items: components["schemas"]["ObjectEvent"][];
            /** @description How many there are beside these. */
            left: number;
            /** @description Of what the events are not known, or not all. */
            lacks: {
                cluster: string;
                namespace?: string;
                message: string;
            }[];
        };
        FieldManagers: {
            /** @enum {string} */
            state: "told" | "forbidden" | "unknown";
            /** @description Why it is not known. */
            message?: string;
            /** @description Who wrote last is first; 100 at most. */
            items: components["schemas"]["FieldManager"][];
        };
        /** @description Who set some fields of an object. See https://kubernetes.io/docs/reference/using-api/server-side-apply, Field management. */
        FieldManager: {
            /** @description As it called itself, like `kubectl-edit`. */
            manager: string;
            /** @enum {string} */
            operation: "Apply" | "Update";
            /**
             * Format: date-time
             * @description When it changed which fields it manages, or one of them.
             */
            at?: string;
            /** @description By way of which it wrote, like `status` or `scale`. */
            subresource?: string;
            /** @description Whether it calls itself as this portal does. */
            isPortal?: boolean;
            /** @description Their paths, like `spec.template.spec.containers[web].image`, 200 at most; absent where they are not told in a form that is known. Of a ConfigMap's data no keys are told. */
            fields?: string[];
            /** @description How many there are beside these. */
            left?: number;
        };
        /** @description What an object is made of, and how each part stands; absent where its kind tells nothing of it. Of what may be secret there are names alone, never a value. Fields that do not fit its kind, or say nothing, are absent. */
        ObjectInside: {
            containers?: components["schemas"]["ContainerInside"][];
            volumes?: components["schemas"]["VolumeInside"][];
            hardware?: components["schemas"]["HardwareInside"];
            guest?: components["schemas"]["GuestInside"];
            use?: components["schemas"]["UseInside"];
            /** @description Of an autoscaler. */
            scaling?: {
                min?: number;
                max: number;
                current?: number;
                desired?: number;
                /** Format: date-time */
                lastScaledAt?: string;
                metrics?: {
                    /** @description Like `cpu`, `memory of container web`, `requests of Ingress shop`. */
                    name: string;
                    type: string;
                    /** @description Like `63 %` or `250m`; absent where it was not measured. */
                    current?: string;
                    target?: string;
                }[];
            };
            /** @description Of a disruption budget, what it would let go now. */
            disruption?: {
                minAvailable?: string;
                maxUnavailable?: string;
                allowed?: number;
                healthy?: number;
                /** @description How many have to be healthy. */
                wanted?: number;
                pods?: number;
                unhealthyPodEvictionPolicy?: string;
            };
            /** @description Of a claim, what is behind it. */
            claim?: {
                accessModes?: string[];
                volumeMode?: string;
                volume?: {
                    name: string;
                    /** @description The field of the volume that says what it is, like `csi`, `nfs` or `local`. */
                    type?: string;
                    driver?: string;
                    accessModes?: string[];
                    /** @description The nodes that it can be reached from, where it is bound to some. */
                    nodes?: string[];
                    reclaimPolicy?: string;
                    capacity?: string;
                };
                storageClass?: {
                    name: string;
                    provisioner?: string;
                    bindingMode?: string;
                    canExpand?: boolean;
                    reclaimPolicy?: string;
                };
            };
            /** @description Of a ServiceAccount, the bindings that name it, the first 50; those of groups that it is in are not told. */
            rights?: {
                binding: components["schemas"]["ObjectField"];
                role: {
                    /** @enum {string} */
                    kind: "Role" | "ClusterRole";
                    name: string;
                };
                allows?: components["schemas"]["RoleAllows"];
            }[];
            /** @description How many more bindings name it, which are not told. */
            rightsLeft?: number;
            /** @description What was started on it or made of it, like migrations and snapshots, the newest first; the first 25. */
            attached?: {
                object: components["schemas"]["ObjectField"];
                status: components["schemas"]["NodeStatus"];
                /** Format: date-time */
                createdAt?: string;
            }[];
            /** @description What is special about Pods that have numbers and names of their own. */
            statefulSet?: {
                /** @description The Service that gives its Pods their names. */
                serviceName?: string;
                podManagementPolicy: string;
                updateStrategy: string;
                /** @description Pods of lower numbers stay as they are. */
                partition?: number;
            };
            /** @description Its Pods one by one, where they differ in more than their names; the first 50. */
            instances?: {
                total: number;
                items: {
                    name: string;
                    /** @description Also false of one that is not there. */
                    isReady: boolean;
                    ordinal?: number;
                    /** @description By which it is found, without the cluster's domain. */
                    dnsName?: string;
                    /**
                     * @description What it is among its like, by a label that whoever runs it keeps up to date.
                     * @enum {string}
                     */
                    role?: "primary" | "replica";
                    /** @description That label and its value. */
                    roleBy?: string;
                    node?: string;
                }[];
            };
            /** @description Its roll-outs that the cluster still knows, the newest first; the first 25. */
            revisions?: {
                revision: number;
                /** @enum {string} */
                kind: "ReplicaSet" | "ControllerRevision";
                name: string;
                isCurrent: boolean;
                /** @description How many Pods there are of it. */
                pods: number;
                images?: string[];
                /** Format: date-time */
                createdAt?: string;
            }[];
            /** @description What is odd about it by itself, by the rules of its kind. */
            findings?: components["schemas"]["Finding"][];
            /** @description Kinds that could not be read, of which more would be told here, like `persistentvolumeclaims`. */
            unknown?: string[];
        };
        /** @description What a role allows, as it is when somebody asks. `forbidden`: the portal's account may not read it; `hidden`: the caller may not be told; `absent`: there is no such role, so the binding gives nothing; `unasked`: more roles are bound than are asked for. */
        RoleAllows: {
            /** @enum {string} */
            state: "known" | "forbidden" | "hidden" | "absent" | "unasked" | "unknown";
            /** @description Why it is not known, and what to do about it. */
            message?: string;
            /** @description The cluster gathers its rules from other roles. */
            isAggregated?: boolean;
            /** @description The first 50. `*` is all that there is. */
            rules?: {
                verbs: string[];
                /** @description The core group is `''`. */
                apiGroups?: string[];
                resources?: string[];
                /** @description Of those alone that are so named. */
                resourceNames?: string[];
                nonResourceUrls?: string[];
                /** @description It lists more than is told. */
                isCut?: boolean;
            }[];
            /** @description How many more rules it has, which are not told. */
            rulesLeft?: number;
        };
        /** @description Whether it is known what is used, as metrics.k8s.io of the cluster measures it, and as of when. */
        Measurement: {
            /**
             * @description `stale`: what was measured is older than three minutes. `idle`: there is no Pod that runs. `absent`: the cluster serves no metrics. `forbidden`: the portal's account may not read them. `untold`: the caller may not be told. `unknown`: they could not be had.
             * @enum {string}
             */
            state: "measured" | "stale" | "idle" | "absent" | "forbidden" | "untold" | "unknown";
            /** @description Why it is not known, and the way out. */
            message?: string;
            /**
             * Format: date-time
             * @description When the oldest of it was measured.
             */
            at?: string;
            /** @description For how long CPU was counted; the longest where that differs. */
            windowSeconds?: number;
        };
        /** @description What is used, beside what is requested and the limits. What not every container has is absent. */
        Use: {
            used: components["schemas"]["Resources"];
            requested?: components["schemas"]["Resources"];
            limit?: components["schemas"]["Resources"];
        };
        ContainerUse: components["schemas"]["Use"] & {
            name: string;
        };
        /** @description What the Pods of an object use now, of those that run and were measured. */
        UseInside: {
            measurement: components["schemas"]["Measurement"];
            /** @description It is what the Pods use that a VM runs in, with QEMU and libvirt; not what its guest says. */
            ofLauncher?: boolean;
            /** @description How many Pods of it run. */
            running: number;
            /** @description Of how many of these the figures are. */
            measured: number;
            total?: components["schemas"]["Use"];
            /** @description Summed up over the Pods, by the name of the container. */
            containers: components["schemas"]["ContainerUse"][];
            /** @description 25 at most, those that use most memory first. */
            pods: (components["schemas"]["Use"] & {
                name: string;
                /** Format: date-time */
                at?: string;
                containers: components["schemas"]["ContainerUse"][];
            })[];
            findings?: components["schemas"]["UseFinding"][];
        };
        /** @enum {string} */
        MetricsRange: "1h" | "6h" | "24h" | "7d";
        /** @description What is used, now and over time. */
        AppMetrics: {
            entityRef: string;
            range: components["schemas"]["MetricsRange"];
            /**
             * Format: date-time
             * @description The time of the first value of each series; the others follow in steps.
             */
            from: string;
            /** Format: date-time */
            until: string;
            stepSeconds: number;
            /** @description Each value of what is counted by time, like CPU, is that of so many seconds before it. */
            windowSeconds: number;
            components: components["schemas"]["ComponentMetrics"][];
            /** @description How many more components the app has. */
            left: number;
            knowledge: components["schemas"]["Knowledge"];
        };
        ComponentMetrics: {
            id: string;
            cluster: string;
            namespace: string;
            kind: string;
            name: string;
            source: components["schemas"]["MetricsSource"];
            /** @description Now. Pods are told one by one where one object was asked for. */
            use?: components["schemas"]["UseInside"];
            /** @description What all Pods that run request; not of a VM. */
            requested?: components["schemas"]["Resources"];
            /** @description What all Pods that run may use, where all have a limit; of a VM, what its guest has. */
            limit?: components["schemas"]["Resources"];
            /** @description Summed up over its Pods. Of a VM it is what its guest uses, as KubeVirt sees it. What has no series was not measured. */
            series: components["schemas"]["MetricSeries"][];
            findings: components["schemas"]["UseFinding"][];
        };
        /** @description Whether it is known what was used over time. */
        MetricsSource: {
            /**
             * @description `partial`: some of it could not be had. `idle`: there is no Pod to ask for. `empty`: Prometheus has nothing of it. `unconfigured`: no Prometheus is known. `unknown`: it could not be had.
             * @enum {string}
             */
            state: "told" | "partial" | "idle" | "empty" | "unconfigured" | "unknown";
            /** @description Why, and the way out. */
            message?: string;
        };
        MetricSeries: {
            /**
             * @description `cpu-throttled` is that of the container that was held back most.
             * @enum {string}
             */
            name: "cpu" | "cpu-throttled" | "memory" | "network-receive" | "network-transmit" | "disk-read" | "disk-write";
            /**
             * @description A share is from 0 to 1.
             * @enum {string}
             */
            unit: "cores" | "share" | "bytes" | "bytes-per-second";
            /** @description 121 values; null where nothing was measured. */
            values: (number | null)[];
        };
        /** @description What is to be acted on, of what is used. */
        UseFinding: {
            /**
             * @description `cpu-throttled`: for 15 minutes a container was held back in more than a quarter of its periods, as it reached its limit of CPU. `memory-near-limit`: 90 % or more of what it may use. `out-of-memory`: it was ended as it took more memory than it may.
             * @enum {string}
             */
            code: "cpu-throttled" | "memory-near-limit" | "out-of-memory";
            pod?: string;
            container?: string;
            /** @description From 0 to 1. */
            share?: number;
            /** @description In bytes. */
            used?: number;
            /** @description In bytes. */
            limit?: number;
            /**
             * Format: date-time
             * @description When it was ended.
             */
            at?: string;
        };
        /** @description What the agent in a VM's guest says of it, as it was just asked. */
        GuestInside: {
            /**
             * @description `told`: the agent answered. `no-agent`: none is connected. `forbidden`: the portal's account may not ask. `unknown`: it could not be had.
             * @enum {string}
             */
            state: "told" | "no-agent" | "forbidden" | "unknown";
            /** @description Why nothing is told, or not all, and the way out. */
            message?: string;
            agentVersion?: string;
            hostname?: string;
            timezone?: string;
            /** @description Its operating system, as it calls itself. */
            os?: {
                name?: string;
                version?: string;
                kernel?: string;
                machine?: string;
            };
            /** @description Who is logged in; absent where that is not told. 50 at most. */
            users?: {
                name: string;
                domain?: string;
                /** Format: date-time */
                since?: string;
            }[];
            /** @description Absent where they are not told. Those that are fullest first, 50 at most. */
            fileSystems?: {
                mountPoint: string;
                device?: string;
                type?: string;
                /** @description In bytes. */
                used?: number;
                total?: number;
            }[];
        };
        /** @description What a VM shows to its guest, beside disks and interfaces. What its platform decides as it starts is absent until then. */
        HardwareInside: {
            /** @enum {string} */
            firmware?: "bios" | "uefi";
            secureBoot?: boolean;
            /** @description The image of the kernel that it boots without a bootloader. */
            kernel?: string;
            machine?: string;
            architecture?: string;
            cpuModel?: string;
            cpuTopology?: {
                sockets?: number;
                cores?: number;
                threads?: number;
            };
            dedicatedCpus?: boolean;
            cpuFeatures?: {
                name: string;
                policy: string;
            }[];
            /** @description Devices beside disks and interfaces; `resource` names what a node has to have for it. */
            devices?: {
                /** @enum {string} */
                kind: "gpu" | "hostDevice" | "filesystem" | "tpm" | "watchdog" | "rng";
                name?: string;
                resource?: string;
            }[];
            /** @description Whom it lets in, by the names of Secrets. */
            credentials?: {
                /** @enum {string} */
                kind: "sshPublicKey" | "userPassword";
                secret: string;
                /** @description How they come into the guest, like `qemuGuestAgent` or `noCloud`. */
                by?: string;
                users?: string[];
            }[];
            /** @description What its guest is asked, to be ready and to go on. */
            probes?: components["schemas"]["ProbeInside"][];
            /** @description Whether an agent in the guest answers; absent while it is not running. */
            guestAgent?: boolean;
            isLiveMigratable?: boolean;
            evictionStrategy?: string;
        };
        ContainerInside: {
            name: string;
            /**
             * @description A `sidecar` is an init container that runs on.
             * @enum {string}
             */
            role: "app" | "init" | "sidecar";
            /** @description It is in the Pods, and not in the template that they are made by. */
            isInjected?: boolean;
            image?: string;
            ports?: {
                name?: string;
                port: number;
                protocol: components["schemas"]["Protocol"];
                /** @description The port of the node that it takes. */
                hostPort?: number;
            }[];
            probes?: components["schemas"]["ProbeInside"][];
            /** @description Probes that a container that runs on may have, and has not. */
            lacks?: ("readiness" | "liveness")[];
            resources?: {
                /** @description Like `cpu`, `memory`, `nvidia.com/gpu`. */
                name: string;
                request?: string;
                limit?: string;
            }[];
            /** @description The ConfigMaps and Secrets that its variables are taken from, by the names of their keys. */
            reads?: components["schemas"]["KeysRead"][];
            mounts?: {
                volume: string;
                /** @description Where it is in the container, or as which device. */
                path: string;
                isDevice?: boolean;
                readOnly?: boolean;
                subPath?: string;
            }[];
            stands?: components["schemas"]["ContainerStanding"];
        };
        ProbeInside: {
            /** @enum {string} */
            kind: "startup" | "readiness" | "liveness";
            /** @description Like `GET /healthz on port 8080`, or `a command`, whose words are not kept. */
            asks: string;
            initialDelaySeconds?: number;
            periodSeconds?: number;
            timeoutSeconds?: number;
            successThreshold?: number;
            failureThreshold?: number;
        };
        /** @description How a container stands in the Pods that there are of it. */
        ContainerStanding: {
            pods: number;
            running: number;
            /** @description In how many its startup probe succeeded, or was not asked for. */
            started?: number;
            ready: number;
            restarts: number;
            /** @description Why it does not run, where that is one word of the kubelet's, like `CrashLoopBackOff`; each once. */
            waits?: string[];
            /** @description How it ended last, in whichever Pod. */
            lastEnd?: {
                pod: string;
                /** @description The runtime's own word, like `OOMKilled` or `Error`. */
                reason?: string;
                exitCode?: number;
                signal?: number;
                /** Format: date-time */
                at?: string;
            };
        };
        /** @description A ConfigMap or Secret that is referred to, by names alone. */
        KeysRead: {
            /** @enum {string} */
            kind: "ConfigMap" | "Secret";
            name: string;
            /** @description The names of the keys that are asked for; all of them where it is absent. */
            keys?: string[];
            isOptional?: boolean;
        };
        VolumeInside: {
            name: string;
            /** @description The field of the volume that says what it is, like `persistentVolumeClaim` or `emptyDir`. */
            type: string;
            /** @description What backs it, where that is an object. */
            object?: components["schemas"]["ObjectField"];
            reads?: components["schemas"]["KeysRead"][];
            readOnly?: boolean;
            accessModes?: string[];
            size?: string;
            storageClass?: string;
        };
        PolicyStatus: {
            entityRef: string;
            revision: string;
            enforcement: components["schemas"]["Enforcement"][];
            workloads: components["schemas"]["WorkloadPolicy"][];
            policies: components["schemas"]["PolicySummary"][];
            /** @description Rows and columns of the matrix, the app's first: its workloads, or their namespaces where they are more than 100. All others are told by `Namespace` (one workload alone by its name), and many of these that have the same connections, or more than 60, as `Others`. A peer of more than one workload that is `expandable` is told one by one by `policy/peers`. */
            peers: components["schemas"]["Peer"][];
            /** @description Cells of the matrix that are not empty. A pair that is not listed cannot connect. A peer that stands for several workloads has connections with itself: those between them. */
            connections: components["schemas"]["Connection"][];
            findings: components["schemas"]["Finding"][];
            knowledge: components["schemas"]["Knowledge"];
        };
        /** @description What makes the cluster's policies effective, told by what runs on its nodes. */
        Enforcement: {
            cluster: string;
            /** @description The network plugin, like Calico. Of several, all: `Calico over flannel` where one enforces policies for another, `Calico and Cilium` where both do. */
            plugin?: string;
            /** @description Absent where there are several. */
            version?: string;
            /** @enum {string} */
            enforced: "yes" | "no" | "unknown";
            /** @description Why it is not `yes`, which of several enforces, or what it hangs on that is not seen. */
            message?: string;
        };
        WorkloadPolicy: {
            /** @description Its node in the topology. */
            id: string;
            cluster: string;
            namespace: string;
            kind: string;
            name: string;
            /** @enum {string} */
            category: "vm" | "container";
            posture: components["schemas"]["Postures"];
            /** @description Ids of the policies that select it. */
            policies: string[];
            /** @description Ids of the peers that can open a connection to it; of a peer of several workloads, where any of them can. */
            reachableFrom: string[];
        };
        PolicyPeers: {
            items: components["schemas"]["Peer"][];
            /** @description Those of the page's peers with the rows of the app or, where these are the app's own, with all rows. A pair that is not listed cannot connect. */
            connections: components["schemas"]["Connection"][];
            /** @description The other ends of these connections. */
            others: components["schemas"]["Peer"][];
            nextCursor?: string;
        };
        PolicySummary: {
            id: string;
            cluster: string;
            namespace: string;
            apiVersion: string;
            kind: string;
            name: string;
            /** @description Ids of the app's workloads that it selects. */
            selects: string[];
            directions: ("ingress" | "egress")[];
        };
        Peer: {
            /** @description A topology id, or `outside/<range>`. */
            id: string;
            cluster?: string;
            namespace?: string;
            /** @description The kind of a workload, `Namespace` for the workloads of one (either those of the app, or all others), `Others` for many that have the same connections or that the caller may not view, or `External` for addresses outside of the cluster. */
            kind: string;
            name: string;
            inApp: boolean;
            /** @description How many workloads it stands for, where these are several. */
            workloads?: number;
            /** @description True where `policy/peers` tells them one by one. */
            expandable?: boolean;
            /** @description True for pods on their node's network: policies do not hold them, and a node always reaches its own pods. */
            hostNetwork?: boolean;
        };
        Connection: {
            source: string;
            destination: string;
            /** @enum {string} */
            verdict: "allowed" | "uncertain";
            /** @description Like `TCP 80,8080-8090,UDP 53` or `All Connections`. With `pairs`, all that any of the pairs has. */
            ports: string;
            /** @description Why it is uncertain; beside `allowed`, what is uncertain in addition. Of several workloads, for one of them. */
            reason?: string;
            /** @description Of peers that stand for several workloads: of how many pairs of these the verdict is so. The others cannot connect. Absent where all of them have this very connection. Of a range of addresses, a workload counts that has a connection with a part of it. */
            pairs?: {
                allowed: number;
                uncertain: number;
                of: number;
            };
        };
        ConnectionChange: {
            source: components["schemas"]["Peer"];
            destination: components["schemas"]["Peer"];
            /** @enum {string} */
            change: "added" | "removed" | "changed" | "uncertain";
            before?: string;
            after?: string;
        };
        Finding: {
            /** @description A stable name, like `selects-nothing`. */
            code: string;
            /** @enum {string} */
            severity: "error" | "warning" | "info";
            title: string;
            message: string;
            fix?: string;
            objects: components["schemas"]["ObjectField"][];
            fieldPath?: string;
        };
        /** @description A workload, or an address; as the destination on another cluster than the source's also what that is entered by: a Service, Ingress, Gateway, Route or ServiceExport. */
        PeerQuery: {
            cluster: string;
            namespace: string;
            kind: string;
            name: string;
        } | {
            /** @description An IPv4 or IPv6 address. */
            ip: string;
        };
        ReachabilityQuery: {
            source: components["schemas"]["PeerQuery"];
            destination: components["schemas"]["PeerQuery"];
            /** @default TCP */
            protocol?: components["schemas"]["Protocol"];
            port: number;
        };
        Reachability: {
            /** @enum {string} */
            verdict: "allowed" | "denied" | "uncertain";
            /** @description A sentence that says the verdict and what decides it. */
            summary: string;
            egress: components["schemas"]["DirectionVerdict"];
            ingress: components["schemas"]["DirectionVerdict"];
            knowledge: components["schemas"]["Knowledge"];
        };
        DirectionVerdict: {
            /** @enum {string} */
            verdict: "allowed" | "denied" | "uncertain";
            reason: string;
            deciding: components["schemas"]["PolicyRule"][];
            overruled: components["schemas"]["PolicyRule"][];
            /** @description When denied, the rule that came nearest to allowing it, and what it lacked. */
            nearest?: {
                rule: components["schemas"]["PolicyRule"];
                lacked: string;
            };
        };
        PolicyRule: {
            tier: string;
            policy: components["schemas"]["ObjectField"];
            action: string;
            /** @description The rule in the policy, like `spec.ingress[0]`. */
            path?: string;
            /** @description The rule itself. */
            rule?: {
                [key: string]: unknown;
            };
        };
        Trace: {
            /** @description What was asked for, without what may be a secret in it. */
            to: string;
            scheme?: string;
            host?: string;
            port?: number;
            path: string;
            /** @description Those that break first. */
            ways: components["schemas"]["TraceWay"][];
            /** @description Ways that are left out. */
            more: number;
            /** @description Ingresses, routes and other ways in that were not looked at, as there are too many. */
            left: number;
            /** @description Whether there may be routes that are not of the app, in namespaces that the caller is not shown, which take a request first. */
            othersHidden: boolean;
            /** @description Where there is no way, the hosts that the app answers to; 50 at most. */
            hosts: string[];
            knowledge: components["schemas"]["Knowledge"];
        };
        /**
         * @description Of a hop whether a request passes it. Of a way, `breaks` where one hop of each of its ends does, `passes` where all pass, DNS outside of the cluster aside.
         * @enum {string}
         */
        TraceState: "passes" | "breaks" | "unknown";
        TraceWay: {
            cluster: string;
            /** @description What the request comes in by. */
            entry: components["schemas"]["ObjectField"];
            /** @description The host of this way, where it has one. */
            host?: string;
            state: components["schemas"]["TraceState"];
            /** @description In the order of the request. What comes after one that breaks is what it would meet. */
            hops: components["schemas"]["TraceHop"][];
            /** @description From the Service on, one for each of its endpoints, the ready ones first. */
            ends: {
                state: components["schemas"]["TraceState"];
                hops: components["schemas"]["TraceHop"][];
            }[];
            /** @description Endpoints that are left out. */
            more: number;
        };
        /**
         * @description What is so at a hop, before the dot where. See [The way of a request](../trace.md).
         * @enum {string}
         */
        TraceCode: "dns.cluster" | "dns.outside" | "dns.unknown" | "address.known" | "address.inCluster" | "address.none" | "address.pending" | "class.known" | "class.byAddress" | "class.none" | "class.missing" | "class.notAccepted" | "class.unknown" | "listener.takes" | "listener.noGateway" | "listener.unknownGateway" | "listener.noSection" | "listener.otherPort" | "listener.otherHost" | "listener.notAllowed" | "listener.notReady" | "listener.isolated" | "listener.closer" | "listener.noTls" | "listener.noHttp" | "certificate.valid" | "certificate.notRead" | "certificate.default" | "certificate.passedOn" | "certificate.otherHost" | "certificate.expired" | "certificate.early" | "certificate.notIssued" | "certificate.noGrant" | "route.accepted" | "route.notAccepted" | "route.waiting" | "route.outdated" | "route.none" | "rule.takes" | "rule.default" | "rule.noPath" | "rule.pattern" | "rule.conditions" | "rule.redirects" | "rule.noBackend" | "rule.extension" | "rule.otherBackend" | "rule.noWeight" | "rule.taken" | "rule.shared" | "grant.given" | "grant.missing" | "grant.unknown" | "service.found" | "service.missing" | "service.unknown" | "service.outside" | "port.found" | "port.missing" | "port.notMapped" | "endpoints.ready" | "endpoints.onNodes" | "endpoints.terminating" | "endpoints.unknown" | "endpoints.noneReady" | "endpoints.noneGiven" | "endpoints.starting" | "endpoints.podsNotReady" | "endpoints.noPodsYet" | "endpoints.off" | "endpoints.selectsNothing" | "endpoints.noSuchPort" | "endpoints.portNotReady" | "endpoint.pod" | "endpoint.published" | "endpoint.terminating" | "endpoint.notReady" | "endpoint.outside" | "endpoint.gone" | "policy.allows" | "policy.denies" | "policy.uncertain" | "policy.hangsOnSource" | "policy.notAsked" | "container.declares" | "container.undeclared" | "container.notForwarded" | "container.noSuchName";
        TraceHop: {
            code: components["schemas"]["TraceCode"];
            state: components["schemas"]["TraceState"];
            /** @description What the words about it name. */
            values: {
                [key: string]: string;
            };
            /** @description What the request is at. */
            object?: components["schemas"]["ObjectField"];
            /** @description Which object says so, in which field. */
            evidence?: {
                object: components["schemas"]["ObjectField"];
                fieldPath?: string;
                value?: string;
            };
            /** @description Of policy, the rules that decide, at both ends. */
            rules?: components["schemas"]["PolicyRule"][];
        };
        HistoryEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /**
             * @description `setup` is what people set: images, CPU, memory, run strategy, instance type.
             * @enum {string}
             */
            change: "component-appeared" | "component-gone" | "health" | "posture" | "setup";
            /** @description The topology id of the component; absent where the app as a whole changed. */
            component?: string;
            before?: string;
            after?: string;
            /** @description The field manager that made the change, as the cluster tells it, like `kubectl-edit`. Absent where it does not, or where several wrote in the same second. */
            by?: string;
            text: string;
        };
        Cluster: {
            name: string;
            title?: string;
            /** @enum {string} */
            state: "synced" | "syncing" | "unreachable" | "stale" | "per-user";
            /** Format: date-time */
            since?: string;
            message?: string;
            /** @description Where the state is per-user, whose tokens the cluster takes, like google or oidc.okta. */
            authProvider?: string;
            kubernetesVersion?: string;
            kubevirtVersion?: string;
            networkPlugin?: components["schemas"]["Enforcement"];
            /** @description Whether `hybridApps.provisioning` of app-config lets apps be created in any namespace of it, also one that there is not yet. */
            provisionable: boolean;
            nodes: {
                name: string;
                health: components["schemas"]["Health"];
                /** @description From the node's providerID, like openstack, aws, gce, azure or metal. */
                provider?: string;
                version?: string;
                /** @description Whether KubeVirt can run VMs there. */
                virtualMachines?: boolean;
            }[];
            addOns: components["schemas"]["AddOn"][];
            knowledge: components["schemas"]["Knowledge"];
        };
        /** @description What a cluster has beside itself, told by the workloads that run it and the classes that name it. */
        AddOn: {
            /**
             * @description What it is for.
             * @enum {string}
             */
            name: "dns" | "dashboard" | "metrics" | "ingress" | "gateway" | "certificates" | "kubevirt" | "cdi" | "csi" | "networks";
            /** @description Its own name, like that of its Deployment, or of a driver or controller. */
            title?: string;
            version?: string;
            health: components["schemas"]["Health"];
            /** @description The StorageClasses, IngressClass or GatewayClass that name it. */
            classes?: string[];
        };
        /** @description CPU in cores, memory in bytes, Pods by number; absent where that is not told. */
        Resources: {
            cpu?: number;
            memory?: number;
            pods?: number;
        };
        ClusterNode: {
            name: string;
            health: components["schemas"]["Health"];
            /** @description One word, like KubeletReady or SchedulingDisabled. */
            reason?: string;
            /** Format: date-time */
            since?: string;
            roles: string[];
            /** @description From its providerID, or else from labels of its provider, like openstack, aws, gce, azure, vsphere or metal. */
            provider?: string;
            region?: string;
            zone?: string;
            instanceType?: string;
            /** @description Its first internal address. */
            address?: string;
            architecture?: string;
            /** @description Its operating system, as it calls itself. */
            system?: string;
            kernel?: string;
            /** @description Container runtime and version, like `containerd://2.1.4`. */
            runtime?: string;
            /** @description Of its kubelet. */
            version?: string;
            /** @description Whether KubeVirt can run VMs there; absent where it does not say. */
            virtualMachines?: boolean;
            /** @description Devices that it offers to Pods, like `devices.kubevirt.io/kvm`. */
            devices: string[];
            podCIDRs: string[];
            /** @description As `key:effect`; values are not kept. */
            taints: string[];
            capacity?: components["schemas"]["Resources"];
            allocatable?: components["schemas"]["Resources"];
            /** @description What the Pods on it request, and how many they are; absent where not all are known, or may not be told. */
            requested?: components["schemas"]["Resources"];
            /** @description What all of the machine uses, its system also; absent where that is not measured, or may not be told. */
            used?: components["schemas"]["Resources"];
        };
        ClusterNodes: {
            /**
             * @description Whether they are known; where not, knowledge says why.
             * @enum {string}
             */
            state: "known" | "unknown";
            total: number;
            /** @description Of these, those whose kubelet says that it is ready. */
            ready: number;
            /** @description Of these, those that KubeVirt can run VMs on; absent where none says. */
            virtualMachines?: number;
            /** @description How many there are of each, of all nodes; the 20 most frequent values of each. */
            counts: {
                /** @enum {string} */
                by: "role" | "provider" | "region" | "zone" | "architecture" | "runtime" | "version";
                value: string;
                count: number;
            }[];
            /** @description 300 at most, those that are not well first, then by name. */
            items: components["schemas"]["ClusterNode"][];
            /** @description Why no node says what is requested of it. */
            requestedUnknown?: string;
            use?: components["schemas"]["Measurement"];
        };
        ClusterNetwork: {
            plugin: components["schemas"]["Enforcement"];
            /** @description How Pods of different nodes reach each other, where the nodes say so. */
            mode?: components["schemas"]["Told"];
            /** @description The kinds of policies, and whether they take effect. */
            dialects: {
                /** @description A kind and its group, like `AdminNetworkPolicy.policy.networking.k8s.io`. */
                name: string;
                /**
                 * @description `absent`: the cluster serves no such kind.
                 * @enum {string}
                 */
                enforced: "yes" | "no" | "unknown" | "absent";
                message?: string;
            }[];
            /** @description Of its nodes, each once; 20 at most. */
            podCIDRs: string[];
            podCIDRsOmitted?: number;
            /** @description Of the API server within the cluster. */
            serviceAddresses?: string[];
            kubeProxy: {
                /** @enum {string} */
                state: "runs" | "absent" | "unknown";
                version?: string;
                health?: components["schemas"]["Health"];
                /** @description Like ipvs; absent where it stands in what the portal does not read. */
                mode?: string;
                message?: string;
            };
        };
        /** @description Something that a cluster tells, and where it does. */
        Told: {
            value: string;
            source: string;
        };
        ControlPlanePart: {
            /** @enum {string} */
            name: "kube-apiserver" | "etcd" | "kube-scheduler" | "kube-controller-manager" | "cloud-controller-manager" | "kubelet";
            /**
             * @description `seen`: its instances are told one by one. `answers`: its instances are not seen, but it answers the portal. `unseen`: it may run where nobody sees it. `unknown`: what would tell of it may not be read.
             * @enum {string}
             */
            state: "seen" | "answers" | "unseen" | "unknown";
            /** @description 50 at most, those that are not well first. */
            instances: {
                node?: string;
                health: components["schemas"]["Health"];
                reason?: string;
                version?: string;
            }[];
            /** @description How many instances there are. */
            total?: number;
            healthy?: number;
            message?: string;
        };
        /** @description Who talks to whom in a cluster, on which port. */
        ClusterWay: {
            id: string;
            from: components["schemas"]["WayEnd"];
            to: components["schemas"]["WayEnd"];
            /** @enum {string} */
            protocol: "TCP" | "UDP" | "TCP/UDP" | "IP";
            /** @description A port, several, or a range, like `2379-2380`; of IP, the number of the protocol; `any` where who asks chooses. */
            port: string;
            /** @enum {string} */
            encrypted: "yes" | "no" | "depends";
            /**
             * @description Who proves to be who they are to the other.
             * @enum {string}
             */
            verified: "both" | "server" | "no" | "depends";
            carries: ("api" | "state" | "logs" | "exec" | "port-forward" | "proxy" | "metrics" | "health" | "admission" | "dns" | "pods" | "services" | "console" | "routes")[];
            /**
             * @description `live`: the cluster tells the port. `standard`: it does not; this is what the documentation says is usual.
             * @enum {string}
             */
            told: "live" | "standard";
            /** @description Which object tells it, or which document. */
            source: string;
            /** @description What it depends on. */
            message?: string;
        };
        /** @enum {string} */
        WayEnd: "clients" | "kube-apiserver" | "etcd" | "kube-scheduler" | "kube-controller-manager" | "kubelet" | "node" | "pod" | "service" | "webhook" | "monitoring" | "outside" | "dns" | "metrics-server" | "network-plugin" | "virt-api" | "virt-handler";
        ClusterDetails: {
            name: string;
            title?: string;
            /** @enum {string} */
            state: "synced" | "syncing" | "unreachable" | "stale" | "per-user";
            /** Format: date-time */
            since?: string;
            message?: string;
            /** @description Where the state is per-user, whose tokens the cluster takes, like google or oidc.okta. */
            authProvider?: string;
            kubernetesVersion?: string;
            kubevirtVersion?: string;
            /** @description Whether `hybridApps.provisioning` of app-config lets apps be created in any namespace of it. */
            provisionable: boolean;
            /** @description How many kinds are known, and which the cluster does not serve. */
            kinds: {
                synced: number;
                absent: string[];
            };
            nodes: components["schemas"]["ClusterNodes"];
            addOns: components["schemas"]["AddOn"][];
            network: components["schemas"]["ClusterNetwork"];
            controlPlane: components["schemas"]["ControlPlanePart"][];
            ways: components["schemas"]["ClusterWay"][];
            knowledge: components["schemas"]["Knowledge"];
        };
        ApplyRequest: {
            manifests: components["schemas"]["Manifest"][];
            /** @description Names the writer. The field manager is `hybrid-apps:<task>:<call>`, and what is created carries the annotation `hybrid-apps.io/task`, which tells people, and decides nothing. */
            task: string;
            /** @description For manifests that name none. */
            namespace?: string;
            /**
             * @description Check only; nothing is written.
             * @default false
             */
            dryRun?: boolean;
        };
        AppliedObject: {
            apiVersion: string;
            kind: string;
            namespace?: string;
            name: string;
            uid?: string;
            warnings?: string[];
        };
        ApplyResult: {
            dryRun: boolean;
            items: components["schemas"]["AppliedObject"][];
        };
        Readiness: {
            object: components["schemas"]["CreatedObject"];
            /**
             * @description failed is final as far as anyone can tell; the message says why and what to do.
             * @enum {string}
             */
            state: "ready" | "progressing" | "failed" | "absent";
            /** @description Like `Importing disk mongodb-data: 42 %`. */
            message?: string;
            /** @description Percent, where the platform tells. */
            progress?: number;
        };
        LeftOutApp: {
            name: string;
            cluster: string;
            namespace: string;
        };
        DiscoveredApp: {
            /** @description The value of `app.kubernetes.io/part-of`. */
            name: string;
            /** @description The catalog namespace, from the annotation `hybrid-apps.io/catalog-namespace` of the workloads' namespace, or else their own, in small letters; absent for `default`. Workloads of another catalog namespace are another app. */
            namespace?: string;
            /** @description From the annotation `hybrid-apps.io/title`, where all namespaces of the app tell the same one. */
            title?: string;
            /** @description The full entity reference, in small letters, of the owner of the namespaces that its workloads are in, by `hybridApps.namespaces.owner`; absent where these have none. What is labelled alike in namespaces of another owner is another app. */
            owner?: string;
            clusters: string[];
            components: {
                name: string;
                /** @enum {string} */
                category: "vm" | "container";
                cluster: string;
                namespace: string;
                kind: string;
                apiVersion: string;
                /** @description From `app.kubernetes.io/name` or `/component`, where it differs from the object's name. */
                componentName?: string;
                /** @description A label selector that its objects match and, in its namespace, those of no other workload of the app do; absent where labels tell them not apart. */
                labelSelector?: string;
                /** @description Topology ids of workloads that it is configured to connect to. */
                dependsOn?: string[];
            }[];
        };
    };
    responses: {
        /** @description An error as every Backstage backend answers it. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        name: string;
                        message: string;
                    };
                    request?: Record<string, never>;
                    response?: Record<string, never>;
                };
            };
        };
    };
    parameters: {
        kind: string;
        namespace: string;
        name: string;
        cluster: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApps: {
        parameters: {
            query?: {
                /** @description Part of a name or title, in any case. */
                search?: string;
                cluster?: string;
                health?: components["schemas"]["Health"];
                /** @description The owner's entity reference. */
                owner?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of apps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AppSummary"][];
                        totals: components["schemas"]["AppTotals"];
                        knowledge: components["schemas"]["Knowledge"];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTopology: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topology. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Topology"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getObject: {
        parameters: {
            query: {
                /** @description The id of a node of the topology, or of one of its members. */
                id: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPolicyStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy status. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyStatus"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    listPolicyPeers: {
        parameters: {
            query: {
                /** @description The id of a peer that is `expandable`. */
                peer: string;
                /** @description The id of a workload of the app: its connections with these are told, in place of those of the app's rows. So one pair is told from another in an app of so many workloads that its own are told by namespace. */
                workload?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the peers, sorted by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPeers"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    traceRequest: {
        parameters: {
            query: {
                /** @description Where the request goes: a URL, a host or an address, each with or without port and path, or the id of a Service, Ingress, route or Gateway of the app. Of a URL, user and query count for nothing and are not answered. */
                to: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its ways; none where nothing of the app answers to it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    previewPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cluster: string;
                    apply?: components["schemas"]["Manifest"][];
                    remove?: components["schemas"]["ObjectRef"][];
                };
            };
        };
        responses: {
            /** @description The connections that would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: components["schemas"]["ConnectionChange"][];
                        /** @description How many more connections would change, which are not told one by one. */
                        omitted: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description The topology id of a component, of which alone is told, and of its disks. */
                id?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the timeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntry"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The id of a node of the topology or of a member; of it alone is told, of all that it stands for, and of its disks. */
                id?: string;
                /** @description Asks the clusters for all events that they still have in the namespaces of these objects, normal ones too: in ten namespaces at most, and for 2,000 events of each. */
                normal?: boolean;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppEvents"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listManagers: {
        parameters: {
            query: {
                /** @description The id of a node of the topology, or of one of its members. */
                id: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The managers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldManagers"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAppModernization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the app is in containers. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Modernization"];
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description Of one object, a workload, a Pod or a VM. */
                id?: string;
                /** @description How far back; `1h` unless told. */
                range?: components["schemas"]["MetricsRange"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is used. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppMetrics"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readLogs: {
        parameters: {
            query: {
                /** @description Of the object, a workload, a Pod or a VM. */
                id: string;
                /** @description The first one of each Pod unless told; of a VM, the one that writes its serial console down. */
                container?: string;
                /** @description What the container wrote before it began again. Not with `follow`. */
                previous?: boolean;
                /** @description What comes as well. */
                follow?: boolean;
                /** @description Of the last seconds alone. */
                since?: number;
                /** @description From then on, like the `at` of the last line that is known. Not with `since`. */
                from?: string;
                /** @description So many lines of each Pod at most, before those that come; 1000 unless told. */
                tail?: number;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows, one in each line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["LogRow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listActs: {
        parameters: {
            query?: {
                /** @description The id of one act, of which alone is told. */
                act?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ActDone"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    performAct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Chosen by who asks, and never used before, like a UUID. */
                    id: string;
                    act: string;
                    /** @description The id of the object. */
                    object: string;
                    /** @description As the offer has it. */
                    basis: string;
                    /** @description What the act takes, after the schema of its offer. */
                    input?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description What became of it so far. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActDone"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    queryActs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of nodes or of what they stand for. */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description The offers, in the order of the ids. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ObjectActs"][];
                    };
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plans. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plan"][];
                        hours?: components["schemas"]["AppHours"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    startPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Chosen by who asks, and never used before, like a UUID. */
                    id: string;
                    kind: components["schemas"]["PlanKind"];
                    exclude?: components["schemas"]["PlanExclude"];
                    goesBack?: components["schemas"]["PlanGoesBack"];
                    /** @description As `queryPlan` has it. */
                    basis: string;
                };
            };
        };
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    queryPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["PlanKind"];
                    exclude?: components["schemas"]["PlanExclude"];
                    goesBack?: components["schemas"]["PlanGoesBack"];
                };
            };
        };
        responses: {
            /** @description What would be done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPreview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    cancelPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                };
            };
        };
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    openConsole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsoleRequest"];
            };
        };
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleTicket"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listConsoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consoles, the oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OpenConsole"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    endConsole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                };
            };
        };
        responses: {
            /** @description It is being ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    listModernization: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of apps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModernizationPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    checkReachability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReachabilityQuery"];
            };
        };
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reachability"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClusters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clusters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cluster"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cluster. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listNamespaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The namespaces by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            /** @description The owner's full entity reference, by `hybridApps.namespaces.owner`; absent where it has none. */
                            owner?: string;
                            /** @description The values of `app.kubernetes.io/part-of` in use there. */
                            apps?: string[];
                            /** @description Whether the caller may create apps there, and `hybridApps.provisioning` of app-config lets them. */
                            provisionable: boolean;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    applyManifests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyRequest"];
            };
        };
        responses: {
            /** @description What was applied, or, for a dry run, what would be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplyResult"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    checkReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    objects: components["schemas"]["CreatedObject"][];
                };
            };
        };
        responses: {
            /** @description The state of each object, in the order asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Readiness"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listOpenTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OpenTask"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    undoApply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenTask"];
            };
        };
        responses: {
            /** @description What became of each object; nothing where nothing is recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            cluster: string;
                            object: components["schemas"]["ObjectRef"];
                            /** @enum {string} */
                            result: "deleted" | "gone" | "kept" | "failed";
                            message?: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    closeTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenTask"];
            };
        };
        responses: {
            /** @description Nothing is recorded for it any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    listDiscoveredApps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The apps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DiscoveredApp"][];
                        /** @description What carries the label of an app and is taken for a part of the platform, by its namespace (`hybridApps.platformNamespaces`). */
                        leftOut?: components["schemas"]["LeftOutApp"][];
                        /** @description What carries the label of an app in a namespace that nobody can tell the owner of: its name tells none, and the portal has not read the Namespace, or may not. It is no app until that is known. */
                        ofUnknownOwner?: components["schemas"]["LeftOutApp"][];
                        knowledge: components["schemas"]["Knowledge"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
