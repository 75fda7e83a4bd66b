import {
  containerNames,
  mainContainer,
  statusOfContainer,
} from './podContainers';

const pod = (annotation?: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: 'u',
    ...(annotation !== undefined && {
      annotations: { 'kubectl.kubernetes.io/default-container': annotation },
    }),
  },
  spec: {
    containers: [{ name: 'proxy' }, { name: 'web' }],
    initContainers: [{ name: 'migrate' }],
    ephemeralContainers: [{ name: 'debugger' }],
  },
  status: {
    containerStatuses: [{ name: 'web', ready: true }],
    initContainerStatuses: [{ name: 'migrate', ready: false }],
    ephemeralContainerStatuses: [{ name: 'debugger', restartCount: 0 }],
  },
});

describe('the containers of a Pod', () => {
  it('are those of the app, those before it, and those put in later', () => {
    expect(containerNames(pod())).toEqual([
      'proxy',
      'web',
      'migrate',
      'debugger',
    ]);
  });

  it.each([
    ['nothing', undefined, 'proxy'],
    ['one of the app', 'web', 'web'],
    ['one that was put in later', 'debugger', 'debugger'],
    ['one that is not there', 'none', 'proxy'],
    ['none', '', 'proxy'],
  ])('have a main one, where the annotation says %s', (_, said, main) => {
    expect(mainContainer(pod(said))).toBe(main);
  });

  it('have none where there is none', () => {
    expect(mainContainer({ ...pod(), spec: {} })).toBeUndefined();
  });

  it.each([
    ['web', { name: 'web', ready: true }],
    ['migrate', { name: 'migrate', ready: false }],
    ['debugger', { name: 'debugger', restartCount: 0 }],
    ['proxy', undefined],
  ])('have a status each: %s', (name, status) => {
    expect(statusOfContainer(pod(), name)).toEqual(status);
  });
});
