import { screen, waitFor, within } from '@testing-library/react';
import { backend, doneOf, offerOf, open, setup } from './__testUtils__/backend';

describe('what is asked back before an act', () => {
  it('tells what comes of it for this object, and lets one choose what there is', async () => {
    const user = setup();
    const resize = offerOf('vm-resize', {
      danger: 'asks',
      tells: ['It needs a restart.'],
      input: {
        type: 'object',
        properties: {
          instancetype: {
            type: 'string',
            oneOf: [
              { const: 'u1.small', title: 'u1.small: 1 vCPU' },
              { const: 'u1.large', title: 'u1.large: 2 vCPU' },
            ],
            default: 'u1.small',
          },
        },
        required: ['instancetype'],
      },
    });
    const { api, requests } = backend([resize], {
      listActs: async () => ({
        items: [doneOf(requests[0], 'done', 'It was moved.')],
      }),
    });
    const { panel } = await open(api);
    await user.click(await screen.findByRole('button', { name: 'Resize' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('It needs a restart.');
    await user.click(
      within(dialog).getByRole('button', { name: /Instance type/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'u1.large: 2 vCPU' }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Resize' }));
    await waitFor(() =>
      expect(requests).toMatchObject([{ input: { instancetype: 'u1.large' } }]),
    );
    // What is still to be known of it when it is done.
    expect(
      await within(panel).findByText('It was moved.', {}, { timeout: 5_000 }),
    ).toBeVisible();
  });
});
