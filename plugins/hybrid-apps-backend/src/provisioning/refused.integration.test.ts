import {
  app,
  manifest,
  Provisioning,
  service,
  startProvisioning,
  vm,
  web,
} from '../__testUtils__/provisioning';
import { allOpen } from '../__testUtils__/open';
import { createKubeClient } from '../clusters/client/kubeClient';
import { Openness } from './openings';
import { refusal } from './refusals';
import { applyManifests } from '.';

describe('applyManifests refuses', () => {
  let bench: Provisioning;

  beforeEach(async () => {
    bench = await startProvisioning();
  }, 60_000);

  afterEach(() => bench.cluster.stop());

  it('refuses a taken name, and touches nothing', async () => {
    await applyManifests(bench.target(), {
      ...bench.request,
      manifests: [service],
    });
    const before = await bench.objects();
    await expect(
      applyManifests(bench.target(), {
        ...bench.request,
        task: 'task-2',
        manifests: app,
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: `Nothing was created on cluster '${bench.cluster.details.name}'. Service 'web': exists already in ${bench.place}. Choose another name, or delete what is there.`,
    });
    expect(await bench.objects()).toEqual(before);
  });

  it('refuses what exists also to a task of the same name', async () => {
    await applyManifests(bench.target(), {
      ...bench.request,
      manifests: [web(2)],
    });
    await expect(
      applyManifests(bench.target(), { ...bench.request, manifests: [web(9)] }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('says once that the namespace is missing', async () => {
    await expect(
      applyManifests(bench.target(), {
        ...bench.request,
        namespace: 'nowhere',
        manifests: [service, web()],
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `Nothing was created on cluster '${bench.cluster.details.name}'. Service 'web', Deployment 'web': namespace 'nowhere' does not exist on cluster '${bench.cluster.details.name}'. Choose one that exists, or have it created first.`,
    });
  });

  it.each([
    ['..', undefined],
    ['web/scale', undefined],
    ['Web', undefined],
    ['web', 'kube-system/pods'],
  ])('asks no cluster for %j in namespace %j', async (name, namespace) => {
    const asked: string[] = [];
    const client = bench.intercepted(({ path }) => asked.push(path));
    await expect(
      applyManifests(bench.target(client), {
        ...bench.request,
        manifests: [{ ...service, metadata: { name, namespace } }],
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(
        `Service '${name}': is no valid name in namespace '${
          namespace ?? bench.request.namespace
        }'. Names take small letters`,
      ),
    });
    expect(asked).toEqual([]);
  });

  it('says which rights are missing', async () => {
    const credential = await bench.cluster.powerless();
    const client = createKubeClient({
      cluster: () => bench.cluster.details,
      credential: async () => credential,
    });
    await expect(
      applyManifests(bench.target(client), {
        ...bench.request,
        manifests: [web()],
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(
        `Deployment 'web': the portal has no right to get deployments.apps in ${bench.place}.`,
      ),
    });
    await client.close();
  });

  it('lists every manifest that is wrong, not just the first', async () => {
    const failing = applyManifests(bench.target(), {
      ...bench.request,
      manifests: [
        manifest('networking.k8s.io/v1', 'NetworkPolicy', 'ports', {
          podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'shop' } },
          ingress: [{ ports: [{ port: 9090, endPort: 9000 }] }],
        }),
        manifest('v1', 'Secret', 'password', {}),
        web(),
        manifest('example.com/v1', 'Gadget', 'g', {}),
        service,
        service,
      ],
    });
    await expect(failing).rejects.toThrow(
      "NetworkPolicy 'ports': is not valid: spec.ingress[0].ports[0].endPort: Invalid value: 9090: must be greater than or equal to `port`. Correct it and try again.",
    );
    await expect(failing).rejects.toThrow(
      "Secret 'password': Secret of v1 is not a kind that is provisioned here. Remove it from the manifests.",
    );
    await expect(failing).rejects.toThrow(
      "Gadget 'g': Gadget of example.com/v1 is not a kind that is provisioned here.",
    );
    await expect(failing).rejects.toThrow(
      "Service 'web': is given twice. Remove one of them.",
    );
    await bench.expectNothingLeft();
  });

  it.each([
    ['that was not reached yet', [''], 'has not told yet what it serves'],
    [
      'that has no KubeVirt',
      ['Deployment'],
      'does not know the kind VirtualMachine of kubevirt.io/v1. Choose a cluster where it is installed.',
    ],
  ])('refuses a VM on a cluster %s', async (_, known, reason) => {
    const served = bench.kinds.filter(({ kind }) => known.includes(kind));
    await expect(
      applyManifests(
        { ...bench.target(), kinds: served },
        { ...bench.request, manifests: [vm] },
      ),
    ).rejects.toThrow(`cluster '${bench.cluster.details.name}' ${reason}`);
  });

  it('asks a cluster for nothing that is not open, and tells all of it at once', async () => {
    const asked: string[] = [];
    const client = bench.intercepted(({ path }) => asked.push(path));
    const openness = (namespace: string): Openness =>
      namespace === bench.cluster.namespace
        ? allOpen()
        : {
            closed: refusal('forbidden', 'it is not open', 'Choose another.'),
          };
    const pod = (
      name: string,
      namespace: string | undefined,
      spec: object,
    ) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec,
    });
    await expect(
      applyManifests(bench.target(client, openness), {
        ...bench.request,
        manifests: [
          pod('there', 'other', { containers: [{ name: 'a', image: 'a' }] }),
          pod('here', undefined, {
            hostNetwork: true,
            containers: [
              { name: 'a', image: 'a', securityContext: { privileged: true } },
            ],
          }),
        ],
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /^Nothing was created on cluster '\S+'\. Pod 'there': it is not open\. Choose another\.\nPod 'here': spec\.hostNetwork is true, .*\nPod 'here': spec\.containers\[0\]\.securityContext\.privileged is true, outside of Pod Security's profile baseline \(Privileged Containers\)\. Leave it out\. Who runs the portal sets the profile in hybridApps\.provisioning\.clusters\[0\]\.podSecurity\.$/,
      ),
    });
    expect(asked).toEqual([]);
  });

  it('says that the cluster does not answer', async () => {
    const client = createKubeClient({
      // Nothing listens on this port, which takes rights to open.
      cluster: () => ({ ...bench.cluster.details, url: 'http://127.0.0.1:1' }),
      credential: async () => bench.cluster.credential,
    });
    await expect(
      applyManifests(bench.target(client), {
        ...bench.request,
        manifests: [web()],
      }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        `cluster '${bench.cluster.details.name}' does not answer.`,
      ),
    });
    await client.close();
  });
});
