import { createMockDirectory } from '@backstage/backend-test-utils';
import { readManifests } from './manifests';

const workspace = createMockDirectory();

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ port: 80 }] },
};

describe('readManifests', () => {
  it('takes objects as they are', async () => {
    await expect(
      readManifests({ manifests: [service] }, workspace.path),
    ).resolves.toEqual([service]);
  });

  it('reads the documents of a file of the workspace', async () => {
    workspace.setContent({
      'k8s.yaml': `---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
---
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`,
    });
    const manifests = await readManifests(
      { manifestsPath: 'k8s.yaml' },
      workspace.path,
    );
    expect(manifests.map(({ kind }) => kind)).toEqual(['Service', 'ConfigMap']);
    expect(manifests[0]).toEqual(service);
  });

  it('reads YAML as kubectl does, so that what is applied is what was meant', async () => {
    workspace.setContent({
      'k8s.yaml': `apiVersion: v1
kind: Pod
metadata: { name: filebeat, annotations: { mode: "0644", date: 2001-12-14 } }
spec:
  automountServiceAccountToken: no
  volumes:
    - configMap: { name: config, defaultMode: 0644 }
`,
    });
    const [pod] = await readManifests(
      { manifestsPath: 'k8s.yaml' },
      workspace.path,
    );
    expect(JSON.parse(JSON.stringify(pod))).toMatchObject({
      metadata: { annotations: { mode: '0644', date: '2001-12-14' } },
      spec: {
        automountServiceAccountToken: false,
        volumes: [{ configMap: { defaultMode: 420 } }],
      },
    });
  });

  it('takes no key that is there twice', async () => {
    workspace.setContent({ 'k8s.yaml': 'kind: Pod\nkind: Service\n' });
    await expect(
      readManifests({ manifestsPath: 'k8s.yaml' }, workspace.path),
    ).rejects.toThrow('DUPLICATE_KEY in line 2, column 1');
  });

  it('names the place of an error, and quotes nothing', async () => {
    workspace.setContent({ 'k8s.yaml': 'kind: Service\nspec: [hunter2\n' });
    const reading = readManifests(
      { manifestsPath: 'k8s.yaml' },
      workspace.path,
    );
    await expect(reading).rejects.toThrow(
      /^Document 1 of k8s\.yaml is no YAML: \w+ in line \d+, column \d+$/,
    );
    await expect(reading).rejects.not.toThrow(/hunter2/);
  });

  it('says which item is no manifest, and what it lacks', async () => {
    await expect(
      readManifests(
        { manifests: [service, { apiVersion: 'v1', kind: 'Service' }] },
        workspace.path,
      ),
    ).rejects.toThrow('Item 2 of manifests is no manifest: metadata: Required');
  });

  it('stays inside of the workspace', async () => {
    await expect(
      readManifests({ manifestsPath: '../../etc/passwd' }, workspace.path),
    ).rejects.toThrow('Relative path is not allowed');
  });

  it.each([
    ['neither', {}],
    ['both', { manifests: [service], manifestsPath: 'k8s.yaml' }],
  ])('wants one source of manifests, not %s', async (_, input) => {
    await expect(readManifests(input, workspace.path)).rejects.toThrow(
      'Give either manifests or manifestsPath.',
    );
  });

  it('wants a file to hold something', async () => {
    workspace.setContent({ 'k8s.yaml': '---\n' });
    await expect(
      readManifests({ manifestsPath: 'k8s.yaml' }, workspace.path),
    ).rejects.toThrow('k8s.yaml holds no manifest.');
  });
});
