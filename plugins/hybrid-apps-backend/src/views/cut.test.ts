import fc from 'fast-check';
import { cluster } from '../__testUtils__/everyWord';
import { seesX, shop } from '../__testUtils__/shopOfParts';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { EVERYTHING, ownerByAnnotation, Sight } from '../namespaces';
import { createAppViews } from './appViews';

const viewOn = (objects: readonly PlainObject[], sight: Sight) => {
  const store = createStoreFromObjects('onprem', objects);
  return createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
  }).of(shop, sight);
};

/** Of an app that is cut, all but how much is hidden. */
function shown(objects: readonly PlainObject[]) {
  const { topology } = viewOn(objects, seesX);
  const { revision: _, knowledge, ...graph } = topology;
  return {
    ...graph,
    knowledge: knowledge.filter(one => one.state !== 'hidden'),
  };
}

describe('an app of which its viewer may see some namespaces', () => {
  it('looks the same whatever there is in the others', () => {
    fc.assert(
      fc.property(cluster, objects => {
        const seen = objects.filter(
          ({ metadata }) => metadata.namespace !== 'y',
        );
        expect(shown(objects)).toEqual(shown(seen));
      }),
    );
  });

  it('shows nothing that who sees everything is not shown', () => {
    fc.assert(
      fc.property(cluster, objects => {
        const whole = viewOn(objects, EVERYTHING).topology;
        const cut = viewOn(objects, seesX).topology;
        const of = ({ nodes }: typeof whole) =>
          nodes
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
    ])('%s', (_, own, others) => {
      const whole = viewOn([own, ...others], EVERYTHING);
      expect(whole.members.members).toHaveLength(1 + others.length);
      const cut = viewOn([own, ...others], seesX);
      expect(cut.topology).toEqual(viewOn([own], seesX).topology);
      expect(cut.isCut).toBe(false);
    });
  });

  it('counts what is hidden, and is not cut where nothing is', () => {
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
    const told = (objects: PlainObject[]) => {
      const { isCut, summary } = viewOn(objects, seesX);
      return [
        isCut,
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
    expect(told([web('x')])).toEqual([false, 'progressing', []]);
    expect(told([web('x'), web('y'), web('z'), config])).toEqual([
      true,
      'progressing',
      words('2 workloads'),
    ]);
    expect(told([config])).toEqual([true, 'unknown', words('1 object')]);
  });
});
