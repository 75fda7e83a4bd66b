import {
  printable,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppReport, ObjectReport } from '.';

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', `${title}:`, ...lines.map(line => `  ${line}`)] : [];

const nodeLine = ({
  kind,
  namespace,
  name,
  status,
  posture,
  reason,
}: TopologyNode) =>
  [
    `${status.health}  ${kind} ${namespace ? `${namespace}/` : ''}${name}`,
    status.reason && `(${status.reason})`,
    posture && `ingress ${posture.ingress}, egress ${posture.egress}`,
    status.message && `- ${status.message}`,
    `[${reason.text}]`,
  ]
    .filter(Boolean)
    .join('  ');

/** An app's report as a person reads it. */
export function formatApp({ summary, topology, policy }: AppReport): string {
  const nameOf = new Map(
    topology.nodes.map(({ id, kind, name }) => [id, `${kind} ${name}`]),
  );
  const lines = [
    `${summary.entityRef}: ${summary.health}, ${count(
      summary.vms,
      'VM',
    )}, ${count(summary.containers, 'container workload')}`,
    ...section(
      'Not known',
      topology.knowledge.map(
        ({ cluster, kind, state, message }) =>
          `${cluster} ${kind}: ${state}${message ? `: ${message}` : ''}`,
      ),
    ),
    ...(topology.nodes.length > 0
      ? section(
          'Objects, and why they are of the app',
          topology.nodes
            .filter(({ category }) => category !== 'external')
            .map(nodeLine),
        )
      : [
          '',
          'No object here is of the app: none has the labels that its entities name.',
        ]),
    ...section(
      'Connections',
      topology.edges.map(
        ({ source, target, relation, ports, verdict, evidence }) =>
          [
            `${nameOf.get(source)} ${relation} ${nameOf.get(target)}`,
            ports && `on ${ports}`,
            verdict && `(${verdict})`,
            `: ${evidence.text}`,
          ]
            .filter(Boolean)
            .join(' '),
      ),
    ),
    ...section(
      'Findings',
      policy.findings.map(
        ({ severity, title, message }) => `${severity}: ${title}: ${message}`,
      ),
    ),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** How objects are, a line each. */
export const formatObjects = (objects: readonly ObjectReport[]): string =>
  objects
    .map(({ kind, namespace, name, health }) =>
      printable(
        [
          `${health.state}  ${kind} ${namespace ? `${namespace}/` : ''}${name}`,
          health.reason && `(${health.reason})`,
          health.message && `- ${health.message}`,
        ]
          .filter(Boolean)
          .join('  '),
      ),
    )
    .map(line => `${line}\n`)
    .join('');
