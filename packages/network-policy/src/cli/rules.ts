import type { Finding, FindingKind } from '../findings/types';

/** What `check` can have to say: a finding, or about an assertion or a file. */
export type RuleId =
  | FindingKind
  | 'assertion'
  | 'bad-assertion'
  | 'unreadable-input';

/** What a rule is about, for those who read a result without this command at hand. */
export interface Rule {
  /** How grave it usually is; a result may differ. */
  readonly level: Finding['severity'];
  readonly title: string;
  /** What is the matter, and what comes of it. */
  readonly about: string;
  /** What to do; names of fields and commands in backticks. */
  readonly advice: string;
}

/** Every rule, the same in every run. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  assertion: {
    level: 'error',
    title: 'A connection is otherwise than an assertion says',
    about:
      'The manifests permit a connection that the file of assertions denies, or do not surely permit one that it allows. What is uncertain fails either way.',
    advice:
      'Ask `netpol explain` which rule decides, then correct the policy, or the assertion where the intent has changed.',
  },
  'bad-assertion': {
    level: 'error',
    title: 'An assertion cannot be taken',
    about:
      'A line of the file of assertions is not written as one, or means no workload of the manifests, so that it would hold whatever the policies say.',
    advice: 'Correct the line: `netpol help check` shows how one reads.',
  },
  'unreadable-input': {
    level: 'error',
    title: 'A manifest cannot be read',
    about:
      'A file, or a document of it, is no YAML or JSON that a cluster would take. The answers go without it.',
    advice:
      'Correct the file. What is a template has to be rendered first, as by `helm template` or `kustomize build`.',
  },
  'invalid-object': {
    level: 'error',
    title: 'An API server would refuse the object, or a rule of it',
    about:
      'A field has a value that the API server or the network plugin refuses, or takes otherwise than it reads. Verdicts go without the rule, or say that they are uncertain.',
    advice: 'Correct the field by the reference of its kind.',
  },
  'unsupported-object': {
    level: 'warning',
    title: 'The object is outside of what netpol reads',
    about:
      'The object is valid, and permits or denies connections in a way that netpol does not follow. Verdicts that hang on it say that they are uncertain.',
    advice: 'Check by other means what the object does.',
  },
  'policy-selects-nothing': {
    level: 'warning',
    title: 'A policy selects no workload',
    about:
      'No workload of the manifests has the labels that the policy selects, so it protects nothing. Mostly a label is misspelt, or the workload has gone.',
    advice:
      "Make the policy's selector match the labels of the pods that it is meant for (those of the pod template, not of the Deployment), or delete the policy.",
  },
  'peer-matches-nothing': {
    level: 'warning',
    title: 'A rule names a peer that matches nothing',
    about:
      'A selector in `from` or `to` matches no workload of the manifests, so the rule lets nobody through. Pods of a namespace that the manifests do not have may be elsewhere: then it is a note.',
    advice:
      'Correct the labels of the selector, or remove the peer. A `podSelector` without a `namespaceSelector` means pods of its own namespace alone.',
  },
  'named-port-unresolved': {
    level: 'error',
    title: 'A rule names a port that no selected pod has',
    about:
      'A port of a rule is given by name, and none of the pods that would be connected to declares a port of that name and protocol. The rule matches nothing.',
    advice:
      "Declare the name in the containers' `ports` (or those of the VM's interface), or use the number.",
  },
  'egress-without-dns': {
    level: 'warning',
    title: 'Egress is isolated, and DNS is not permitted',
    about:
      'The workload may open connections to some peers alone, and the DNS servers of the cluster are not among them. It cannot resolve the names of those that it may reach.',
    advice:
      'Allow egress to UDP and TCP port 53 of the pods with `k8s-app: kube-dns` in namespace `kube-system`.',
  },
  'service-port-blocked': {
    level: 'error',
    title: 'Policies block the port that a Service leads to',
    about:
      'A Service offers a port, and the policies of its pods let nobody reach the port that it is sent to. Policies speak of the port of the pod, not of that of the Service.',
    advice:
      'Allow ingress on the `targetPort` from whom the Service is for, or correct the `targetPort`.',
  },
  'policy-shadowed': {
    level: 'warning',
    title: 'A policy never decides, as another one comes before it',
    about:
      'Another policy comes first, selects the same pods and matches all that this one matches. This one has no effect.',
    advice: 'Put it before the other one, narrow the other one, or delete it.',
  },
  'equal-priority': {
    level: 'warning',
    title: 'Policies of equal priority: which one decides is undefined',
    about:
      'Two policies of one tier have the same priority and select the same pods. Which of them comes first is not defined, and may change.',
    advice: 'Give each policy of the tier a priority of its own.',
  },
  'policies-not-enforced': {
    level: 'error',
    title: 'The network plugin enforces no policies',
    about:
      'There are policies, and the network plugin of the cluster is one that ignores them. Everybody reaches everybody.',
    advice:
      'Install a network plugin that enforces policies, such as Calico or Cilium (Canal keeps flannel).',
  },
  'workload-open-beside-isolated': {
    level: 'warning',
    title: 'A workload is open beside isolated ones',
    about:
      'Other workloads of the namespace are isolated by policies, and this one is open in both directions. It was probably forgotten.',
    advice:
      'Add a policy that selects it, or one with `podSelector: {}` that isolates the namespace.',
  },
  'rule-open-to-world': {
    level: 'warning',
    title: 'A rule allows every address',
    about:
      'A rule without peers, or with the range of all addresses, permits connections from or to everybody, also outside of the cluster.',
    advice:
      'Name the pods, namespaces or addresses that need the connection. Where everybody is meant, as for a public web server, dismiss it.',
  },
  'secondary-interface-uncovered': {
    level: 'warning',
    title: 'No policy covers a secondary network interface',
    about:
      'NetworkPolicy covers the first interface of a pod alone. The workload has another one, and no MultiNetworkPolicy selects it.',
    advice:
      'Add a MultiNetworkPolicy for the network, or make sure that the network is separated elsewhere.',
  },
};
