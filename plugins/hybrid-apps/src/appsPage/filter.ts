import {
  AppSummary,
  Health,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The filter's names, which are also those of the URL's parameters. */
export const FILTER_KEYS = [
  'search',
  'cluster',
  'health',
  'owner',
  'problems',
  'mine',
] as const;

/** What a switch has in the URL that is on. */
export const ON = 'yes';

/** Which apps to show; what is absent does not limit. */
export type AppFilter = Partial<Record<(typeof FILTER_KEYS)[number], string>>;

/** Health from what needs attention most to what needs it least. */
export const HEALTH_ORDER: Health[] = [
  'degraded',
  'unknown',
  'progressing',
  'stopped',
  'healthy',
  'unjudged',
];

export function readFilter(params: URLSearchParams): AppFilter {
  const filter: AppFilter = {};
  for (const key of FILTER_KEYS) {
    const value = params.get(key);
    if (value) {
      filter[key] = value;
    }
  }
  return filter;
}

/** Whether somebody has to look after an app; as the backend counts `needAttention`. */
export const needsYou = ({ health }: Pick<AppSummary, 'health'>): boolean =>
  health === 'degraded' || health === 'unknown';

/** @param own - the entity references of who looks, and of whom they belong to */
export function filterApps(
  apps: AppSummary[],
  filter: AppFilter,
  own: readonly string[] = [],
) {
  const search = filter.search?.trim().toLocaleLowerCase();
  return apps.filter(
    ({ name, title, clusters, health, owner = '' }) =>
      (!search ||
        `${name}\n${title ?? ''}`.toLocaleLowerCase().includes(search)) &&
      (!filter.cluster || clusters.includes(filter.cluster)) &&
      (!filter.health || health === filter.health) &&
      (!filter.owner || owner === filter.owner) &&
      (filter.problems !== ON || needsYou({ health })) &&
      (filter.mine !== ON || own.includes(owner)),
  );
}

/** The values that the apps have, for choosing one. */
export function choicesOf(apps: AppSummary[]) {
  const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
  return {
    clusters: sorted(apps.flatMap(({ clusters }) => clusters)),
    owners: sorted(apps.flatMap(({ owner }) => owner ?? [])),
    health: HEALTH_ORDER.filter(health =>
      apps.some(app => app.health === health),
    ),
  };
}

const byText = (a: string, b: string) => a.localeCompare(b);

const COMPARE: Record<string, (a: AppSummary, b: AppSummary) => number> = {
  app: (a, b) => byText(a.title ?? a.name, b.title ?? b.name),
  health: (a, b) =>
    HEALTH_ORDER.indexOf(a.health) - HEALTH_ORDER.indexOf(b.health),
  reach: (a, b) =>
    b.posture.open - a.posture.open || b.posture.unknown - a.posture.unknown,
  owner: (a, b) => byText(a.owner ?? '', b.owner ?? ''),
  changed: (a, b) => byText(a.changedAt ?? '', b.changedAt ?? ''),
};

export function sortApps<T extends AppSummary>(
  apps: T[],
  sort: { column: unknown; direction: 'ascending' | 'descending' },
): T[] {
  const compare = COMPARE[String(sort.column)] ?? COMPARE.app;
  const sign = sort.direction === 'descending' ? -1 : 1;
  return [...apps].sort((a, b) => sign * compare(a, b) || COMPARE.app(a, b));
}
