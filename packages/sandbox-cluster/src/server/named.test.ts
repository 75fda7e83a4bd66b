import { once } from 'events';
import { AddressInfo, createServer, Server } from 'net';
import { startShippedClusters, stopClusters } from './named';

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

const onError = (error: Error) => {
  throw error;
};

describe('the clusters that ship', () => {
  it('start all or none, and name the setting of a port that is taken', async () => {
    const free = await listen();
    await close(free.server);
    const taken = await listen();
    const settings = [
      { name: 'onprem' as const, port: free.port, portSetting: '--one' },
      { name: 'cloud' as const, port: taken.port, portSetting: '--other' },
    ];
    await expect(startShippedClusters(settings, onError)).rejects.toThrow(
      new RegExp(`cloud: port ${taken.port} .* Set another --other\\.$`),
    );
    await close(taken.server);

    // The first has let go of its port.
    const clusters = await startShippedClusters(settings, onError);
    expect(clusters.map(({ url }) => url)).toEqual([
      `https://127.0.0.1:${free.port}`,
      `https://127.0.0.1:${taken.port}`,
    ]);
    await stopClusters(clusters);
  });

  it('offer no other port where something else is wrong', async () => {
    const { server, port } = await listen();
    await close(server);
    const started = startShippedClusters(
      [
        {
          name: 'onprem',
          port,
          portSetting: '--port',
          manifests: ['/absent/manifests'],
        },
      ],
      onError,
    );
    await expect(started).rejects.toThrow(
      /^There are no manifests at \/absent\/manifests(?!.*Set another)/,
    );
  });
});
