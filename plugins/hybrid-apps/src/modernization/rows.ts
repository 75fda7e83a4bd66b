import {
  AppModernization,
  Modernization,
  ModernizationComponent,
  ModernizationPoint,
  ModernizationShare,
  ModernizationWait,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { amountOf, Measure, MEASURES } from './words';

/** A wait with who is at its ends. */
export interface WaitRow extends ModernizationWait {
  id: string;
  from?: ModernizationComponent;
  to?: ModernizationComponent;
}

export function waitRows({
  components,
  waits,
}: Pick<Modernization, 'components' | 'waits'>): WaitRow[] {
  const known = new Map(components.map(one => [one.id, one]));
  return waits.map((wait, index) => ({
    ...wait,
    id: String(index),
    from: known.get(wait.source),
    to: known.get(wait.target),
  }));
}

/** By what a component calls another one, like `mongodb, 27017`. */
export const wayText = ({ through, ports }: ModernizationWait): string =>
  [through, ports].filter(Boolean).join(', ');

/** A number for a sheet: with a point, in bytes, and empty where nothing of it is known. */
const cell = (share: ModernizationShare, measure: Measure): string => {
  const { value, unknown } = amountOf(share, measure);
  return unknown > 0 && unknown === share.count ? '' : String(value);
};

const shareHeadings = (t: Translate) =>
  (['vm', 'container'] as const).flatMap(category => [
    ...MEASURES.map(measure =>
      t('modernization.csv.of', {
        what: t(`modernization.csv.${measure}`),
        of: t(`modernization.category.${category}`),
      }),
    ),
    t('modernization.csv.of', {
      what: t('modernization.csv.unknown'),
      of: t(`modernization.category.${category}`),
    }),
  ]);

const shareCells = (share: ModernizationShare): string[] => [
  ...MEASURES.map(measure => cell(share, measure)),
  String(Math.max(share.cpu.unknown, share.memory.unknown)),
];

/** How all apps are, as a sheet. */
export const appsCsv = (
  apps: readonly AppModernization[],
  t: Translate,
): string[][] => [
  [
    t('apps.column.app'),
    t('apps.column.owner'),
    t('modernization.column.stage'),
    ...shareHeadings(t),
    t('modernization.column.waits'),
  ],
  ...apps.map(app => [
    app.entityRef,
    app.owner ?? '',
    t(`modernization.stage.${app.stage}`),
    ...shareCells(app.figures.vm),
    ...shareCells(app.figures.container),
    String(app.waits),
  ]),
];

/** How that moved, as a sheet. */
export const seriesCsv = (
  series: readonly ModernizationPoint[],
  t: Translate,
): string[][] => [
  [t('modernization.column.since'), ...shareHeadings(t)],
  ...series.map(({ at, figures: { vm, container } }) => [
    at,
    ...shareCells(vm),
    ...shareCells(container),
  ]),
];

/** The components of an app and what waits for what, as a sheet. */
export const componentsCsv = (
  app: Pick<Modernization, 'components' | 'waits'>,
  t: Translate,
): string[][] => [
  [
    t('topology.column.component'),
    t('topology.column.kind'),
    t('modernization.column.category'),
    t('topology.column.place'),
    t('modernization.column.replicas'),
    t('modernization.csv.cpu'),
    t('modernization.csv.memory'),
    t('modernization.column.target'),
    t('modernization.column.way'),
  ],
  ...app.components.map(one => [
    one.name,
    one.kind,
    t(`modernization.runsIn.${one.category}`),
    `${one.cluster} / ${one.namespace}`,
    String(one.replicas),
    one.cpu === undefined ? '' : String(one.cpu),
    one.memory === undefined ? '' : String(one.memory),
    '',
    '',
  ]),
  ...waitRows(app).map(wait => [
    wait.from?.name ?? wait.source,
    wait.from?.kind ?? '',
    wait.from ? t(`modernization.runsIn.${wait.from.category}`) : '',
    wait.from ? `${wait.from.cluster} / ${wait.from.namespace}` : '',
    '',
    '',
    '',
    wait.to?.name ?? wait.target,
    wayText(wait),
  ]),
];
