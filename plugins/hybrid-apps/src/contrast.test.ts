import { contrast, declared, Theme } from './__testUtils__/contrast';
import { edge } from './__testUtils__/build';
import { edgeColor } from './topology/graph/elements';
import { TOKENS } from './topology/image';
import { mongodb, web } from './__testUtils__/inventory';

// WCAG 2.2: 1.4.3 for text, 1.4.11 for what one has to see beside it.
const TEXT = 4.5;
const GRAPHIC = 3;
/** What steps back, while something else is looked at, and can still be followed. */
const DIMMED = 1.5;

const GRAPH = 'topology/graph/graph.module.css';
const STATUS = 'components/status.module.css';
const POLICIES = 'policies/policies.module.css';
const NOTE = 'reachability/reachability.module.css';
const PREVIEW = 'preview/preview.module.css';
const BADGES = 'extensions/badges.module.css';
const TABLE = 'components/virtualTable.module.css';
const PANEL = 'topology/panel/panel.module.css';
const ACTS = 'topology/acts/acts.module.css';
const DEEDS = 'operations/acts/acts.module.css';
const CHART = 'modernization/chart/chart.module.css';
const USE = 'metrics/chart/chart.module.css';

// Grounds, from what is on top to what is below.
const PAGE = ['var(--bui-bg-app)'];
const SHEET = ['var(--bui-bg-neutral-1)'];
const FRAME = [declared(GRAPH, '.frame', 'background'), ...PAGE];
const CARD = [declared(GRAPH, '.card', 'background')];
const CHIP = [declared(GRAPH, '.chip::before', 'background')];
const verdictLabel = (verdict: string) => [
  declared(GRAPH, `.wireLabel[data-verdict='${verdict}']`, 'background'),
];

const inTable = {
  selected: [
    declared(TABLE, ".table tbody tr[aria-selected='true']", 'background'),
    ...PAGE,
  ],
};

type Row = [
  what: string,
  value: string,
  grounds: Record<string, readonly string[]>,
  least: number,
  opacity?: number,
];

const says = (
  file: string,
  selector: string,
  property: string,
  grounds: Row[2],
  least: number,
): Row => [
  `${selector} { ${property} } of ${file}`,
  declared(file, selector, property),
  grounds,
  least,
];

const graph = { page: PAGE, frame: FRAME };
const anywhere = { page: PAGE, sheet: SHEET, card: CARD };
const connection = (verdict?: 'allowed' | 'denied') =>
  edge(web, mongodb, 'connects', '', verdict && { verdict });
const wireOf = (verdict?: 'allowed' | 'denied') => {
  const color = edgeColor(connection(verdict));
  return color === 'var(--hybrid-apps-wire)'
    ? declared(GRAPH, '.graph', '--hybrid-apps-wire')
    : color;
};
const dimmed = Number(
  declared(GRAPH, ".wire[data-emphasis='dimmed']", 'opacity'),
);

const rows: Row[] = [
  // Focus and selection, on what they surround and on what they lie on.
  ...['.card:focus-visible', '.wireLabel:focus-visible'].map(selector =>
    says(GRAPH, selector, 'outline', { ...graph, card: CARD }, GRAPHIC),
  ),
  ...["[aria-pressed='true']"].flatMap(state =>
    ['.card', '.wireLabel'].map(of =>
      says(GRAPH, of + state, 'outline', { ...graph, card: CARD }, GRAPHIC),
    ),
  ),
  says(GRAPH, '.card[data-found]', 'box-shadow', graph, GRAPHIC),
  says(
    POLICIES,
    '.matrix button:focus-visible',
    'outline',
    {
      page: PAGE,
      uncertain: [
        declared(
          POLICIES,
          ".matrix td[data-verdict='uncertain']",
          'background',
        ),
      ],
      allowed: [
        declared(POLICIES, ".matrix td[data-verdict='allowed']", 'background'),
        ...PAGE,
      ],
    },
    GRAPHIC,
  ),
  says(
    'components/plainButton.module.css',
    '.button:focus-visible',
    'outline',
    { ...anywhere, ...inTable },
    GRAPHIC,
  ),
  says(
    TABLE,
    ".table tbody tr[aria-selected='true'] > :first-child",
    'box-shadow',
    { page: PAGE, ...inTable },
    GRAPHIC,
  ),
  says(
    TABLE,
    '.table tbody tr:focus-visible',
    'outline',
    { page: PAGE, ...inTable },
    GRAPHIC,
  ),

  // The graph.
  says(GRAPH, '.card', 'color', { card: CARD }, TEXT),
  says(GRAPH, '.kind', 'color', { card: CARD }, TEXT),
  says(GRAPH, '.category', 'color', { card: CARD }, GRAPHIC),
  says(GRAPH, ".card[data-category='vm']", 'border', { card: CARD }, GRAPHIC),
  says(GRAPH, ".card[data-emphasis='dimmed']", 'color', graph, TEXT),
  says(GRAPH, '.chip', 'color', { chip: CHIP }, TEXT),
  says(GRAPH, ".chip[data-emphasis='dimmed']", 'color', { chip: CHIP }, TEXT),
  ...[".chip[aria-pressed='true']::before", '.chip:focus-visible::before'].map(
    selector => says(GRAPH, selector, 'outline', { card: CARD }, GRAPHIC),
  ),
  says(GRAPH, '.frameLabel', 'color', { frame: FRAME }, TEXT),
  says(
    GRAPH,
    '.wireLabel',
    'color',
    {
      label: [declared(GRAPH, '.wireLabel', 'background')],
    },
    TEXT,
  ),
  ...['denied', 'uncertain'].flatMap(verdict => {
    const selector = `.wireLabel[data-verdict='${verdict}']`;
    return [
      says(GRAPH, selector, 'color', { label: verdictLabel(verdict) }, TEXT),
      says(GRAPH, selector, 'border-color', graph, GRAPHIC),
    ];
  }),
  ['a wire', wireOf(), graph, GRAPHIC],
  ['a wire that is denied', wireOf('denied'), graph, GRAPHIC],
  ['a dimmed wire', wireOf(), graph, DIMMED, dimmed],
  ['a dimmed wire that is denied', wireOf('denied'), graph, DIMMED, dimmed],

  // The plan in the template's form, which lies on a sheet.
  ['text of the plan', TOKENS.text, { card: [TOKENS.card] }, TEXT],
  ['a wire of the plan', TOKENS.line, { page: [TOKENS.background] }, GRAPHIC],
  ['a port that is denied', TOKENS.denied, { page: [TOKENS.background] }, TEXT],

  // The chart of how far apps are in containers.
  says(CHART, '.chart text', 'fill', { page: PAGE }, TEXT),
  says(CHART, '.chart .time', 'fill', { page: PAGE }, TEXT),
  says(CHART, '.hatch', 'stroke', { page: PAGE }, GRAPHIC),
  says(CHART, '.dot', 'fill', { page: PAGE }, GRAPHIC),
  says(CHART, '.vmLine', 'stroke', { page: PAGE }, GRAPHIC),
  says(USE, '.chart text', 'fill', { page: PAGE, sheet: SHEET }, TEXT),
  says(USE, '.told', 'color', { page: PAGE, sheet: SHEET }, TEXT),
  says(USE, '.line', 'stroke', { page: PAGE, sheet: SHEET }, GRAPHIC),
  says(USE, '.mark', 'stroke', { page: PAGE, sheet: SHEET }, GRAPHIC),
  says(USE, '.cross', 'stroke', { page: PAGE, sheet: SHEET }, GRAPHIC),
  says(
    USE,
    '.chart:focus-visible',
    'outline',
    { page: PAGE, sheet: SHEET },
    GRAPHIC,
  ),

  // Words and signs of states, wherever they stand.
  ...[
    '.status',
    ".status[data-health='degraded']",
    ".status[data-posture='open']",
    ".status[data-verdict='uncertain']",
    ".status[data-verdict='denied']",
  ].map(selector =>
    says(STATUS, selector, 'color', { ...anywhere, ...inTable }, TEXT),
  ),
  ...[
    ".status[data-health='healthy'] .icon",
    ".status[data-posture='isolated'] .icon",
    ".status[data-health='progressing'] .icon",
    ".status[data-health='stopped'] .icon",
    ".status[data-posture='unknown'] .icon",
  ].map(selector =>
    says(STATUS, selector, 'color', { ...anywhere, ...inTable }, GRAPHIC),
  ),

  // Answers, which hold such words.
  says(
    NOTE,
    '.note',
    'color',
    { note: [declared(NOTE, '.note', 'background')] },
    TEXT,
  ),
  ...['denied', 'uncertain'].flatMap(verdict => [
    says(
      NOTE,
      `.note[data-verdict='${verdict}']`,
      'border-left-color',
      anywhere,
      GRAPHIC,
    ),
    says(
      STATUS,
      `.status[data-verdict='${verdict}']`,
      'color',
      { note: [declared(NOTE, '.note', 'background')] },
      TEXT,
    ),
  ]),
  says(NOTE, '.note', 'border-left', anywhere, GRAPHIC),

  says(
    NOTE,
    '.rule :global(.bui-AccordionTriggerSubtitle)',
    'color',
    { sheet: SHEET },
    TEXT,
  ),

  // What other plugins add.
  ...['', 'positive', 'warning', 'negative'].map(tone =>
    says(
      BADGES,
      tone ? `.badge[data-tone='${tone}']` : '.badge',
      'color',
      { badge: [declared(BADGES, '.badge', 'background')] },
      TEXT,
    ),
  ),
  says(ACTS, '.unavailable', 'color', { sheet: SHEET }, TEXT),
  says(DEEDS, '.unavailable', 'color', { sheet: SHEET }, TEXT),
  ...['done', 'failed', 'late'].map(state =>
    says(
      DEEDS,
      `.line[data-state='${state}'] > svg`,
      'color',
      { page: PAGE },
      GRAPHIC,
    ),
  ),

  // The details.
  ...['degraded', 'uncovered'].map(health =>
    says(
      PANEL,
      `.cause[data-health='${health}'] > svg`,
      'color',
      { page: PAGE },
      GRAPHIC,
    ),
  ),
  ...['allowed', 'denied'].map(verdict =>
    says(
      PANEL,
      `.way[data-verdict='${verdict}'] > svg`,
      'color',
      { page: PAGE },
      GRAPHIC,
    ),
  ),
  says(
    PANEL,
    '.cause summary:focus-visible',
    'outline',
    { page: PAGE },
    GRAPHIC,
  ),

  // The rest, where it is on.
  says(
    'overview/overview.module.css',
    '.figures dt',
    'color',
    { sheet: SHEET },
    TEXT,
  ),
  says(TABLE, '.table', 'color', { page: PAGE, ...inTable }, TEXT),
  says(
    'topology/table/table.module.css',
    '.facts',
    'color',
    { page: PAGE, ...inTable },
    TEXT,
  ),
  says(POLICIES, '.peerPlace', 'color', { page: PAGE, ...inTable }, TEXT),
  says(POLICIES, '.matrix caption', 'color', { page: PAGE }, TEXT),
  says(
    POLICIES,
    ".matrix td[data-verdict='none']",
    'color',
    { page: PAGE },
    TEXT,
  ),
  says(POLICIES, ".severity[data-severity='error']", 'color', anywhere, TEXT),
  says(POLICIES, ".severity[data-severity='warning']", 'color', anywhere, TEXT),
  says(
    PANEL,
    ".events li[data-type='Warning'] strong",
    'color',
    { page: PAGE },
    TEXT,
  ),
  says(PREVIEW, ".effect[data-effect='opens']", 'color', anywhere, TEXT),
  says(PREVIEW, ".effect[data-effect='closes']", 'color', anywhere, TEXT),
];

const cases = rows.map(([what, value, grounds, least, opacity = 1]) => ({
  what,
  value,
  grounds,
  least,
  opacity,
}));

describe.each<Theme>(['light', 'dark'])('in the %s theme', theme => {
  it.each(cases)('$what is seen', ({ value, grounds, least, opacity }) => {
    const low = Object.entries(grounds)
      .map(([name, ground]) => ({
        name,
        ratio: contrast(value, ground, theme, opacity),
      }))
      .filter(({ ratio }) => ratio < least);
    expect(low).toEqual([]);
  });
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', ['#ffffff'], 'light')).toBeCloseTo(21, 5);
    expect(contrast('#767676', ['#ffffff'], 'light')).toBeCloseTo(4.54, 2);
    expect(contrast('#000000', ['#ffffff'], 'light', 0)).toBe(1);
  });

  it('tells of a focus ring that is none in the dark', () => {
    expect(contrast('var(--bui-ring)', PAGE, 'dark')).toBeLessThan(GRAPHIC);
  });
});
