import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  ActDone,
  ActOffer,
  TopologyNode,
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
import { useTexts } from '../../translation';
import { ActDialog, isAskedBack } from './ActDialog';
import { Values } from './fields';
import { follow, isOpen } from './follow';
import { send } from './send';
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
}

/** A component, or an object that it consists of. */
export type Acted = Pick<TopologyNode, 'id' | 'name'>;

interface Acts {
  /** Does it, or opens what asks back; the focus comes back to `opener`. */
  act(object: Acted, offer: ActOffer, opener: HTMLElement | null): void;
  /** What was asked for: of each object the last, and what has not ended yet. */
  asked: readonly Asked[];
  dismiss(id: string): void;
  /** With which what is offered is to be asked for again. */
  version: string;
}

const Context = createContext<Acts | undefined>(undefined);

/** Acts on the app's objects; undefined where nobody follows what becomes of them. */
export const useActs = (): Acts | undefined => useContext(Context);

const hasEnded = ({ state }: Pick<Asked, 'state'>) =>
  state !== 'sending' && state !== 'asked' && state !== 'taken';

/** Tells how acts ended whose object is not looked at. */
function useToasts(asked: readonly Asked[], shown: string | undefined) {
  const t = useTexts();
  const toasts = useApi(toastApiRef);
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const one of asked) {
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
  }, [asked, shown, toasts, t]);
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
  const [refusals, setRefusals] = useState(0);
  const [dialog, setDialog] = useState<{
    object: Acted;
    offer: ActOffer;
  }>();
  const opener = useRef<HTMLElement | null>(null);
  const underWay = useRef(new Set<string>());
  const ends = useRef(new Set<() => void>());
  useToasts(asked, shown);

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
  const perform = useCallback(
    async (
      { id: object, name }: Acted,
      offer: ActOffer,
      input: Values | undefined,
    ) => {
      const { act, basis } = offer;
      // A button that is pressed twice means it once.
      const key = `${object} ${act}`;
      if (underWay.current.has(key)) {
        return;
      }
      underWay.current.add(key);
      const id = crypto.randomUUID();
      const tell = (to: Pick<Asked, 'state' | 'message'>) => {
        change(id, to);
        if (hasEnded(to)) {
          underWay.current.delete(key);
        }
      };
      setAsked(before => [
        ...before.filter(one => one.object !== object || !hasEnded(one)),
        { id, object, name, offer, state: 'sending' },
      ]);
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
        // What was offered is not as it was.
        setRefusals(count => count + 1);
      }
    },
    [api, app, change],
  );
  const act = useCallback<Acts['act']>(
    (object, offer, from) => {
      if (isAskedBack(offer)) {
        opener.current = from;
        setDialog({ object, offer });
      } else {
        perform(object, offer, undefined);
      }
    },
    [perform],
  );
  const acts = useMemo<Acts>(
    () => ({
      act,
      asked,
      dismiss: id => setAsked(before => before.filter(one => one.id !== id)),
      version: `${revision} ${refusals}`,
    }),
    [act, asked, revision, refusals],
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
            perform(dialog.object, dialog.offer, input);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Context.Provider>
  );
}
