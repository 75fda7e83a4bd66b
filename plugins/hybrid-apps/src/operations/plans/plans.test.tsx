import {
  AppHours,
  HybridAppsApi,
  Plan,
  PlanPreview,
  StartPlanRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
} from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
import { AppPower } from './AppPower';
import { daysOf } from './words';

const WEB = 'onprem/shop/apps/Deployment/web';
const DB = 'onprem/shop/kubevirt.io/VirtualMachine/db';
const AGENT = 'onprem/shop/apps/DaemonSet/agent';

const preview = (more: Partial<PlanPreview> = {}): PlanPreview => ({
  kind: 'stop',
  basis: 'as it is',
  possible: true,
  steps: [
    {
      stage: 0,
      object: WEB,
      act: 'workload-scale',
      before: { replicas: 2 },
      after: [],
    },
    {
      stage: 1,
      object: DB,
      act: 'vm-stop',
      before: { runStrategy: 'Always' },
      after: [{ object: WEB, relation: 'connects' }],
    },
  ],
  leftAlone: [{ object: AGENT, why: 'It runs on every node.' }],
  refused: [],
  cycles: [],
  knowledge: [],
  ...more,
});

const plan = (more: Partial<Plan> = {}): Plan => ({
  id: 'one',
  kind: 'stop',
  askedBy: 'user:default/ann',
  state: 'running',
  askedAt: '2026-11-20T12:00:00Z',
  steps: [
    {
      stage: 0,
      object: WEB,
      act: 'workload-scale',
      before: { replicas: 2 },
      state: 'done',
    },
    {
      stage: 1,
      object: DB,
      act: 'vm-stop',
      before: { runStrategy: 'Always' },
      state: 'begun',
    },
  ],
  leftAlone: [],
  ...more,
});

const setup = () =>
  userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

function open(
  items: Plan[],
  api: Partial<HybridAppsApi> = {},
  hours?: AppHours,
) {
  renderTab(<AppPower />, {
    api: { listPlans: async () => ({ items, hours }), ...api },
  });
}

describe('an app as a whole', () => {
  it('tells what would be done in which order, and does it as it was told', async () => {
    const user = setup();
    const requests: StartPlanRequest[] = [];
    const items: Plan[] = [];
    open(items, {
      queryPlan: async () => preview(),
      startPlan: async (_, request) => {
        requests.push(request);
        items.push(plan());
        return plan();
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Stop the app …' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Stop the app' });
    expect(await within(dialog).findByText('Stage 1')).toBeVisible();
    expect(dialog).toHaveTextContent(
      /Stage 1.*Deployment web: goes from 2 to 0 replicas.*Stage 2.*VM db: is shut down.*after Deployment web, so that nobody calls it/,
    );
    expect(dialog).toHaveTextContent(
      /Left alone.*DaemonSet agent: It runs on every node\./,
    );
    await user.click(within(dialog).getByRole('button', { name: 'Stop' }));
    expect(
      await screen.findByText('The app is being stopped: 1 of 2 done'),
    ).toBeVisible();
    expect(requests).toEqual([
      {
        id: expect.stringMatching(/^[A-Za-z0-9-]{16,64}$/),
        kind: 'stop',
        basis: 'as it is',
        exclude: [],
      },
    ]);
  });

  it('asks again without what somebody may not act on', async () => {
    const user = setup();
    const queryPlan = jest.fn<
      ReturnType<HybridAppsApi['queryPlan']>,
      Parameters<HybridAppsApi['queryPlan']>
    >(async (_, { exclude = [] }) =>
      exclude.includes(DB)
        ? preview()
        : preview({
            possible: false,
            why: 'You lack a right.',
            refused: [{ object: DB, why: 'You may not.' }],
          }),
    );
    open([], { queryPlan });
    await user.click(
      await screen.findByRole('button', { name: 'Start the app …' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('You lack a right.')).toBeVisible();
    const confirm = within(dialog).getByRole('button', { name: 'Start' });
    expect(confirm).toBeDisabled();
    await user.click(
      within(dialog).getByRole('button', { name: 'Leave these alone' }),
    );
    await screen.findByText('Left alone');
    expect(confirm).toBeEnabled();
    expect(queryPlan.mock.calls.map(([, { exclude }]) => exclude)).toEqual([
      [],
      [DB],
    ]);
  });

  it('says why nothing was done, and tells anew what would be', async () => {
    const user = setup();
    const queryPlan = jest.fn(async () => preview());
    open([], {
      queryPlan,
      startPlan: async () => {
        throw new Error('A plan to stop it is under way.');
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Stop the app …' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A plan to stop it is under way.',
    );
    expect(queryPlan).toHaveBeenCalledTimes(2);
  });

  it('shows a plan that is under way to all, who may have it begin nothing more', async () => {
    const user = setup();
    const cancelled: string[] = [];
    open([plan()], {
      cancelPlan: async (_, id) => {
        cancelled.push(id);
        return plan({ state: 'cancelling' });
      },
    });
    const region = await screen.findByRole('region', { name: 'Stop the app' });
    expect(region).toHaveTextContent(/Deployment web: done/);
    expect(region).toHaveTextContent(/VM db: is under way/);
    expect(region).toHaveTextContent(/Asked for by ann/);
    // One at a time.
    expect(
      screen.queryByRole('button', { name: 'Start the app …' }),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Begin nothing more' }),
    );
    expect(cancelled).toEqual(['one']);
  });

  it('offers to go back from one that failed, and tells which and why', async () => {
    const user = setup();
    const queryPlan = jest.fn(async () => preview({ kind: 'start' }));
    const [web, db] = plan().steps;
    open(
      [
        plan({
          state: 'failed',
          steps: [web, { ...db, state: 'failed', message: 'It is stuck.' }],
        }),
      ],
      { queryPlan },
    );
    const region = await screen.findByRole('region', { name: 'Stop the app' });
    expect(region).toHaveTextContent(/VM db: failedIt is stuck\./);
    await user.click(screen.getByRole('button', { name: 'Go back …' }));
    expect(
      await screen.findByRole('dialog', { name: 'Go back' }),
    ).toBeVisible();
    expect(queryPlan).toHaveBeenCalledWith(
      expect.anything(),
      { kind: 'start', exclude: [], goesBack: 'one' },
      expect.anything(),
    );
  });

  it('tells its hours, on the clock of their time zone', async () => {
    open(
      [],
      {},
      {
        from: 'config',
        hours: {
          days: ['mon', 'tue', 'wed', 'thu', 'fri'],
          from: '07:00',
          to: '19:00',
          timeZone: 'Europe/Madrid',
        },
        next: { kind: 'stop', at: '2026-01-05T18:00:00Z' },
      },
    );
    expect(
      await screen.findByText(
        /^Runs Mon–Fri 07:00–19:00, Europe\/Madrid; next: stops Mon.* 0?7:00 PM$/,
      ),
    ).toBeVisible();
  });

  it('says of a plan that it was made by them', async () => {
    open([
      plan({ askedBy: 'plugin:hybrid-apps', dueAt: '2026-01-05T18:00:00Z' }),
    ]);
    expect(
      await screen.findByRole('region', { name: 'Stop the app' }),
    ).toHaveTextContent(/By the hours of the app/);
  });

  it('tells what is wrong with them', async () => {
    open([], {}, { from: 'annotation', problem: 'There is no day someday.' });
    expect(await screen.findByText('There is no day someday.')).toBeVisible();
  });

  it.each<[Parameters<typeof daysOf>[0], string]>([
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'Mon–Sun'],
    [['sun', 'mon'], 'Mon, Sun'],
    [['mon', 'tue', 'fri', 'sat'], 'Mon–Tue, Fri–Sat'],
  ])('calls %j: %s', (days, text) => {
    expect(daysOf(days, 'en-US')).toBe(text);
  });
});
