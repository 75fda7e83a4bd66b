import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { deploymentUndoActs } from './deploymentUndo';

const [undo] = deploymentUndoActs;
const REVISION = 'deployment.kubernetes.io/revision';

const template = (image: string, value: string, hash?: string) => ({
  metadata: {
    labels: { app: 'web', ...(hash && { 'pod-template-hash': hash }) },
  },
  spec: {
    containers: [
      {
        name: 'web',
        image,
        args: ['--token', value],
        env: [
          { name: 'MODE', value },
          {
            name: 'PASSWORD',
            valueFrom: { secretKeyRef: { name: 'web', key: 'password' } },
          },
        ],
      },
    ],
  },
});
const deployment: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: 'web',
    annotations: { [REVISION]: '3' },
  },
  spec: { template: template('web:3', 'now') },
};
const replicaSet = (
  revision: number,
  image: string,
  value: string,
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: `web-${revision}`,
    namespace: 'shop',
    uid: `web-${revision}`,
    annotations: { [REVISION]: String(revision) },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'web',
        controller: true,
      },
    ],
  },
  spec: { template: template(image, value, `hash${revision}`) },
});

it('tells of each revision what it would change, and no value', () => {
  const store = createStoreFromObjects('onprem', [
    deployment,
    replicaSet(1, 'web:1', 'earlier'),
    replicaSet(2, 'web:3', 'before'),
    replicaSet(3, 'web:3', 'now'),
  ]);
  const [object] = store.list({ group: 'apps', kind: 'Deployment' });
  const about = aboutOf(undo, object, store);
  expect(about.choices).toEqual({
    revision: [
      { value: 2, label: '2: web:3' },
      { value: 1, label: '1: web:1' },
    ],
  });
  expect(about.previews?.map(({ value }) => value)).toEqual(['2', '1']);
  const [same, other] = about.previews ?? [];
  // Another value of a variable is no line, as it is known to nobody.
  expect(same.lines).toEqual([]);
  expect(
    other.lines.filter(({ is }) => is === 'added' || is === 'removed'),
  ).toEqual([
    { is: 'removed', text: expect.stringContaining('image: web:3') },
    { is: 'added', text: expect.stringContaining('image: web:1') },
  ]);
  expect(JSON.stringify(about)).not.toMatch(/earlier|before|--token|hash1/);
  expect(about.tells?.join()).toContain('are not shown');
});

it('writes out what the store holds once for several places', () => {
  const resources = { requests: { cpu: '1', memory: '1Gi' } };
  const twice = (image: string) => ({
    spec: {
      // Before the others in the order of their names, and after them in the object.
      initContainers: [{ name: 'init', image, resources }],
      containers: [{ name: 'web', image, resources }],
    },
  });
  const store = createStoreFromObjects('onprem', [
    { ...deployment, spec: { template: twice('web:3') } },
    { ...replicaSet(1, '', ''), spec: { template: twice('web:1') } },
  ]);
  const [object] = store.list({ group: 'apps', kind: 'Deployment' });
  const [{ lines }] = aboutOf(undo, object, store).previews ?? [];
  expect(lines.filter(({ is }) => is === 'added')).toHaveLength(2);
  expect(lines.map(({ text }) => text).join()).not.toMatch(/[&*]a1/);
});

it.each<[string, object, object[]]>([
  [
    'with the words of its revision',
    { 'kubernetes.io/change-cause': 'the first' },
    [
      {
        op: 'add',
        path: '/metadata/annotations/kubernetes.io~1change-cause',
        value: 'the first',
      },
    ],
  ],
  ['without any, where there were none', {}, []],
])('goes back %s', async (_, annotations, expected) => {
  const earlier = replicaSet(1, 'web:1', 'earlier');
  const store = createStoreFromObjects('onprem', [
    deployment,
    earlier,
    replicaSet(3, 'web:3', 'now'),
  ]);
  const [object] = store.list({ group: 'apps', kind: 'Deployment' });
  const [{ request }] = undo.steps(object, { revision: 1 }, store);
  const asked =
    typeof request === 'function' &&
    (await request({
      read: async () => ({
        ...earlier,
        metadata: { ...earlier.metadata, annotations },
      }),
    }));
  expect(asked).toMatchObject({
    body: [
      { op: 'test', path: '/metadata/uid' },
      {
        op: 'replace',
        path: '/spec/template',
        value: template('web:1', 'earlier'),
      },
      ...expected,
    ],
  });
});
