import fc from 'fast-check';
import { cluster } from '../__testUtils__/everyWord';
import { seesX, shop } from '../__testUtils__/shopOfParts';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { EVERYTHING, ownerByAnnotation, Sight } from '../namespaces';
import { answerInPlace } from '../policy';
import { createAppViews } from './appViews';

const viewOn = (objects: readonly PlainObject[], sight: Sight) => {
  const store = createStoreFromObjects('onprem', objects);
  return createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
    policies: answerInPlace(),
  }).of(shop, sight);
};

/** Of an app that is cut, all but how much is hidden. */
async function shown(objects: readonly PlainObject[]) {
  const { topology } = await viewOn(objects, seesX).drawn();
  const { revision: _, knowledge, ...graph } = topology;
  return {
    ...graph,
    knowledge: knowledge.filter(one => one.state !== 'hidden'),
  };
}

describe('an app of which its viewer may see some namespaces', () => {
  it('looks the same whatever there is in the others', async () => {
    await fc.assert(
      fc.asyncProperty(cluster, async objects => {
        const seen = objects.filter(
          ({ metadata }) => metadata.namespace !== 'y',
        );
        expect(await shown(objects)).toEqual(await shown(seen));
      }),
    );
  });

  it('shows nothing that who sees everything is not shown', async () => {
    await fc.assert(
      fc.asyncProperty(cluster, async objects => {
        const whole = await viewOn(objects, EVERYTHING).drawn();
        const cut = await viewOn(objects, seesX).drawn();
        const of = ({ topology }: typeof whole) =>
          topology.nodes
            .filter(({ namespace }) => namespace === 'x')
            .map(({ id }) => id);
        expect(of(whole)).toEqual(expect.arrayContaining(of(cut)));
      }),
    );
  });

  describe('tells nothing of whether there is what it names elsewhere', () => {
    const labels = { app: 'a' };
    const gateway = 'gateway.networking.k8s.io/v1';
    const of = (
      apiVersion: string,
      kind: string,
      namespace: string,
      spec: object,
      ours: boolean = namespace === 'x',
    ): PlainObject => ({
      apiVersion,
      kind,
      metadata: {
        name: kind.toLocaleLowerCase('en-US'),
        namespace,
        ...(ours && { labels }),
      },
      spec,
    });
    const listeners = [
      { name: 'all', allowedRoutes: { namespaces: { from: 'All' } } },
    ];
    const route = (kind: string) =>
      of(gateway, 'HTTPRoute', 'x', {
        parentRefs: [
          { kind, namespace: 'y', name: kind.toLocaleLowerCase('en-US') },
        ],
      });
    const theirs = of(gateway, 'Gateway', 'y', { listeners });

    it.each<[string, PlainObject, PlainObject[]]>([
      ['a Gateway', route('Gateway'), [theirs]],
      [
        'a part of one, and so the Gateway',
        route('ListenerSet'),
        [
          of(gateway, 'ListenerSet', 'y', {
            parentRef: { name: 'gateway' },
            listeners,
          }),
          theirs,
        ],
      ],
      [
        'a network',
        of('kubevirt.io/v1', 'VirtualMachine', 'x', {
          template: {
            spec: {
              networks: [
                {
                  name: 'n',
                  multus: { networkName: 'y/networkattachmentdefinition' },
                },
              ],
            },
          },
        }),
        [of('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', 'y', {})],
      ],
    ])('%s', async (_, own, others) => {
      const whole = viewOn([own, ...others], EVERYTHING);
      expect(whole.members.members).toHaveLength(1 + others.length);
      const cut = viewOn([own, ...others], seesX);
      const { topology } = await cut.drawn();
      const without = viewOn([own], seesX);
      expect(topology).toEqual((await without.drawn()).topology);
      expect(cut.isCut).toBe(false);
      // What is told to who sees the whole app is told in neither case.
      expect([cut.isWhole, without.isWhole]).toEqual([false, false]);
    });
  });

  it('counts what is hidden, and is not cut where nothing is', async () => {
    const web = (namespace: string): PlainObject => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace,
        labels: { 'app.kubernetes.io/part-of': 'shop' },
      },
      spec: {},
    });
    const config: PlainObject = {
      ...web('y'),
      apiVersion: 'v1',
      kind: 'ConfigMap',
    };
    const told = async (objects: PlainObject[]) => {
      const view = viewOn(objects, seesX);
      const { summary } = await view.drawn();
      return [
        view.isCut,
        summary.health,
        summary.knowledge.map(({ state, message }) => [state, message]),
      ];
    };
    const words = (what: string) => [
      [
        'hidden',
        `${what} in namespaces that you may not see. Ask their owners, or whoever keeps the portal's permission policy.`,
      ],
    ];
    expect(await told([web('x')])).toEqual([false, 'progressing', []]);
    expect(await told([web('x'), web('y'), web('z'), config])).toEqual([
      true,
      'progressing',
      words('2 workloads'),
    ]);
    expect(await told([config])).toEqual([true, 'unknown', words('1 object')]);
  });
});
