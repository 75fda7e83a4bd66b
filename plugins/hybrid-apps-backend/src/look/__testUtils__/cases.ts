import { z } from 'zod';
import { AppReport } from '..';
import { readYamlCases } from '../../__testUtils__/yamlCases';

const documents = z.array(z.looseObject({ apiVersion: z.string() }));

const caseShape = z.strictObject({
  name: z.string(),
  /** Of which the first is the app; System `shop` unless told. */
  entities: documents.default([
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: { name: 'shop' },
    },
  ]),
  objects: documents.min(1),
  /** All that is drawn, a line each; of the rest, what is told here. */
  expect: z.strictObject({
    app: z.string().optional(),
    /** `healthy Deployment shop/web` */
    nodes: z.array(z.string()),
    /** `Service web selects Deployment web on 80` and, where there is one, `(denied)` */
    edges: z.array(z.string()),
    /** `ingress isolated, egress open`, by the names of nodes */
    postures: z.record(z.string(), z.string()).optional(),
    /** What is not known: `some-cluster *: unresolved` */
    knowledge: z.array(z.string()).default([]),
    /** Titles of findings */
    findings: z.array(z.string()).optional(),
  }),
});
export type Case = z.infer<typeof caseShape>;

/** The documents of a file, each a case. */
export const readCases = (path: string): Case[] =>
  readYamlCases(path, caseShape);

/** A report in the lines of a case. */
export function linesOf({ summary, topology, policy }: AppReport) {
  const called = ({ kind, namespace, name }: (typeof topology.nodes)[number]) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const names = new Map(
    topology.nodes.map(({ id, kind, name }) => [id, `${kind} ${name}`]),
  );
  return {
    app: summary.health,
    nodes: topology.nodes
      .map(node => `${node.status.health} ${called(node)}`)
      .sort(),
    edges: topology.edges
      .map(({ source, relation, target, ports, verdict }) =>
        [
          `${names.get(source)} ${relation} ${names.get(target)}`,
          ports && `on ${ports}`,
          verdict && `(${verdict})`,
        ]
          .filter(Boolean)
          .join(' '),
      )
      .sort(),
    postures: Object.fromEntries(
      topology.nodes.flatMap(node =>
        node.posture
          ? [
              [
                called(node),
                `ingress ${node.posture.ingress}, egress ${node.posture.egress}`,
              ],
            ]
          : [],
      ),
    ),
    knowledge: topology.knowledge.map(
      ({ cluster, kind, state }) => `${cluster} ${kind}: ${state}`,
    ),
    findings: policy.findings.map(({ title }) => title),
  };
}
