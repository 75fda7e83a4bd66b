import { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { screen } from '@testing-library/react';
import { fixtureApi } from './__testUtils__';
import { isHybridApp } from './isHybridApp';
import plugin, { hybridAppsApiRef } from '.';

describe('the plugin', () => {
  it('brings the page of all apps', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/hybrid-apps'],
      apis: [[hybridAppsApiRef, fixtureApi()]],
    });
    expect(
      await screen.findByText(/^3 apps · 4 VMs · 6 container workloads/),
    ).toBeVisible();
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
