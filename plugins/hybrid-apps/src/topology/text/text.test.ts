import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { edge, nodesOf } from '../../__testUtils__/build';
import { inventoryTopology, web } from '../../__testUtils__/inventory';
import { createTestTexts } from '../../__testUtils__/texts';
import { drawnOf, foldedServices } from '../fold';
import { Picture, pictureOf } from '../view';
import { toD2, toMermaid } from '.';

const t = createTestTexts();
const picture = pictureOf(inventoryTopology, ['traffic', 'storage']);

/** What a text says, as whoever reads its language would take it. */
interface Said {
  nodes: Array<{ id: string; label: string; group?: string }>;
  edges: Array<{ source: string; target: string; label: string }>;
}

/** Reads the part of Mermaid's language that is written, and nothing beside it. */
function readMermaid(text: string): Said {
  const TEXT = String.raw`"((?:[\p{L}\p{N} ./_-]|#\d+;)*)"`;
  const node = new RegExp(
    `^ +(n\\d+)(?:\\[|\\[\\[|\\[\\(|\\(\\[|\\{\\{)${TEXT}(?:\\]|\\]\\]|\\)\\]|\\]\\)|\\}\\})$`,
    'u',
  );
  const group = new RegExp(`^  subgraph g\\d+\\[${TEXT}\\]$`, 'u');
  const line = new RegExp(
    `^  (n\\d+) (?:-->|-\\.->)\\|${TEXT}\\| (n\\d+)$`,
    'u',
  );
  const plain = (label: string) =>
    label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  const [first, ...lines] = text.trimEnd().split('\n');
  expect(first).toBe('flowchart LR');
  const said: Said = { nodes: [], edges: [] };
  let inside: string | undefined;
  for (const one of lines) {
    // A whole line would be taken for this, whatever it is in.
    expect(one).not.toMatch(/direction\s+(TB|BT|RL|LR)/);
    const [, id, label] = node.exec(one) ?? [];
    const [, title] = group.exec(one) ?? [];
    const [, source, relation, target] = line.exec(one) ?? [];
    if (id !== undefined) {
      said.nodes.push({ id, label: plain(label), group: inside });
    } else if (title !== undefined) {
      expect(inside).toBeUndefined();
      inside = plain(title);
    } else if (source !== undefined) {
      said.edges.push({ source, target, label: plain(relation) });
    } else {
      expect(one).toBe('  end');
      inside = undefined;
    }
  }
  return said;
}

/** Reads the part of D2's language that is written, and nothing beside it. */
function readD2(text: string): Said {
  const TEXT = String.raw`"((?:[^"\\$]|\\["\\$])*)"`;
  const node = new RegExp(
    `^ *(n\\d+): ${TEXT}(?: \\{ [a-z.-]+: \\w+ \\})?$`,
    'u',
  );
  const group = new RegExp(`^g\\d+: ${TEXT} \\{$`, 'u');
  const line = new RegExp(
    `^(?:g\\d+\\.)?(n\\d+) -> (?:g\\d+\\.)?(n\\d+): ${TEXT}(?: \\{ style.stroke-dash: 4 \\})?$`,
    'u',
  );
  const plain = (label: string) => label.replace(/\\(.)/gu, '$1');
  const [first, ...lines] = text.trimEnd().split('\n');
  expect(first).toBe('direction: right');
  const said: Said = { nodes: [], edges: [] };
  let inside: string | undefined;
  for (const one of lines) {
    const [, id, label] = node.exec(one) ?? [];
    const [, title] = group.exec(one) ?? [];
    const [, source, target, relation] = line.exec(one) ?? [];
    if (id !== undefined) {
      said.nodes.push({ id, label: plain(label), group: inside });
    } else if (title !== undefined) {
      expect(inside).toBeUndefined();
      inside = plain(title);
    } else if (source !== undefined) {
      said.edges.push({ source, target, label: plain(relation) });
    } else {
      expect(one).toBe('}');
      inside = undefined;
    }
  }
  return said;
}

const HOSTILE = [
  '"]; click n1 "javascript:alert(1)"',
  '`**bold**`',
  '%%{init: {"securityLevel": "loose"}}%%',
  'x direction TB',
  'style a:b #35;',
  'classDef a:b #quot;',
  '<img src=x onerror=alert(1)>',
  'end',
  '--> n1 |x|',
  '${vars.secret}',
  '\\" } n1 -> n2: "',
  'a\nn9["b"]\r\nn8: "c"',
  '|md # head |',
  '#',
  '',
  'ﬂ°°35¶ß',
  '\u2028',
  '😀 ä',
];

const word = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const pictures = fc
  .array(
    fc.record({ cluster: word, namespace: word, kind: word, name: word }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .chain(objects => {
    const nodes = objects.map(
      (object, index): TopologyNode => ({
        ...web,
        category: index % 2 === 0 ? 'vm' : 'storage',
        ...object,
        id: `id-${index}`,
      }),
    );
    const some = fc.constantFrom(...nodes);
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(
        fc
          .tuple(some, some, word)
          .map(
            ([source, target, ports]): TopologyEdge =>
              edge(source, target, 'connects', '', { ports }),
          ),
        { maxLength: 6 },
      ),
    });
  });

/** What D2 has no letter for stands as a space. */
const oneLine = (text: string) =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');

/** What there is to be said, in no order. */
function meant({ nodes, edges }: Picture, shown: (text: string) => string) {
  const label = ({ kind, name }: TopologyNode) => shown(`${kind} ${name}`);
  const labels = new Map(nodes.map(node => [node.id, label(node)]));
  return {
    nodes: nodes
      .map(node => ({
        label: label(node),
        group: node.cluster
          ? shown([node.cluster, node.namespace].filter(Boolean).join(' / '))
          : undefined,
      }))
      .map(one => JSON.stringify(one))
      .sort(),
    edges: edges
      .map(({ source, target, ports }) => [
        labels.get(source),
        labels.get(target),
        shown(['connects to', ports].filter(Boolean).join(' ')),
      ])
      .map(one => JSON.stringify(one))
      .sort(),
  };
}

function taken({ nodes, edges }: Said) {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return {
    nodes: nodes
      .map(({ label, group }) => JSON.stringify({ label, group }))
      .sort(),
    edges: edges
      .map(({ source, target, label }) =>
        JSON.stringify([labels.get(source), labels.get(target), label]),
      )
      .sort(),
  };
}

describe.each([
  ['Mermaid', toMermaid, readMermaid, (text: string) => text],
  ['D2', toD2, readD2, oneLine],
] as const)('a topology in %s', (_, write, read, shown) => {
  it('says each node in its place and each edge, whatever they are called', () => {
    fc.assert(
      fc.property(pictures, one => {
        expect(taken(read(write(one, t)))).toEqual(meant(one, shown));
      }),
    );
  });

  it.each(HOSTILE)('keeps %j a name', name => {
    const hostile = { ...web, cluster: name, namespace: name, name };
    const said = read(write({ nodes: [hostile], edges: [] }, t));
    expect(said.nodes).toEqual([
      {
        id: 'n1',
        label: shown(`Deployment ${name}`),
        group: name ? shown(`${name} / ${name}`) : undefined,
      },
    ]);
  });

  it('is the same in whatever order nodes and edges come', () => {
    const text = write(picture, t);
    expect(
      write(
        {
          nodes: [...picture.nodes].reverse(),
          edges: [...picture.edges].reverse(),
        },
        t,
      ),
    ).toBe(text);
  });

  it('draws what is declared with dashes', () => {
    const node = nodesOf('onprem/shop');
    const [a, b] = [node('Deployment', 'a'), node('Deployment', 'b')];
    const text = write(
      { nodes: [a, b], edges: [edge(a, b, 'depends-on', '')] },
      t,
    );
    expect(text).toMatch(/-\.->|stroke-dash/);
    expect(read(text).edges).toEqual([
      { source: 'n1', target: 'n2', label: 'depends on' },
    ]);
  });
});

it('is a flowchart of Mermaid, grouped by place, with a shape for each category', () => {
  expect(toMermaid(picture, t)).toBe(`flowchart LR
  n1(["Outside Internet"])
  subgraph g1["onprem / inventory"]
    n2[("Disk mongodb-data")]
    n3["Deployment web"]
    n4["Ingress inventory"]
    n5["Service mongodb"]
    n6["Service web"]
    n7[["VM mongodb-vm"]]
  end
  n1 -->|"connects to 80"| n4
  n3 -->|"connects to 27017"| n5
  n4 -->|"routes to 80"| n6
  n5 -->|"sends to 27017"| n7
  n6 -->|"sends to 80#8594;8080"| n3
  n7 -->|"mounts"| n2
`);
});

it('is a diagram of D2, grouped by place, with a shape for each category', () => {
  expect(toD2(picture, t)).toBe(`direction: right
n1: "Outside Internet" { shape: cloud }
g1: "onprem / inventory" {
  n2: "Disk mongodb-data" { shape: cylinder }
  n3: "Deployment web"
  n4: "Ingress inventory"
  n5: "Service mongodb"
  n6: "Service web"
  n7: "VM mongodb-vm" { style.double-border: true }
}
n1 -> g1.n4: "connects to 80"
g1.n3 -> g1.n5: "connects to 27017"
g1.n4 -> g1.n6: "routes to 80"
g1.n5 -> g1.n7: "sends to 27017"
g1.n6 -> g1.n3: "sends to 80→8080"
g1.n7 -> g1.n2: "mounts"
`);
});

it('says on which workloads Services stand that only forward, and who calls these', () => {
  const drawn = drawnOf(picture, foldedServices(inventoryTopology));
  expect(readMermaid(toMermaid(drawn, t))).toEqual(readD2(toD2(drawn, t)));
  const { nodes, edges } = readD2(toD2(drawn, t));
  const labelOf = (id: string) => nodes.find(one => one.id === id)?.label;
  expect(
    edges.map(({ source, label, target }) => [
      labelOf(source),
      label,
      labelOf(target),
    ]),
  ).toEqual([
    ['Outside Internet', 'connects to 80', 'Ingress inventory'],
    [
      'Deployment web - Service web 80',
      'connects to 27017',
      'VM mongodb-vm - Service mongodb 27017',
    ],
    ['Ingress inventory', 'routes to 80', 'Deployment web - Service web 80'],
    ['VM mongodb-vm - Service mongodb 27017', 'mounts', 'Disk mongodb-data'],
  ]);
});
