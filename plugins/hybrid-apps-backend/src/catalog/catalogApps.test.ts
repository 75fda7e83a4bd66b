import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createCatalogApps } from './catalogApps';

const entity = (
  kind: string,
  name: string,
  { system, ...annotations }: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'any' },
  relations: system ? [{ type: 'partOf', targetRef: system }] : [],
});
const id = 'backstage.io/kubernetes-id';
const selector = 'backstage.io/kubernetes-label-selector';
const shop = 'system:default/shop';

const apps = createCatalogApps(
  catalogServiceMock({
    entities: [
      entity('System', 'shop'),
      entity('System', 'billing'),
      entity('Component', 'web', { [id]: 'web', system: shop }),
      entity('Resource', 'db', { [selector]: 'app=db', system: shop }),
      entity('Component', 'docs', { system: shop }),
      entity('Component', 'alone', { [id]: 'alone' }),
      entity('Component', 'library'),
      entity('Component', 'lost', {
        [id]: 'lost',
        system: 'system:default/nowhere',
      }),
      entity('API', 'orders', { [id]: 'orders', system: shop }),
      entity('Group', 'team', { [id]: 'web' }),
      entity('User', 'jane'),
    ],
  }),
);
const credentials = mockCredentials.user();

const named = ({
  entity: whole,
  parts,
}: {
  entity: Entity;
  parts: readonly Entity[];
}) => [stringifyEntityRef(whole), parts.map(part => part.metadata.name).sort()];

describe('apps of the catalog', () => {
  it('are Systems with their parts, and what names objects and is part of none', async () => {
    expect((await apps.list(credentials)).map(named)).toEqual([
      ['component:default/alone', []],
      // Its System is not there, or the caller may not see it.
      ['component:default/lost', []],
      ['system:default/billing', []],
      ['system:default/shop', ['db', 'web']],
    ]);
  });

  it('are the same one by one', async () => {
    const require = async (kind: string, name: string) =>
      named(
        await apps.require({ kind, namespace: 'default', name }, credentials),
      );
    expect(await require('system', 'shop')).toEqual([shop, ['db', 'web']]);
    expect(await require('component', 'web')).toEqual([
      'component:default/web',
      [],
    ]);
    for (const [kind, name] of [
      ['group', 'team'],
      ['user', 'jane'],
      ['api', 'orders'],
    ]) {
      await expect(require(kind, name)).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `'${kind}:default/${name}' is no app: apps are Systems, Components and Resources.`,
      });
    }
    await expect(require('system', 'none')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('system:default/none'),
    });
  });
});
