import { screen, waitFor, within } from '@testing-library/react';
import { web } from '../../__testUtils__/inventory';
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

  it('tells what the chosen revision changes, by sign and by word', async () => {
    const user = setup();
    const undo = offerOf('deployment-undo', {
      danger: 'asks',
      previews: [
        { field: 'revision', value: '2', lines: [] },
        {
          field: 'revision',
          value: '1',
          lines: [
            { is: 'leftOut', text: '' },
            { is: 'removed', text: 'image: web:3' },
            { is: 'added', text: 'image: web:1' },
            { is: 'same', text: 'name: web' },
          ],
        },
      ],
      input: {
        type: 'object',
        properties: {
          revision: {
            type: 'integer',
            oneOf: [
              { const: 2, title: '2: web:3' },
              { const: 1, title: '1: web:1' },
            ],
          },
        },
        required: ['revision'],
      },
    });
    const { api, requests } = backend([undo]);
    await open(api, web);
    await user.click(
      await screen.findByRole('button', { name: 'Undo to a revision' }),
    );
    const dialog = await screen.findByRole('dialog');
    const choose = async (from: RegExp, title: string) => {
      await user.click(within(dialog).getByRole('button', { name: from }));
      await user.click(await screen.findByRole('option', { name: title }));
    };
    const confirm = within(dialog).getByRole('button', {
      name: 'Undo to a revision',
    });
    expect(within(dialog).queryByText(/changes/)).toBeNull();
    expect(confirm).toBeDisabled();
    await choose(/Revision/, '2: web:3');
    expect(dialog).toHaveTextContent('Nothing that is shown changes.');
    await choose(/Revision/, '1: web:1');
    expect(dialog).toHaveTextContent('lines that come: 1, that go: 1.');
    expect(
      [...screen.getByLabelText('What changes').children].map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      '⋯lines that stay are left out ',
      '−goes: image: web:3',
      '+comes: image: web:1',
      ' name: web',
    ]);
    await user.click(confirm);
    await waitFor(() =>
      expect(requests).toMatchObject([{ input: { revision: 1 } }]),
    );
  });
});
