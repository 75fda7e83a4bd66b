import {
  ActDone,
  ActOffer,
  HybridAppsApi,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
} from '@testing-library/user-event';
import { renderTab } from '../../../__testUtils__';
import { mongodb } from '../../../__testUtils__/inventory';
import { rootRouteRef } from '../../../routes';
import { TopologyContent } from '../../../topology/TopologyContent';

/** Something that can be done at once, unless told. */
export const offerOf = (
  act: string,
  more: Partial<ActOffer> = {},
): ActOffer => ({
  act,
  label: act,
  will: '',
  danger: 'none',
  possible: true,
  basis: `basis of ${act}`,
  ...more,
});
/** How an act is that was asked for. */
export const doneOf = (
  request: Pick<PerformActRequest, 'id' | 'act' | 'object'>,
  state: ActDone['state'],
  message?: string,
): ActDone => ({
  id: request.id,
  act: request.act,
  object: request.object,
  askedBy: 'user:default/ann',
  state,
  message,
  askedAt: '2026-11-20T12:00:00Z',
  until: '2026-11-20T12:05:00Z',
});

/** A backend that offers so, takes what it is asked for, and tells that it is done. */
export function backend(offers: ActOffer[], more: Partial<HybridAppsApi> = {}) {
  const requests: PerformActRequest[] = [];
  const queryActs = jest.fn<
    ReturnType<HybridAppsApi['queryActs']>,
    Parameters<HybridAppsApi['queryActs']>
  >(async (_, [id]) => ({
    items: [
      {
        object: { id, apiVersion: 'v1', kind: 'Any', name: 'x' },
        acts: offers,
      },
    ],
  }));
  const api: Partial<HybridAppsApi> = {
    queryActs,
    performAct: async (_, request) => {
      requests.push(request);
      return doneOf(request, 'taken');
    },
    listActs: async (_, { act } = {}) => ({
      items: requests
        .filter(({ id }) => id === act)
        .map(request => doneOf(request, 'done')),
    }),
    ...more,
  };
  return { api, requests, queryActs };
}

/** A person with a mouse and a keyboard. */
export const setup = () =>
  userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

/** The panel of a component, beside the table, which needs no layout. */
export async function open(
  api: Partial<HybridAppsApi>,
  { id, name } = mongodb,
  query = {},
) {
  const tab = renderTab(<TopologyContent />, {
    query: { view: 'table', selected: id, ...query },
    api,
    routes: { '/hybrid-apps': rootRouteRef },
  });
  const panel = await screen.findByRole('complementary', {
    name: `Details of ${name}`,
  });
  return { tab, panel };
}
