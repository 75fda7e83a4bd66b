/** An option of a command: how it is given, and what the help says of it. */
export interface Option {
  /** What stands for its value; an option without one is a switch. */
  readonly value?: string;
  /** The only values that it takes, the first when it is not given. */
  readonly words?: readonly string[];
  readonly about: string;
}

/** One command: what parsing and help go by. */
export interface Command {
  readonly about: string;
  /** The options it cannot do without, one list for each way of asking. */
  readonly ways: readonly (readonly string[])[];
  /** By name, in the order of the help. */
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly Example[];
  /** What its exit status says, besides 2 for bad input and usage. */
  readonly status: Readonly<Record<number, string>>;
}

/** Something one wants to know, and the lines to type. */
export interface Example {
  readonly about: string;
  readonly lines: readonly string[];
}

const dir: Option = {
  value: 'MANIFESTS',
  about: 'what to read: a folder, a file, or - for standard input',
};

const formats = (...words: readonly string[]): Option => ({
  value: 'FORMAT',
  words,
  about: 'how to write the answer',
});

const granularity: Option = {
  value: 'UNIT',
  words: ['workload', 'pod'],
  about: 'whose connections',
};

const network: Option = {
  value: 'NS/NAME',
  about:
    'of this NetworkAttachmentDefinition, under MultiNetworkPolicy (default the pod network)',
};

const strict: Option = { about: 'exit with 2 when any input is bad' };

const source: Option = {
  value: 'PEER',
  about: 'where the connection comes from',
};

const destination: Option = { value: 'PEER', about: 'where it goes' };

const protocol: Option = {
  value: 'NAME',
  words: ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6'],
  about: 'its protocol',
};

const ASK =
  '--dir deploy/ --source inventory/web --destination inventory/mongodb-vm';

const REACH = [
  'cat > reach.txt <<END',
  'assert: inventory/web -> inventory/mongodb-vm TCP 27017 allowed',
  'assert: * -> inventory/mongodb-vm denied otherwise',
  'END',
];

const DONE = { 0: 'done' };

const list: Command = {
  about: 'every permitted connection',
  ways: [['dir']],
  options: {
    dir,
    format: formats('txt', 'json', 'csv', 'md', 'dot'),
    granularity,
    network,
    'ways-in': {
      about:
        'how connections come in: by an Ingress, a Gateway or a Service, and then by policy',
    },
    strict,
  },
  examples: [
    {
      about: 'Every connection that a folder of manifests permits',
      lines: ['netpol list --dir deploy/'],
    },
    {
      about: 'The same of what Helm or Kustomize makes',
      lines: [
        'helm template shop charts/shop | netpol list --dir -',
        'kustomize build overlays/prod | netpol list --dir -',
      ],
    },
    {
      about: 'The same of a running cluster, pod by pod, as a picture',
      lines: [
        'kubectl get -A -o json ns,po,svc,netpol |',
        '  netpol list --dir - --granularity pod --format dot | dot -Tsvg > map.svg',
      ],
    },
    {
      about: 'Where Ingresses, Gateways and Services let connections in',
      lines: ['netpol list --dir deploy/ --ways-in'],
    },
    {
      about: 'For a spreadsheet',
      lines: ['netpol list --dir deploy/ --format csv > connections.csv'],
    },
  ],
  status: DONE,
};

const evaluate: Command = {
  about: 'whether one connection is permitted',
  ways: [['dir', 'source', 'destination']],
  options: {
    dir,
    source,
    destination,
    port: {
      value: 'N',
      about:
        "1 to 65535, of a Service the Service's own; not for ICMP and ICMPv6",
    },
    protocol,
    network,
    format: formats('txt', 'json', 'csv', 'md', 'dot'),
    strict,
  },
  examples: [
    {
      about: 'May the web pods reach the database? The exit status tells too',
      lines: [`netpol eval ${ASK} --port 27017`],
    },
    {
      about: 'Through a Service, by its port',
      lines: [
        'netpol eval --dir deploy/ --source inventory/web \\',
        "  --destination 'inventory/mongodb[Service]' --port 27017",
      ],
    },
    {
      about: 'From outside, by address',
      lines: [
        'netpol eval --dir deploy/ --source 203.0.113.7 --destination inventory/web --port 8080',
      ],
    },
    {
      about: 'DNS, which is UDP',
      lines: [
        'netpol eval --dir deploy/ --source inventory/web --destination kube-system/coredns \\',
        '  --protocol UDP --port 53',
      ],
    },
  ],
  status: {
    0: 'allowed',
    1: 'denied',
    3: 'uncertain, since it hangs on what no manifest says',
  },
};

const explain: Command = {
  about: 'which rules decide, and in which file and line they stand',
  ways: [['dir', 'source', 'destination']],
  options: {
    ...evaluate.options,
    port: {
      value: 'N',
      about: 'one port alone (default every port, in ranges of equal answers)',
    },
    protocol: {
      ...protocol,
      about: 'one protocol alone (with --port: TCP unless it is said)',
    },
  },
  examples: [
    {
      about: 'Which rules allow or deny it, port by port',
      lines: [`netpol explain ${ASK}`],
    },
    {
      about: 'One port, and the nearest rule that would have allowed it',
      lines: [`netpol explain ${ASK} --port 22`],
    },
    {
      about: 'From outside, by address',
      lines: [
        'netpol explain --dir deploy/ --source 203.0.113.7 --destination inventory/web --port 8080',
      ],
    },
  ],
  status: DONE,
};

const diff: Command = {
  about: 'what changes between two folders, and by which objects',
  ways: [
    ['before', 'after'],
    ['staged', 'dir'],
  ],
  options: {
    before: { value: 'MANIFESTS', about: 'what is' },
    after: { value: 'MANIFESTS', about: 'what will be' },
    staged: {
      about: "what Calico's staged policies would change, were they enforced",
    },
    dir: { value: 'MANIFESTS', about: 'with --staged: where they are' },
    format: formats('txt', 'json', 'csv', 'md', 'dot'),
    granularity,
    network,
    strict,
  },
  examples: [
    {
      about: 'What a branch changes, as a comment on its pull request',
      lines: [
        'git worktree add /tmp/main main',
        'netpol diff --before /tmp/main/deploy --after deploy --format md',
      ],
    },
    {
      about: 'What an upgrade of a chart changes on the cluster',
      lines: [
        'helm get manifest shop > before.yaml',
        'helm template shop charts/shop > after.yaml',
        'netpol diff --before before.yaml --after after.yaml',
      ],
    },
    {
      about: 'What staged policies would change',
      lines: ['netpol diff --staged --dir deploy/'],
    },
  ],
  status: DONE,
};

const recommend: Command = {
  about: 'the fewest policies that permit what is wanted, and nothing else',
  ways: [
    ['dir', 'assert'],
    ['dir', 'wanted'],
  ],
  options: {
    dir: { ...dir, about: 'the workloads, as of the other commands' },
    assert: {
      value: 'FILE',
      about:
        'what is wanted: the lines that say allowed (see netpol help check)',
    },
    wanted: {
      value: 'FILE',
      about:
        'what is wanted: a list that netpol list wrote as json or csv, or -',
    },
    as: {
      value: 'DIALECT',
      words: ['NetworkPolicy', 'Calico', 'ClusterNetworkPolicy'],
      about: 'what to write',
    },
    format: formats('yaml', 'json'),
    strict,
  },
  examples: [
    {
      about: 'Policies from a file that says who reaches whom',
      lines: [
        ...REACH,
        'netpol recommend --dir deploy/ --assert reach.txt > policies.yaml',
      ],
    },
    {
      about: "The same as Calico's",
      lines: [
        'netpol recommend --dir deploy/ --assert reach.txt --as Calico > policies.yaml',
      ],
    },
    {
      about:
        'Policies that permit what the cluster permits today, and deny the rest',
      lines: [
        'kubectl get -A -o yaml ns,po,svc,netpol > cluster.yaml',
        'netpol list --dir cluster.yaml --format json |',
        '  netpol recommend --dir cluster.yaml --wanted - > policies.yaml',
      ],
    },
    {
      about: 'The same after a look at the list in a spreadsheet',
      lines: [
        'netpol list --dir deploy/ --format csv > wanted.csv',
        'netpol recommend --dir deploy/ --wanted wanted.csv > policies.yaml',
      ],
    },
  ],
  status: DONE,
};

const check: Command = {
  about: 'what to act on; with --assert, what is otherwise than a file says',
  ways: [['dir']],
  options: {
    dir,
    assert: {
      value: 'FILE',
      about: 'what must be, one a line (# begins a comment), or -',
    },
    format: formats('txt', 'json', 'csv', 'md', 'sarif'),
    strict,
  },
  examples: [
    {
      about: 'What to act on in the manifests themselves, with a fix for each',
      lines: ['netpol check --dir deploy/'],
    },
    {
      about: 'The same on the lines of a pull request (GitHub code scanning)',
      lines: ['netpol check --dir deploy/ --format sarif > netpol.sarif'],
    },
    {
      about:
        'Fail a pipeline when it is not as a file says, or a manifest is bad',
      lines: [
        ...REACH,
        'netpol check --dir deploy/ --assert reach.txt --strict',
      ],
    },
  ],
  status: {
    0: 'all is as it should be, or no finding is an error',
    1: 'an assertion fails, or, without assertions, a finding is an error',
  },
};

/** Every command, in the order in which one meets them. */
export const COMMANDS = {
  list,
  eval: evaluate,
  explain,
  diff,
  recommend,
  check,
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof COMMANDS;

/** The commands' names. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

export function isCommand(text: string): text is CommandName {
  return COMMAND_NAMES.includes(text);
}
