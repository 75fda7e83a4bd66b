import { createStoreFromObjects, factsOf } from '..';

const ZONE = 'topology.kubernetes.io/zone';
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone';

const node = (labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'metal-1', labels },
});
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { nodeName: 'metal-1', containers: [{ name: 'web' }] },
};
const instance = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name: 'till', namespace: 'shop' },
  spec: { domain: {} },
  status: { phase: 'Running', nodeName: 'metal-1' },
};

function factsWith(
  judged: typeof pod | typeof instance,
  ...nodes: Array<ReturnType<typeof node>>
) {
  const store = createStoreFromObjects('onprem', [judged, ...nodes]);
  const [object] = store.list({
    group: judged.kind === 'Pod' ? '' : 'kubevirt.io',
    kind: judged.kind,
  });
  return factsOf(object, store, {});
}

describe.each([
  ['a Pod', pod],
  ['a VM', instance],
])('the zone of %s', (_, judged) => {
  it.each([
    ['what its node says', [node({ [ZONE]: 'hall-a' })], 'hall-a'],
    [
      'what its node says by the older label',
      [node({ [OLD_ZONE]: 'hall-b' })],
      'hall-b',
    ],
    [
      'the newer of two labels',
      [node({ [OLD_ZONE]: 'hall-b', [ZONE]: 'hall-a' })],
      'hall-a',
    ],
    ['not known, where its node says none', [node({})], undefined],
    ['not known, where its node is not', [], undefined],
  ])('is %s', (__, nodes, zone) => {
    expect(factsWith(judged, ...nodes)).toMatchObject({ node: 'metal-1' });
    expect(factsWith(judged, ...nodes).zone).toBe(zone);
  });
});
