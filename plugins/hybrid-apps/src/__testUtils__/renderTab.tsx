import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestAppOptions,
} from '@backstage/frontend-test-utils';
import {
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  HYBRID_APPS_ALIVE_CHANNEL,
  HYBRID_APPS_SIGNAL_CHANNEL,
  HybridAppsApi,
  HybridAppsSignal,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act } from '@testing-library/react';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { hybridAppsApiRef } from '../api';
import { fixtureApi } from './fixtureApi';

/** The query of the page as the router has it. */
let search = '';

function Location() {
  search = useLocation().search;
  return null;
}

export interface TestTab {
  /** Says that an app changed, as the backend does. */
  signal(message: HybridAppsSignal): void;
  /** Says that it could, likewise. */
  alive(): void;
  /** A parameter of the page's URL. */
  param(name: string): string | null;
}

/** Renders content as on an entity's page, with a backend that answers fixtures. */
export function renderTab(
  element: ReactElement,
  options: {
    entityRef?: string;
    /** The path of the URL, below where the page is. */
    path?: string;
    /** The query of the URL. */
    query?: Record<string, string>;
    api?: Partial<HybridAppsApi>;
    /** The groups of who looks; who has none is a guest. */
    ownedBy?: string[];
    /** What else is mounted, by path. */
    routes?: TestAppOptions['mountedRoutes'];
  } = {},
): TestTab {
  const {
    entityRef = 'system:default/inventory',
    path = '/',
    query = {},
    api,
  } = options;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const listeners = new Map<string, Set<(message: object) => void>>();
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace },
  };
  renderInTestApp(
    <EntityProvider entity={entity}>
      <Location />
      {element}
    </EntityProvider>,
    {
      initialRouteEntries: [`${path}?${new URLSearchParams(query)}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...options.routes,
      },
      apis: [
        [
          identityApiRef,
          mockApis.identity({ ownershipEntityRefs: options.ownedBy ?? [] }),
        ],
        [hybridAppsApiRef, fixtureApi(api)],
        [
          signalApiRef,
          {
            subscribe(channel, onMessage) {
              const listener = (message: object) => {
                // What goes over the wire is JSON.
                onMessage(JSON.parse(JSON.stringify(message)));
              };
              const ofChannel = listeners.get(channel) ?? new Set();
              listeners.set(channel, ofChannel.add(listener));
              return { unsubscribe: () => ofChannel.delete(listener) };
            },
          },
        ],
      ],
    },
  );
  const tell = (channel: string, message: object) =>
    act(() => listeners.get(channel)?.forEach(listener => listener(message)));
  return {
    signal: message => tell(HYBRID_APPS_SIGNAL_CHANNEL, message),
    alive: () => tell(HYBRID_APPS_ALIVE_CHANNEL, {}),
    param: param => new URLSearchParams(search).get(param),
  };
}
