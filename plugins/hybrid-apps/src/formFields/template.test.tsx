import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ComponentProps } from 'react';
import { parse } from 'yaml';
import { fixtureApi } from '../__testUtils__';
import { hybridAppsApiRef } from '../api';
import { NamespacePicker } from './NamespacePicker';
import { Questions } from './Questions';

const TEMPLATE = join(
  __dirname,
  '../../../scaffolder-backend-module-hybrid-apps/templates/hybrid-application/template.yaml',
);

type Steps = ComponentProps<typeof Stepper>['manifest']['steps'];

/** The pages of the template that ships, as the scaffolder hands them to its form. */
function readSteps(...titles: string[]): Steps {
  const { spec } = parse(readFileSync(TEMPLATE, 'utf8'));
  const steps: Steps = spec.parameters.map(
    (schema: Steps[number]['schema']) => ({ title: schema.title, schema }),
  );
  return steps.filter(({ title }) => titles.includes(title));
}

const extensions: ComponentProps<typeof Stepper>['extensions'] = [
  { name: 'HybridAppsQuestions', component: Questions },
  { name: 'HybridAppsNamespacePicker', component: NamespacePicker },
  { name: 'HybridAppsPlan', component: () => null },
  // Backstage's own, with a catalog behind it.
  { name: 'OwnerPicker', component: () => null },
];

/** Renders pages of the form; what is sent in the end is what it returns. */
function renderSteps(...titles: string[]) {
  const sent = jest.fn(async (_values: object) => {});
  renderInTestApp(
    <Stepper
      manifest={{ title: 'Hybrid application', steps: readSteps(...titles) }}
      extensions={extensions}
      initialState={{ cluster: 'onprem', owner: 'group:default/team-a' }}
      onCreate={sent}
    />,
    {
      apis: [
        [
          hybridAppsApiRef,
          fixtureApi({
            listNamespaces: async () => ({
              items: [
                { name: 'reports', provisionable: false },
                { name: 'shop', provisionable: true },
              ],
            }),
          }),
        ],
      ],
    },
  );
  return sent;
}

// jsdom does not scroll.
beforeEach(() => {
  jest.spyOn(window, 'scrollTo').mockImplementation();
  Element.prototype.scrollIntoView = jest.fn();
});

const choose = async (name: string) =>
  userEvent.click(await screen.findByRole('radio', { name }));

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

/** The rows of the last page. */
async function review() {
  await press('Review');
  await screen.findByRole('button', { name: 'Create' });
  return Object.fromEntries(
    screen
      .getAllByRole('row')
      .map(row => within(row).getAllByRole('cell'))
      .map(([title, value]) => [title.textContent, value.textContent]),
  );
}

describe('who may reach the database', () => {
  /** What the task gets, which is JSON. */
  const databaseAccess = async (sent: jest.Mock) => {
    await press('Create');
    await waitFor(() => expect(sent).toHaveBeenCalled());
    const [[answers]] = sent.mock.calls;
    const { databaseAccess: access, databaseNamespaces: namespaces } =
      JSON.parse(JSON.stringify(answers));
    return [access, namespaces];
  };

  it('is the web tier unless told', async () => {
    const sent = renderSteps('Who may connect');
    await screen.findByRole('radio', { name: 'Only the web tier' });
    expect(await review()).toMatchObject({
      'Who may reach the database': 'Only the web tier',
    });
    expect(await databaseAccess(sent)).toEqual(['web', undefined]);
  });

  it.each([
    ['without a namespace', ''],
    ['with a namespace', 'reports'],
  ])('can be switched twice, %s meanwhile', async (_, namespace) => {
    const sent = renderSteps('Who may connect');
    await choose('The web tier and these namespaces');
    const box = await screen.findByRole('combobox', { name: /^Namespace/ });
    if (namespace) {
      await userEvent.type(box, namespace);
      // Closes the list, behind which nothing else can be chosen.
      await userEvent.tab();
    }
    await choose('Only the web tier');
    await waitFor(() => expect(box).not.toBeInTheDocument());
    const rows = await review();
    expect(rows['Who may reach the database']).toBe('Only the web tier');
    expect(Object.keys(rows).join()).not.toMatch(/namespaces/i);
    expect(await databaseAccess(sent)).toEqual(['web', undefined]);
  });

  it('asks for a namespace each time that namespaces are chosen', async () => {
    renderSteps('Who may connect');
    for (const _ of ['once', 'again']) {
      await choose('The web tier and these namespaces');
      expect(
        await screen.findByRole('combobox', { name: /^Namespace/ }),
      ).toBeVisible();
      await choose('Nobody yet');
      await waitFor(() =>
        expect(
          screen.queryByRole('combobox', { name: /^Namespace/ }),
        ).toBeNull(),
      );
    }
  });

  it('takes namespaces of the cluster', async () => {
    const sent = renderSteps('Who may connect');
    await choose('The web tier and these namespaces');
    const box = await screen.findByRole('combobox', { name: /^Namespace/ });
    await userEvent.click(box);
    await userEvent.click(
      await screen.findByRole('option', { name: 'reports' }),
    );
    expect(await review()).toMatchObject({
      'Who may reach the database': 'The web tier and these namespaces',
      Namespaces: 'reports',
    });
    expect(await databaseAccess(sent)).toEqual(['namespaces', ['reports']]);
  });
});

describe('what a choice brings in', () => {
  const select = async (label: RegExp, option: RegExp) => {
    await userEvent.click(await screen.findByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('option', { name: option }));
  };

  it('goes with it, and has its default when it comes back', async () => {
    const sent = renderSteps('What');
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Name/ }),
      'shop',
    );
    await select(/^Image of the VM/, /golden image/);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Golden image/ }),
      'os/rhel9',
    );
    expect(
      screen.queryByRole('textbox', { name: /^Container disk/ }),
    ).toBeNull();
    await select(/^Image of the VM/, /container disk/);
    expect(
      await screen.findByRole('textbox', { name: /^Container disk/ }),
    ).toHaveValue('quay.io/containerdisks/debian:12');
    const rows = await review();
    expect(rows['Image of the VM']).toBe('A container disk from a registry');
    expect(rows['Container disk']).toBe('quay.io/containerdisks/debian:12');
    expect(Object.keys(rows).join()).not.toMatch(/golden/i);
    await press('Create');
    await waitFor(() => expect(sent).toHaveBeenCalled());
    expect(JSON.stringify(sent.mock.calls)).not.toMatch(/golden|rhel9/i);
  });
});

describe('the name', () => {
  const MESSAGE = /^Small letters, digits and hyphens, beginning with a letter/;
  const nameBox = () => screen.findByRole('textbox', { name: /^Name/ });

  it('is checked as it is typed', async () => {
    renderSteps('What');
    const box = await nameBox();
    expect(box).toHaveAttribute('aria-invalid', 'false');
    await userEvent.type(box, 'Web shop');
    expect(await screen.findByText(MESSAGE)).toBeVisible();
    expect(box).toHaveAttribute('aria-invalid', 'true');
    expect(box).toHaveFocus();
    await userEvent.clear(box);
    await userEvent.type(box, 'web-shop');
    await waitFor(() =>
      expect(screen.queryByText(MESSAGE)).not.toBeInTheDocument(),
    );
    expect(box).toHaveAttribute('aria-invalid', 'false');
  });

  it('has the focus where it is wrong, each time that one tries to go on', async () => {
    renderSteps('What');
    const box = await nameBox();
    await userEvent.type(box, 'Web shop');
    for (const _ of ['once', 'again']) {
      await press('Review');
      await waitFor(() => expect(box).toHaveFocus());
      expect(box.scrollIntoView).toHaveBeenCalled();
    }
    // The form's own list, and beside the field.
    expect(await screen.findAllByText(MESSAGE)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    await userEvent.clear(box);
    await userEvent.type(box, 'shop');
    await press('Review');
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
  });
});
