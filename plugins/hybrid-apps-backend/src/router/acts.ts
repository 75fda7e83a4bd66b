import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  ActDone,
  ActOffer,
  hybridAppChangePermission,
  hybridAppDestroyPermission,
  hybridAppPowerPermission,
  namespaceOperatePermission,
  ObjectActs,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bearing, KubeRequests } from '../clusters';
import { createLimiter } from '../limiter';
import { namesAlone } from '../namespaces';
import { objectField } from '../objects';
import {
  aboutOf,
  Act,
  ActRight,
  ActRow,
  basisOf,
  inputOf,
  isAskedAgain,
  not,
  Offer,
  offersFor,
  Performer,
  POSSIBLE,
  schemaOf,
} from '../operations/acts';
import { callerOf } from '../permissions';
import { unhurried } from '../unhurried';
import { AppView } from '../views';
import { Asking } from './audit';
import { ACTS } from './limits';
import { requireOwnAccount } from './ownAccount';
import { requireView, Seen } from './requireView';
import { lacksOperate, Shown, shownIn } from './shownObject';
import { HybridAppsRouter, RouterOptions } from './types';
import { Viewer } from './viewer';

const RIGHTS = {
  power: hybridAppPowerPermission,
  change: hybridAppChangePermission,
  destroy: hybridAppDestroyPermission,
} as const satisfies Record<ActRight, unknown>;

/** An object with its cluster as acts may tell of it. */
async function toActOn(view: AppView, id: string): Promise<Shown | undefined> {
  const shown = await shownIn(view, id);
  return shown && !view.readsClusters
    ? { ...shown, store: namesAlone(shown.store) }
    : shown;
}

const toOffer = (
  { act, offer }: ReturnType<typeof offersFor>[number],
  { object, store }: Shown,
): ActOffer => {
  const about = aboutOf(act, object, store);
  const { tells = [], previews = [] } = about;
  const input = schemaOf(act, about);
  return {
    act: act.id,
    label: act.words.label,
    will: act.words.will,
    danger: act.danger,
    possible: offer.possible,
    ...(!offer.possible && { why: offer.why }),
    ...(tells.length > 0 && { tells: [...tells] }),
    ...(previews.length > 0 && { previews: [...previews] }),
    basis: basisOf(act, object, store),
    ...(input && { input }),
  };
};

/**
 * So many lines of previews one answer has, as many as there are of one object at
 * most; of the objects that come after these it is told without.
 */
const MOST_LINES = 12_500;

const linesOf = ({ acts }: ObjectActs): number =>
  acts
    .flatMap(({ previews = [] }) => previews)
    .reduce((sum, { lines }) => sum + lines.length, 0);

/** Without the previews that make the answer too long. */
export function shortened(items: readonly ObjectActs[]): ObjectActs[] {
  let told = 0;
  return items.map(item => {
    told += linesOf(item);
    return told <= MOST_LINES
      ? item
      : {
          ...item,
          acts: item.acts.map(({ previews: _, ...offer }) => offer),
        };
  });
}

/** As it is told: of the input, what its act takes. */
const toDone = ({
  entityRef: _ref,
  cluster: _cluster,
  namespace: _namespace,
  uid: _uid,
  input,
  ...told
}: ActRow): ActDone => ({
  ...told,
  ...(input !== undefined && { input: Object(input) }),
});

/** What can be done to objects of an app, and doing it: for whoever asks, by a route or by an action. */
export interface Deeds {
  /** What can be done to what the caller is shown of these, in their order. */
  query(
    app: CompoundEntityRef,
    ids: readonly string[],
    seen: Seen,
  ): Promise<ObjectActs[]>;
  /**
   * Does it, with its start and its end in the audit log.
   *
   * @param look - the app as the caller may view it
   * @throws what says why it is not done; nothing was done then
   */
  perform(
    app: CompoundEntityRef,
    asked: PerformActRequest,
    by: Asking,
    look: () => Promise<Seen>,
  ): Promise<ActDone>;
  /** To what something can be done at all, as `group/Kind`. */
  kinds: ReadonlySet<string>;
}

/** What acts are done with. */
interface DeedOptions
  extends Pick<RouterOptions, 'actRows' | 'audit' | 'impersonation'> {
  access: Pick<RouterOptions['access'], 'in' | 'requireApp'>;
  clusters: Pick<RouterOptions['clusters'], 'require'>;
  /** All that can be done, by whichever plugin. */
  acts: readonly Act[];
  performer: Pick<Performer, 'perform'>;
}

export function createDeeds({
  access,
  acts,
  actRows,
  audit,
  clusters,
  impersonation,
  performer,
}: DeedOptions): Deeds {
  const limiter = createLimiter(ACTS);

  /** What the caller may do to an object of the app. */
  async function rightsOn(
    { kind, namespace, name }: CompoundEntityRef,
    credentials: BackstageCredentials,
    rights: readonly ActRight[] = ['power', 'change', 'destroy'],
  ): Promise<(shown: Shown) => (right: ActRight) => Offer> {
    const operates = await access.in(namespaceOperatePermission, credentials);
    const lacks = new Map<ActRight, string>();
    for (const right of rights) {
      try {
        await access.requireApp(
          { kind, namespace, name },
          RIGHTS[right],
          credentials,
        );
      } catch (error) {
        if (!(error instanceof NotAllowedError)) {
          throw error;
        }
        lacks.set(right, error.message);
      }
    }
    return ({ store, namespace: place }) =>
      right => {
        const lack = lacks.get(right);
        if (lack !== undefined) {
          return not(lack);
        }
        return operates(store.name, place)
          ? POSSIBLE
          : not(lacksOperate(store.name, place));
      };
  }

  /** The cluster's client, in the name that the cluster is to see. */
  async function clientFor(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<KubeRequests> {
    const handle = clusters.require(cluster);
    requireOwnAccount(handle);
    return bearing(
      handle.clientFor(callerOf(credentials)),
      await impersonation.identityFor(cluster, credentials),
    );
  }

  /** @throws what says why it is not done; nothing was done then */
  async function perform(
    asked: PerformActRequest,
    app: CompoundEntityRef,
    { view, viewer: { credentials } }: Seen,
  ): Promise<ActRow> {
    const { entityRef } = view.members;
    const askedBy = callerOf(credentials);
    const { id } = asked;
    const earlier = await actRows.read(id);
    if (earlier && isAskedAgain(earlier, { ...asked, entityRef, askedBy })) {
      return earlier;
    }
    const act = acts.find(one => one.id === asked.act);
    if (!act) {
      throw new InputError(`There is no act '${asked.act}'.`);
    }
    const shown = await toActOn(view, asked.object);
    if (!shown) {
      throw new NotFoundError(
        `'${asked.object}' is no object of '${entityRef}' that can be acted on, or it is gone.`,
      );
    }
    const { object, store, namespace } = shown;
    const right = (await rightsOn(app, credentials, [act.right]))(shown)(
      act.right,
    );
    if (!right.possible) {
      throw new NotAllowedError(right.why);
    }
    const [offered] = offersFor([act], object, store, () => POSSIBLE);
    if (!offered) {
      throw new ConflictError(
        `'${act.words.label}' has nothing to do with '${asked.object}' as it is now. Look at it again.`,
      );
    }
    if (!offered.offer.possible) {
      throw new ConflictError(
        `'${act.words.label}' is not possible: ${offered.offer.why}`,
      );
    }
    if (basisOf(act, object, store) !== asked.basis) {
      throw new ConflictError(
        `'${asked.object}' is not as it was when '${act.words.label}' was offered. Look at it again.`,
      );
    }
    const { row } = await performer.perform({
      act,
      object,
      client: await clientFor(store.name, credentials),
      noted: {
        id,
        entityRef,
        cluster: store.name,
        namespace,
        object: asked.object,
        uid: object.metadata.uid ?? '',
        askedBy,
        input: inputOf(act, asked.input, aboutOf(act, object, store)),
      },
    });
    return row;
  }

  return {
    kinds: new Set(acts.flatMap(({ kinds }) => kinds)),

    async query(app, ids, { view, viewer }) {
      const rightOn = await rightsOn(app, viewer.credentials);
      const found = await Promise.all(
        [...new Set(ids)].map(id => toActOn(view, id)),
      );
      const told = await unhurried(
        found.flatMap(shown => shown ?? []),
        (shown): ObjectActs => {
          const { object, store } = shown;
          return {
            object: objectField(store.name, object),
            acts: offersFor(acts, object, store, rightOn(shown)).map(offered =>
              toOffer(offered, shown),
            ),
          };
        },
      );
      return shortened(told);
    },

    async perform(app, asked, by, look) {
      const { act, object, id } = asked;
      const row = await audit.write(
        { eventId: 'act', ...by, meta: { act, object, id } },
        async () => {
          const seen = await look();
          return limiter.run(callerOf(seen.viewer.credentials), () =>
            perform(asked, app, seen),
          );
        },
        // Of why the cluster refused it, `listActs` tells.
        ({ object: acted, state }) => [`${acted} ${state}`],
      );
      return toDone(row);
    },
  };
}

/** The routes of acts. */
export function addActRoutes(
  router: HybridAppsRouter,
  options: RouterOptions & { deeds: Deeds },
): void {
  const { actRows, deeds } = options;
  const requireViewOf = requireView(options);

  const mayRead = ({ sight }: Viewer, { cluster, namespace }: ActRow) =>
    sight.sees(cluster, namespace);

  router.get('/v1/apps/:kind/:namespace/:name/acts', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { act } = req.query;
    const rows = await actRows.ofApp(view.members.entityRef, act);
    res.json({
      items: rows.filter(row => mayRead(viewer, row)).map(toDone),
    });
  });

  router.post(
    '/v1/apps/:kind/:namespace/:name/acts/query',
    async (req, res) => {
      const seen = await requireViewOf(req, req.params);
      res.json({
        items: await deeds.query(req.params, req.body.ids, seen),
      });
    },
  );

  router.post('/v1/apps/:kind/:namespace/:name/acts', async (req, res) => {
    res.json(
      await deeds.perform(req.params, req.body, { request: req }, () =>
        requireViewOf(req, req.params),
      ),
    );
  });
}
