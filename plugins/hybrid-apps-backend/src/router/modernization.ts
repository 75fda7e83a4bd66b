import {
  AppModernization,
  hybridAppViewPermission,
  Modernization,
  ModernizationComponent,
  ModernizationStage,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  describeModernization,
  figuresOf,
  ModernizationRecord,
  sumOfSeries,
} from '../modernization';
import { unknownOf } from '../topology';
import { unhurried } from '../unhurried';
import { AppView, contentRevision, ownKnowledge } from '../views';
import { pageOf } from './http';
import { Looked, lookAtApp } from './lookAtApp';
import { HybridAppsRouter, RouterOptions } from './types';
import { Viewer, viewerOf } from './viewer';

/**
 * Whether a viewer sees all of an app that the portal keeps a record of: of a
 * cluster that takes each user's own token, it keeps none.
 */
const seesWhole = ({ isWhole }: AppView, { own }: Pick<Viewer, 'own'>) =>
  isWhole && own.size === 0;

/** One app's way into containers, as its viewer may be told. */
export async function modernizationOf(
  view: AppView,
  viewer: Pick<Viewer, 'own'>,
  record: Pick<ModernizationRecord, 'read'>,
): Promise<Modernization> {
  const { topology } = await view.drawn();
  const { entityRef, knowledge } = topology;
  const isWhole = seesWhole(view, viewer);
  const { waiting: _, ...described } = describeModernization(topology, isWhole);
  const series = isWhole
    ? (await record.read([entityRef])).get(entityRef) ?? []
    : undefined;
  const content = {
    entityRef,
    ...described,
    ...(series && { series }),
    knowledge,
  };
  return { ...content, revision: contentRevision(content) };
}

/** Adds the route over all apps. */
export function addModernizationRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, clusters, httpAuth, modernization, views } = options;
  /** A picture that is kept is described once. */
  const kept = new WeakMap<
    Topology,
    ReturnType<typeof describeModernization>
  >();

  function describe(topology: Topology, isWhole: boolean) {
    const known = kept.get(topology);
    if (known?.isWhole === isWhole) {
      return known;
    }
    const described = describeModernization(topology, isWhole);
    kept.set(topology, described);
    return described;
  }

  function lineOf(
    { view, drawn }: Looked,
    viewer: Viewer,
    all: Map<string, ModernizationComponent>,
  ): AppModernization | undefined {
    if (!view || !drawn) {
      return undefined;
    }
    const { entityRef, name, title, owner } = drawn.summary;
    const isWhole = seesWhole(view, viewer);
    const { stage, figures, waiting, components } = describe(
      drawn.topology,
      isWhole,
    );
    components.forEach(one => all.set(one.id, one));
    return {
      entityRef,
      name,
      ...(title && { title }),
      ...(owner && { owner }),
      stage,
      figures,
      waits: waiting,
      isWhole,
    };
  }

  router.get('/v1/modernization', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const apps = await access.listApps(hybridAppViewPermission, credentials);
    const viewer = await viewerOf(req, credentials, apps, options);
    const looked = await Promise.all(
      await unhurried(apps, app => lookAtApp(app, viewer, options)),
    );
    // What several apps have counts once.
    const components = new Map<string, ModernizationComponent>();
    const lines = (
      await unhurried(looked, one => lineOf(one, viewer, components))
    ).flatMap(line => line ?? []);
    const whole = lines.filter(({ isWhole }) => isWhole);
    const series = await modernization.read(
      whole.map(({ entityRef }) => entityRef),
    );
    const at = (stage: ModernizationStage) =>
      lines.filter(line => line.stage === stage).length;
    const { items, nextCursor } = pageOf(
      lines,
      ({ entityRef }) => entityRef,
      req.query,
    );
    const failed = looked.filter(({ view }) => view === undefined);
    res.json({
      items,
      totals: {
        apps: lines.length,
        stages: {
          vms: at('vms'),
          mixed: at('mixed'),
          containers: at('containers'),
          none: at('none'),
          unknown: at('unknown'),
        },
        figures: figuresOf([...components.values()]),
      },
      series: sumOfSeries(series.values()),
      notInSeries: lines.length - whole.length,
      knowledge: [
        ...views.unlisted(),
        ...ownKnowledge(
          unknownOf(
            clusters
              .list()
              .map(({ name, store }) => viewer.own.get(name) ?? store),
          ),
          () => looked.flatMap(({ view }) => view?.members.members ?? []),
        ),
        ...failed.flatMap(({ summary }) => summary?.knowledge ?? []),
      ],
      ...(nextCursor && { nextCursor }),
    });
  });
}
