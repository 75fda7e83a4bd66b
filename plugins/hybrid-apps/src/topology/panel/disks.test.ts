import { erpTopology, oracle } from '../../__testUtils__/erp';
import { edge, member, nodesOf } from '../../__testUtils__/build';
import { inventoryTopology, mongodb } from '../../__testUtils__/inventory';
import { disksOf } from './disks';

describe('disksOf', () => {
  it('tells a disk and the volume behind it as one', () => {
    const disks = disksOf(mongodb, inventoryTopology);
    expect(
      disks.map(({ name, size, storageClass, source, behind }) => [
        name,
        size,
        storageClass,
        behind?.name ?? source,
      ]),
    ).toEqual([
      ['root', '20Gi', 'ceph-rbd', 'mongodb-data'],
      ['cloudinit', undefined, undefined, 'cloudInitNoCloud'],
    ]);
  });

  it('finds what is drawn within the component', () => {
    const claim = member(oracle, 'PersistentVolumeClaim', 'oracle-data', {
      health: 'degraded',
      reason: 'Lost',
    });
    const [, data] = disksOf(
      { ...oracle, members: [claim] },
      { ...erpTopology, edges: [] },
    );
    expect(data.behind).toMatchObject({ id: claim.id, isDrawn: false });
  });

  it('leaves out nothing that a container mounts', () => {
    const node = nodesOf('onprem/shop');
    const db = node('StatefulSet', 'db');
    const claim = node('PersistentVolumeClaim', 'data', {
      facts: { size: '5Gi' },
    });
    const disks = disksOf(db, {
      nodes: [db, claim],
      edges: [edge(db, claim, 'mounts', '')],
    });
    expect(disks).toMatchObject([{ name: 'data', size: '5Gi' }]);
  });
});
