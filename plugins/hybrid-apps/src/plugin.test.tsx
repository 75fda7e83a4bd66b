import { Entity } from '@backstage/catalog-model';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { kubernetesAuthProvidersApiRef } from '@backstage/plugin-kubernetes-react';
import { screen } from '@testing-library/react';
import { fixtureApi } from './__testUtils__';
import { isHybridApp } from './isHybridApp';
import plugin, { hybridAppsApiRef } from '.';

describe('the plugin', () => {
  // The portal remembers its language there.
  beforeEach(() => window.localStorage.clear());

  it('brings the page of all apps', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/hybrid-apps'],
      apis: [[hybridAppsApiRef, fixtureApi()]],
    });
    expect(
      await screen.findByText(
        /^3 apps · 1 needs you · 4 VMs · 6 container workloads/,
      ),
    ).toBeVisible();
  });

  it('brings the page of logs', async () => {
    const query = new URLSearchParams({
      app: 'system:default/inventory',
      id: 'onprem/inventory/apps/Deployment/web',
    });
    renderTestApp({
      features: [plugin],
      initialRouteEntries: [`/hybrid-apps/logs?${query}`],
      apis: [
        [
          hybridAppsApiRef,
          fixtureApi({
            readLogs: async () =>
              (async function* told() {
                yield [
                  { event: 'sources' as const, sources: [], leftOut: 0 },
                  { event: 'closed' as const, reason: 'complete' as const },
                ];
              })(),
          }),
        ],
      ],
    });
    expect(
      await screen.findByRole('heading', { name: 'Logs of web' }),
    ).toBeVisible();
    expect(await screen.findByText('It has no Pods now')).toBeVisible();
  });

  it('brings the page of how far they are in containers', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/modernization'],
      apis: [[hybridAppsApiRef, fixtureApi()]],
    });
    expect(
      await screen.findByText(/^4 of 10 components still run in VMs/),
    ).toBeVisible();
    const row = await screen.findByRole('row', { name: /^inventory/ });
    expect(row).toHaveAttribute(
      'data-href',
      '/modernization?app=system%3Adefault%2Finventory',
    );
  });

  it('speaks German where the portal does', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/hybrid-apps'],
      apis: [[hybridAppsApiRef, fixtureApi()]],
      config: {
        app: {
          baseUrl: 'http://localhost:3000',
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  defaultLanguage: 'de',
                  availableLanguages: ['en', 'de'],
                },
              },
            },
          ],
        },
      },
    });
    expect(
      await screen.findByText(
        /^3 Anwendungen · 1 braucht Sie · 4 VMs · 6 Container-Workloads/,
      ),
    ).toBeVisible();
    expect(await screen.findAllByText(/^vor \d+ (Minute|Stunde)/)).not.toEqual(
      [],
    );
  });

  it('has a card that stands beside the About card, without a setting', () => {
    const card = createExtensionTester(
      plugin.getExtension('entity-card:hybrid-apps/overview'),
    );
    expect(card.get(EntityCardBlueprint.dataRefs.type)).toBe('info');
  });

  it("asks with the user's own token for clusters that take no other", async () => {
    const brought: Array<[path: string, token: string | null]> = [];
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/hybrid-apps'],
      apis: [
        mockApis.discovery({ baseUrl: 'http://portal' }),
        [
          fetchApiRef,
          {
            fetch: async (input, init) => {
              const { pathname } = new URL(String(input));
              brought.push([
                pathname,
                new Headers(init?.headers).get(
                  'Backstage-Kubernetes-Authorization-oidc-okta',
                ),
              ]);
              return pathname.endsWith('/clusters')
                ? Response.json({ items: [{ authProvider: 'oidc.okta' }] })
                : Response.json(await fixtureApi().listApps());
            },
          },
        ],
        [
          kubernetesAuthProvidersApiRef,
          {
            decorateRequestBodyForAuth: async (_, body) => body,
            getCredentials: async provider => ({ token: `of-${provider}` }),
          },
        ],
      ],
    });
    expect(
      await screen.findByText(
        /^3 apps · 1 needs you · 4 VMs · 6 container workloads/,
      ),
    ).toBeVisible();
    expect(brought).toEqual([
      ['/api/hybrid-apps/v1/clusters', null],
      ['/api/hybrid-apps/v1/apps', 'of-oidc.okta'],
    ]);
  });
});

describe('isHybridApp', () => {
  const entity = (
    kind: string,
    type?: string,
    annotations?: Record<string, string>,
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'x', annotations },
    spec: { type },
  });

  it.each([
    ['a System', entity('System'), true],
    ['a VM', entity('Resource', 'virtual-machine'), true],
    ['a database elsewhere', entity('Resource', 'database'), false],
    ['a library', entity('Component', 'library'), false],
    [
      'a Component with an id in clusters',
      entity('Component', 'service', { 'backstage.io/kubernetes-id': 'x' }),
      true,
    ],
    [
      'a Resource with a label selector',
      entity('Resource', 'queue', {
        'backstage.io/kubernetes-label-selector': 'app=x',
      }),
      true,
    ],
    [
      'an API with an id in clusters',
      entity('API', 'openapi', { 'backstage.io/kubernetes-id': 'x' }),
      false,
    ],
  ])('for %s', (_, candidate, expected) => {
    expect(evaluateFilterPredicate(isHybridApp, candidate)).toBe(expected);
  });
});
