import { screen, waitFor, within } from '@testing-library/react';
import { web } from '../../__testUtils__/inventory';
import {
  backend,
  offerOf,
  open,
  setup,
} from '../../operations/acts/__testUtils__/backend';

const POD = web.members[0];

it('lets one act on a Pod of a component, and read its logs', async () => {
  const user = setup();
  const remove = offerOf('pod-delete', { danger: 'asks' });
  const { api, requests, queryActs } = backend([remove]);
  const { panel } = await open(api, web);
  const button = await within(panel).findByRole('button', {
    name: `Act on Pod ${POD.name}`,
  });
  const askedFor = () => queryActs.mock.calls.map(([, [id]]) => id);
  // As its menu opens, and not for each Pod that there is.
  expect(askedFor()).not.toContain(POD.id);
  await user.click(button);
  const item = await screen.findByRole('menuitem', { name: 'Delete the Pod' });
  expect(askedFor()).toContain(POD.id);
  expect(screen.getByRole('menuitem', { name: 'Logs' })).toHaveAttribute(
    'href',
    expect.stringContaining(encodeURIComponent(POD.id)),
  );
  await user.click(item);
  const dialog = await screen.findByRole('dialog', {
    name: `Delete the Pod: ${POD.name}`,
  });
  await user.click(
    within(dialog).getByRole('button', { name: 'Delete the Pod' }),
  );
  await waitFor(() =>
    expect(requests).toMatchObject([
      { act: 'pod-delete', object: POD.id, basis: 'basis of pod-delete' },
    ]),
  );
  await waitFor(() => expect(button).toHaveFocus());
});
