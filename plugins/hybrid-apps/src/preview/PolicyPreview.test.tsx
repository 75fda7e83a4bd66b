import {
  ConnectionChange,
  HybridAppsApi,
  PreviewPolicyRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { erpPolicy } from '../__testUtils__/erpPolicy';
import { inventoryPolicy } from '../__testUtils__/inventory';
import { PoliciesContent } from '../policies';
import { PolicyPreview } from './PolicyPreview';

const [mongodb, web, controller] = inventoryPolicy.peers;

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: inventory
spec:
  podSelector: {}
`;

const OPENS: ConnectionChange = {
  source: controller,
  destination: mongodb,
  change: 'added',
  before: 'No Connections',
  after: 'All Connections',
};
const CLOSES: ConnectionChange = {
  source: controller,
  destination: web,
  change: 'removed',
  before: 'TCP 8080',
  after: 'No Connections',
};

/** Renders the preview before a backend that answers with these changes. */
function renderPreview(
  options: {
    changes?: ConnectionChange[];
    omitted?: number;
    status?: typeof inventoryPolicy;
    api?: Partial<HybridAppsApi>;
  } = {},
) {
  const { changes = [], omitted = 0, status = inventoryPolicy, api } = options;
  const asked: PreviewPolicyRequest[] = [];
  renderTab(<PolicyPreview status={status} />, {
    entityRef: status.entityRef,
    api: {
      previewPolicy: async (_, request) => {
        asked.push(request);
        return { changes, omitted };
      },
      ...api,
    },
  });
  const user = userEvent.setup();
  const editor = () =>
    screen.findByRole('textbox', { name: 'Policies as they would be' });
  return {
    asked,
    user,
    editor,
    async paste(text: string) {
      await user.click(await editor());
      await user.paste(text);
    },
    async show() {
      await user.click(
        await screen.findByRole('button', { name: 'Show what would change' }),
      );
    },
    async choose(menu: string, policy: string) {
      await user.click(await screen.findByRole('button', { name: menu }));
      await user.click(await screen.findByRole('menuitem', { name: policy }));
    },
  };
}

describe('PolicyPreview', () => {
  it('is part of the policies tab', async () => {
    renderTab(<PoliciesContent />);
    const part = await screen.findByRole('region', {
      name: 'What would a change do?',
    });
    expect(
      within(part).getByRole('button', { name: 'Show what would change' }),
    ).toBeVisible();
  });

  it('tells what opens and what closes, what exposes most first', async () => {
    const preview = renderPreview({ changes: [CLOSES, OPENS] });
    await preview.paste(POLICY);
    await preview.show();

    const rows = within(await screen.findByRole('grid')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(
      /opens.*ingress-nginx-controller.*mongodb-vm \(VM\).*none → all/,
    );
    expect(rows[2]).toHaveTextContent(/closes.*web.*TCP 8080 → none/);
    expect(screen.getByText('1 connection opens')).toBeVisible();
    expect(screen.getByText('1 connection closes')).toBeVisible();
    expect(preview.asked).toEqual([
      {
        cluster: 'onprem',
        apply: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'web', namespace: 'inventory' },
            spec: { podSelector: {} },
          },
        ],
      },
    ]);
  });

  it('says how many changes more there are than it shows', async () => {
    const preview = renderPreview({ changes: [OPENS], omitted: 2830 });
    await preview.paste(POLICY);
    await preview.show();
    expect(
      await screen.findByText(
        /^2830 more connections would change and are not shown\./,
      ),
    ).toBeVisible();
  });

  it('says where nothing would change, and that nothing is written', async () => {
    const preview = renderPreview();
    await preview.paste(POLICY);
    await preview.show();
    expect(await screen.findByText('Nothing would change')).toBeVisible();
    expect(
      screen.getByText('Nothing is written to the cluster.'),
    ).toBeVisible();
  });

  it('asks nothing of a text that cannot be read, and leads to the line', async () => {
    const preview = renderPreview();
    await preview.paste(`${POLICY}  egress\n`);
    await preview.show();

    const problem = within(await screen.findByRole('alert')).getByRole(
      'button',
      { name: /^Line 8, column 3: this is no YAML/ },
    );
    expect(preview.asked).toEqual([]);

    await preview.user.click(problem);
    const editor = await preview.editor();
    expect(editor).toHaveFocus();

    // The line is selected, so that typing replaces it; a text that is being
    // mended is not told off.
    await preview.user.keyboard('  egress:');
    expect(editor).toHaveValue(`${POLICY}  egress:\n`);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await preview.show();
    expect(await screen.findByText('Nothing would change')).toBeVisible();
  });

  it('names what is missing where there is no text', async () => {
    const preview = renderPreview();
    await preview.show();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Paste a policy, or choose one to change or to remove.',
    );
    expect(preview.asked).toEqual([]);
  });

  it('starts from a policy that applies', async () => {
    const preview = renderPreview();
    await preview.choose('Change a policy', 'NetworkPolicy inventory/mongodb');
    const editor = await screen.findByDisplayValue(/name: mongodb/);
    expect(editor).toHaveDisplayValue(/^apiVersion: networking.k8s.io\/v1\n/);
    await preview.show();
    await screen.findByText('Nothing would change');
    expect(preview.asked[0]).toMatchObject({
      apply: [{ kind: 'NetworkPolicy', metadata: { name: 'mongodb' } }],
    });
  });

  it('says which policy could not be loaded', async () => {
    const preview = renderPreview({
      api: {
        getObject: async () => {
          throw new Error('The app has no such object');
        },
      },
    });
    await preview.choose('Change a policy', 'NetworkPolicy inventory/mongodb');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'NetworkPolicy inventory/mongodb could not be loaded',
    );
    expect(alert).toHaveTextContent('The app has no such object');
  });

  it('tells what removing a policy would do, until that is taken back', async () => {
    const preview = renderPreview({ changes: [OPENS] });
    await preview.choose('Remove a policy', 'NetworkPolicy inventory/mongodb');
    await preview.show();
    expect(await screen.findByText('1 connection opens')).toBeVisible();
    expect(preview.asked).toEqual([
      {
        cluster: 'onprem',
        remove: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: 'inventory',
            name: 'mongodb',
          },
        ],
      },
    ]);

    const removed = screen.getByRole('grid', { name: 'To be removed' });
    await preview.user.click(within(removed).getByRole('button'));
    expect(screen.queryByText('To be removed')).not.toBeInTheDocument();
    // What is shown is of the removal that is no more asked about.
    expect(screen.getByText(/^You edited the change since/)).toBeVisible();
  });

  it('does not take one policy as both changed and removed, nor twice', async () => {
    const preview = renderPreview();
    await preview.choose('Remove a policy', 'NetworkPolicy inventory/web');
    await preview.paste(`${POLICY}---\n${POLICY}`);
    await preview.show();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Line 1, column 1: NetworkPolicy web is to be removed as well',
    );
    expect(alert).toHaveTextContent(
      'Line 9, column 1: NetworkPolicy web is already above',
    );
    expect(preview.asked).toEqual([]);
  });

  it('shows why the backend refuses', async () => {
    const preview = renderPreview({
      api: {
        previewPolicy: async () => {
          throw new Error('Pod of v1 is no network policy');
        },
      },
    });
    await preview.paste('apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n');
    await preview.show();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('What would change cannot be told');
    expect(alert).toHaveTextContent('Pod of v1 is no network policy');
  });

  it('asks about the cluster that is chosen, and offers its policies', async () => {
    const preview = renderPreview({ status: erpPolicy });
    await preview.user.click(
      await screen.findByRole('button', { name: /Cluster/ }),
    );
    await preview.user.click(
      await screen.findByRole('option', { name: 'cloud' }),
    );
    await preview.choose('Remove a policy', 'NetworkPolicy erp/portal');
    await preview.show();
    await screen.findByText('Nothing would change');
    expect(preview.asked).toMatchObject([
      { cluster: 'cloud', remove: [{ name: 'portal' }] },
    ]);
  });

  it('copies the answer for a pull request', async () => {
    const preview = renderPreview({ changes: [OPENS] });
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await preview.paste(POLICY);
    await preview.show();
    await preview.user.click(
      await screen.findByRole('button', { name: 'Copy as Markdown' }),
    );
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    expect(write).toHaveBeenCalledWith(
      expect.stringContaining('| opens | ingress-nginx-controller'),
    );
  });
});
