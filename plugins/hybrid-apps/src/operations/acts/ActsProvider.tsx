import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  ActDone,
  ActOffer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  createContext,
  ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { hybridAppsApiRef, useApp } from '../../api';
import { newId } from '../../components';
import { Translate, useTexts } from '../../translation';
import { ActDialog, isAskedBack } from './ActDialog';
import { inTurns } from './bulk';
import { Values } from './fields';
import { follow, isOpen } from './follow';
import { send } from './send';
import { Acted, Target } from './types';
import { saidOf } from './words';

/**
 * An act that was asked for on this page. `refused`: nothing was done; `lost`: the
 * portal's own answer was, so that nothing is known of it.
 */
export interface Asked {
  id: string;
  /** The id of its object. */
  object: string;
  /** The object's name. */
  name: string;
  offer: ActOffer;
  state: 'sending' | ActDone['state'] | 'refused' | 'lost';
  message?: string;
  /** Those that were asked for together have this in common. */
  batch?: string;
}

/** So many of those that are asked for together are sent at a time, as the backend does them. */
const AT_A_TIME = 4;

interface Acts {
  /** Does it, or opens what asks back; the focus comes back to `opener`. */
  act(object: Acted, offer: ActOffer, opener: HTMLElement | null): void;
  /** Does it to each, by an id of its own, without asking back. */
  actOnAll(targets: readonly Target[], input: Values | undefined): void;
  /** That whoever asked for several is told on the page how they end, until it is called. */
  watchBatches(): () => void;
  /** What was asked for: of each object the last, and what has not ended yet. */
  asked: readonly Asked[];
  /** Tells no more of one, or of all of a batch. */
  dismiss(id: string): void;
  /** With which what is offered is to be asked for again. */
  version: string;
}

const Context = createContext<Acts | undefined>(undefined);

/** Acts on the app's objects; undefined where nobody follows what becomes of them. */
export const useActs = (): Acts | undefined => useContext(Context);

export const hasEnded = ({ state }: Pick<Asked, 'state'>) =>
  state !== 'sending' && state !== 'asked' && state !== 'taken';

/** Tells how acts ended whose object is not looked at; of several that were asked for together, once. */
function useToasts(
  asked: readonly Asked[],
  shown: string | undefined,
  areBatchesShown: () => boolean,
) {
  const t = useTexts();
  const toasts = useApi(toastApiRef);
  const told = useRef(new Set<string>());
  useEffect(() => {
    const batches = new Set(asked.flatMap(({ batch }) => batch ?? []));
    for (const batch of batches) {
      const those = asked.filter(one => one.batch === batch);
      if (those.every(hasEnded) && !told.current.has(batch)) {
        told.current.add(batch);
        if (!areBatchesShown()) {
          const sum = sumOf(those, t);
          toasts.post({
            title: sum.label,
            description: sum.words,
            status: sum.isWell ? 'success' : 'danger',
            ...(sum.isWell && { timeout: 8_000 }),
          });
        }
      }
    }
    for (const one of asked.filter(({ batch }) => batch === undefined)) {
      if (hasEnded(one) && !told.current.has(one.id)) {
        told.current.add(one.id);
        if (one.object !== shown) {
          const { label, did } = saidOf(one.offer, one.name, t);
          const isDone = one.state === 'done';
          toasts.post({
            title: t('operations.title', { label, name: one.name }),
            description: isDone
              ? [did, one.message].filter(Boolean).join(' ')
              : [t(`operations.state.${one.state}`), one.message]
                  .filter(Boolean)
                  .join(': '),
            status: isDone ? 'success' : 'danger',
            ...(isDone && { timeout: 8_000 }),
          });
        }
      }
    }
  }, [asked, shown, areBatchesShown, toasts, t]);
}

/** How several are that were asked for together. */
export function sumOf(
  those: readonly Asked[],
  t: Translate,
): { label: string; words: string; isWell: boolean } {
  const count = those.length;
  const ended = those.filter(hasEnded).length;
  const done = those.filter(({ state }) => state === 'done').length;
  const { label } = saidOf(those[0].offer, '', t);
  return {
    label,
    isWell: done === count,
    words: t(
      ended < count ? 'operations.bulk.going' : 'operations.bulk.ended',
      {
        label,
        ended: String(ended),
        done: String(done),
        all: String(count),
      },
    ),
  };
}

/** Acts on objects, asks back where need be, and follows what becomes of each until it ended. */
export function ActsProvider(props: {
  /** Of the topology. */
  revision: string;
  /** The object whose panel is open, which tells how its acts end. */
  shown: string | undefined;
  children: ReactNode;
}) {
  const { revision, shown, children } = props;
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  /** How many have ended: whatever came of it, what was offered is not as it was. */
  const [ended, setEnded] = useState(0);
  const [dialog, setDialog] = useState<{
    object: Acted;
    offer: ActOffer;
  }>();
  const opener = useRef<HTMLElement | null>(null);
  const underWay = useRef(new Set<string>());
  const ends = useRef(new Set<() => void>());
  const watchers = useRef(0);
  const areBatchesShown = useCallback(() => watchers.current > 0, []);
  useToasts(asked, shown, areBatchesShown);

  useEffect(() => {
    const all = ends.current;
    return () => all.forEach(end => end());
  }, []);
  // Once the dialog is gone, which keeps the focus as long as it is there.
  useEffect(() => {
    if (!dialog && opener.current) {
      opener.current.focus({ preventScroll: true });
      opener.current = null;
    }
  }, [dialog]);

  const change = useCallback(
    (id: string, to: Pick<Asked, 'state' | 'message'>) =>
      setAsked(before =>
        before.map(one =>
          one.id === id
            ? { ...one, state: to.state, message: to.message }
            : one,
        ),
      ),
    [],
  );
  /** Notes that it is asked for; undefined where it is under way already. */
  const begin = useCallback(
    (
      { node: { id: object, name }, offer }: Target,
      batch?: string,
    ):
      | { id: string; tell: (to: Pick<Asked, 'state' | 'message'>) => void }
      | undefined => {
      // A button that is pressed twice means it once.
      const key = `${object} ${offer.act}`;
      if (underWay.current.has(key)) {
        return undefined;
      }
      underWay.current.add(key);
      const id = newId();
      setAsked(before => [
        ...before.filter(one => one.object !== object || !hasEnded(one)),
        { id, object, name, offer, state: 'sending', batch },
      ]);
      return {
        id,
        tell: to => {
          change(id, to);
          if (hasEnded(to)) {
            underWay.current.delete(key);
            setEnded(count => count + 1);
          }
        },
      };
    },
    [change],
  );
  const carryOut = useCallback(
    async (
      { node: { id: object }, offer: { act, basis } }: Target,
      input: Values | undefined,
      { id, tell }: NonNullable<ReturnType<typeof begin>>,
    ) => {
      const sent = await send(api, app, {
        id,
        act,
        object,
        basis,
        ...(input && { input }),
      });
      if (sent.is === 'told') {
        tell(sent.done);
        if (isOpen(sent.done)) {
          ends.current.add(
            follow(
              async signal =>
                (await api.listActs(app, { act: id }, { signal })).items[0],
              tell,
            ),
          );
        }
      } else {
        tell({
          state: sent.is,
          message: sent.error.message,
        });
      }
    },
    [api, app],
  );
  const perform = useCallback(
    (target: Target, input: Values | undefined) => {
      const begun = begin(target);
      if (begun) {
        carryOut(target, input, begun);
      }
    },
    [begin, carryOut],
  );
  const actOnAll = useCallback<Acts['actOnAll']>(
    (targets, input) => {
      const batch = newId();
      const begun = targets.flatMap(target => {
        const one = begin(target, batch);
        return one ? [{ target, one }] : [];
      });
      inTurns(begun, AT_A_TIME, ({ target, one }) =>
        carryOut(target, input, one),
      );
    },
    [begin, carryOut],
  );
  const act = useCallback<Acts['act']>(
    (object, offer, from) => {
      if (isAskedBack(offer)) {
        opener.current = from;
        setDialog({ object, offer });
      } else {
        perform({ node: object, offer }, undefined);
      }
    },
    [perform],
  );
  const acts = useMemo<Acts>(
    () => ({
      act,
      actOnAll,
      asked,
      dismiss: id =>
        setAsked(before =>
          before.filter(one => one.id !== id && one.batch !== id),
        ),
      watchBatches() {
        watchers.current += 1;
        return () => {
          watchers.current -= 1;
        };
      },
      version: `${revision} ${ended}`,
    }),
    [act, actOnAll, asked, revision, ended],
  );
  return (
    <Context.Provider value={acts}>
      {children}
      {dialog && (
        <ActDialog
          name={dialog.object.name}
          offer={dialog.offer}
          onConfirm={input => {
            setDialog(undefined);
            perform({ node: dialog.object, offer: dialog.offer }, input);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Context.Provider>
  );
}
