import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  discoveryApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ConsoleRequest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useEffect, useMemo, useRef, useState } from 'react';
import { hybridAppsApiRef } from '../../api';
import { Connection, ConsoleState, createConnection } from './connection';

/** What is asked for. */
export type Asked = Pick<ConsoleRequest, 'id' | 'kind' | 'container'>;

/** A console, closed as its page goes. */
export function useConsole(
  app: CompoundEntityRef,
  { id, kind, container }: Asked,
): {
  state: ConsoleState | undefined;
  connection: Connection;
  /** Has the console talk to whoever shows it. */
  listen(listener: (data: Uint8Array) => void): () => void;
} {
  const api = useApi(hybridAppsApiRef);
  const discovery = useApi(discoveryApiRef);
  const identity = useApi(identityApiRef);
  const [state, setState] = useState<ConsoleState>();
  const listener = useRef<(data: Uint8Array) => void>();
  /** What is said before there is anybody to show it. */
  const early = useRef<Uint8Array[]>([]);
  const connection = useMemo(() => {
    let name: string | undefined;
    return createConnection({
      async ask(join) {
        const ticket = await api.openConsole(app, {
          id,
          kind,
          ...(container && { container }),
          ...(join && { join }),
        });
        name = ticket.object.name;
        return ticket;
      },
      async isMine() {
        const [{ userEntityRef }, { items }] = await Promise.all([
          identity.getBackstageIdentity(),
          api.listConsoles(),
        ]);
        return items.some(
          one =>
            one.person === userEntityRef &&
            one.role === 'keys' &&
            one.kind === kind &&
            one.object.name === name,
        );
      },
      base: () => discovery.getBaseUrl('hybrid-apps'),
      token: async () => (await identity.getCredentials()).token ?? '',
      onState(next) {
        if (next.name === 'connecting' || next.name === 'lost') {
          early.current = [];
        }
        setState(next);
      },
      onData(data) {
        if (listener.current) {
          listener.current(data);
        } else {
          early.current.push(data);
        }
      },
    });
  }, [api, app, discovery, identity, id, kind, container]);
  useEffect(() => () => connection.close(), [connection]);
  const listen = useMemo(
    () => (next: (data: Uint8Array) => void) => {
      listener.current = next;
      early.current.splice(0).forEach(next);
      return () => {
        if (listener.current === next) {
          listener.current = undefined;
        }
      };
    },
    [],
  );
  return { state, connection, listen };
}
