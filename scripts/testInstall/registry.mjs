/** Our packages as npm would have them, from a registry of this process's own. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * Serves tarballs to package managers, on a free port of the loopback interface.
 *
 * @param {{ manifest: object, tarball: string }[]} packages the manifests as they are in the tarballs
 */
export async function startRegistry(packages) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    const found = packages.find(({ manifest: { name } }) =>
      [name, `${name}/tarball`].includes(path),
    );
    if (!found) {
      response.writeHead(404).end('{}');
      return;
    }
    const { manifest, tarball } = found;
    const content = readFileSync(tarball);
    if (path.endsWith('/tarball')) {
      response.end(content);
      return;
    }
    const dist = {
      tarball: `${url}/${manifest.name}/tarball`,
      integrity: `sha512-${createHash('sha512')
        .update(content)
        .digest('base64')}`,
    };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        name: manifest.name,
        'dist-tags': { latest: manifest.version },
        // Long ago: yarn can be told to take nothing that is new.
        time: { [manifest.version]: '2020-01-01T00:00:00.000Z' },
        versions: { [manifest.version]: { ...manifest, dist } },
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
