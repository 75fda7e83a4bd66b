export const HELP = `netpol: who can reach whom in Kubernetes, and which rule decides

Usage
  netpol list    --dir MANIFESTS [--format txt|json|csv|md|dot] [--granularity workload|pod]
  netpol eval    --dir MANIFESTS --source PEER --destination PEER [--protocol TCP] --port N
  netpol explain --dir MANIFESTS --source PEER --destination PEER [--protocol TCP] [--port N]
  netpol diff    --before MANIFESTS --after MANIFESTS [--format txt|json|csv|md|dot]
  netpol diff    --staged --dir MANIFESTS [--format txt|json|csv|md|dot]
  netpol recommend --dir MANIFESTS --assert FILE [--as NetworkPolicy|Calico|ClusterNetworkPolicy]
  netpol check   --dir MANIFESTS [--assert FILE] [--format txt|sarif]

MANIFESTS is a folder of YAML and JSON, one such file, or - for standard input.
PEER is namespace/name of a workload or Pod, namespace/name[Kind] where two have
the same name (also namespace/name[Service] as a destination), or an IP address.

Examples
  Every connection that a folder of manifests permits:
    netpol list --dir deploy/

  The same of a running cluster, as a picture:
    kubectl get -A -o json ns,po,svc,netpol | netpol list --dir - --format dot | dot -Tsvg > map.svg

  May the web pods reach the database? The exit status tells too:
    netpol eval --dir deploy/ --source inventory/web --destination inventory/mongodb-vm --port 27017

  Which rules allow or deny it, port by port, and in which file they stand:
    netpol explain --dir deploy/ --source inventory/web --destination inventory/mongodb-vm

  From outside, by address:
    netpol explain --dir deploy/ --source 203.0.113.7 --destination inventory/web --port 8080

  What a branch changes:
    git worktree add /tmp/main main
    netpol diff --before /tmp/main/deploy --after deploy --format md

  Fail a pipeline when it is not as a file says:
    cat > reach.txt <<END
    assert: inventory/web -> inventory/mongodb-vm TCP 27017 allowed
    assert: * -> inventory/mongodb-vm denied otherwise
    END
    netpol check --dir deploy/ --assert reach.txt

  There, name alone means any namespace, namespace/* all of one, external every
  address outside, and * everybody.

  What to act on in the manifests themselves, for the lines of a pull request:
    netpol check --dir deploy/ --format sarif > netpol.sarif

  The fewest policies that permit what the file allows, and nothing else:
    netpol recommend --dir deploy/ --assert reach.txt > policies.yaml

  What Calico's staged policies would change, were they enforced:
    netpol diff --staged --dir deploy/

Options
  --dir MANIFESTS      what to read
  --format FORMAT      list, diff: txt (default), json, csv, md or dot; eval, explain: txt or json;
                       check: txt or sarif; recommend: yaml or json
  --granularity UNIT   list, diff: workload (default) or pod
  --source PEER        where the connection comes from
  --destination PEER   where it goes
  --protocol NAME      TCP (default), UDP, SCTP, ICMP or ICMPv6
  --port N             1 to 65535; of a Service, the Service's port
  --assert FILE        check, recommend: what must be, one a line; # begins a comment
  --as DIALECT         recommend: NetworkPolicy (default), Calico or ClusterNetworkPolicy
  --staged             diff: what the staged policies of --dir would change
  --strict             exit with 2 when any input is bad
  --help               this text

Bad input is told on standard error as file:line:column, and the rest is answered.

Exit status
  0  done; eval: the connection is allowed
  1  eval: denied; check: an assertion failed, or, without assertions, a finding is an error
  2  bad input or usage; with --strict also when the rest was answered
  3  eval: uncertain, since it hangs on what no manifest says
`;
