import { createStoreFromObjects, factsOf } from '..';
import { PlainObject } from '../../clusters';

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
const ingress = (spec: object) =>
  object('networking.k8s.io/v1', 'Ingress', 'web', spec);
const rule = (host: string | undefined, ...paths: string[]) => ({
  ...(host && { host }),
  http: {
    paths: paths.map(path => ({
      path,
      pathType: 'Prefix',
      backend: { service: { name: 'web', port: { number: 80 } } },
    })),
  },
});
const GATEWAY = 'gateway.networking.k8s.io/v1';
const gateway = (...listeners: object[]) =>
  object(GATEWAY, 'Gateway', 'edge', { listeners });
const route = (spec: object) =>
  object(GATEWAY, 'HTTPRoute', 'web', {
    parentRefs: [{ name: 'edge' }],
    ...spec,
  });
const listener = (protocol: string, port: number, hostname?: string) => ({
  name: `${protocol}-${port}`.toLocaleLowerCase('en-US'),
  protocol,
  port,
  ...(hostname && { hostname }),
});

function urlsOf(judged: PlainObject, ...others: PlainObject[]) {
  const store = createStoreFromObjects('onprem', [judged, ...others]);
  const [group] = judged.apiVersion.split('/');
  const [found] = store.list({ group, kind: judged.kind });
  return factsOf(found, store, {}).urls;
}

describe('the URLs of a way in', () => {
  it.each<[string, string[] | undefined, PlainObject, ...PlainObject[]]>([
    [
      'an Ingress without TLS',
      ['http://shop.example/'],
      ingress({ rules: [rule('shop.example', '/')] }),
    ],
    [
      'an Ingress whose TLS names the host',
      ['https://shop.example/', 'http://old.example/'],
      ingress({
        tls: [{ hosts: ['shop.example'] }],
        rules: [rule('shop.example', '/'), rule('old.example', '/')],
      }),
    ],
    [
      'an Ingress whose TLS is for all names of a domain',
      ['https://shop.example/', 'http://a.shop.example/'],
      ingress({
        tls: [{ hosts: ['*.example'] }],
        rules: [rule('shop.example', '/'), rule('a.shop.example', '/')],
      }),
    ],
    [
      'the shortest path of a host',
      ['http://shop.example/a'],
      ingress({ rules: [rule('shop.example', '/a/b', '/a')] }),
    ],
    [
      'none, of a host that stands for several, or for all',
      undefined,
      ingress({ rules: [rule('*.example', '/'), rule(undefined, '/')] }),
    ],
    [
      'an HTTPRoute, by the listener that it hangs on',
      ['https://shop.example/'],
      route({ hostnames: ['shop.example'] }),
      gateway(listener('HTTPS', 443, '*.example')),
    ],
    [
      'an HTTPRoute on a port that is not usual',
      ['http://shop.example:8080/'],
      route({ hostnames: ['shop.example'] }),
      gateway(listener('HTTP', 8080)),
    ],
    [
      'an HTTPRoute without a host of its own',
      ['https://shop.example/'],
      route({}),
      gateway(listener('HTTPS', 443, 'shop.example')),
    ],
    [
      'none, where no listener takes it',
      undefined,
      route({ hostnames: ['shop.example'] }),
      gateway(listener('HTTPS', 443, 'other.test')),
    ],
    [
      'an HTTPRoute, without the hosts that its listener does not have',
      ['https://shop.example/'],
      route({ hostnames: ['shop.example', 'bank.test'] }),
      gateway(listener('HTTPS', 443, '*.example')),
    ],
    [
      'an HTTPRoute for several hosts, by the one that its listener has',
      ['https://shop.example/'],
      route({ hostnames: ['*.example'] }),
      gateway(listener('HTTPS', 443, 'shop.example')),
    ],
    [
      'none, where the listener takes no routes of its namespace',
      undefined,
      route({ hostnames: ['shop.example'] }),
      gateway({
        ...listener('HTTPS', 443),
        allowedRoutes: { namespaces: { from: 'None' } },
      }),
    ],
    [
      'none, where its Gateway is not known',
      undefined,
      route({ hostnames: ['shop.example'] }),
    ],
    [
      'a Route of OpenShift',
      ['https://shop.example/a'],
      object('route.openshift.io/v1', 'Route', 'web', {
        host: 'shop.example',
        path: '/a',
        tls: { termination: 'edge' },
      }),
    ],
    ...['me@bank.test', 'bank.test/', 'bank.test#', 'bank.test:8443', ' '].map(
      (host): [string, undefined, PlainObject] => [
        `none, where the host is '${host}'`,
        undefined,
        ingress({ rules: [rule(host, '/')] }),
      ],
    ),
    [
      'paths that lead nowhere else, and tell nothing else',
      [
        'http://a.example/.bank.test/',
        'http://b.example/@bank.test',
        'http://c.example//bank.test',
        'http://d.example/%3Ftoken=1%23%3Cb%3E',
      ],
      ingress({
        rules: [
          rule('a.example', '.bank.test/'),
          rule('b.example', '@bank.test'),
          rule('c.example', '//bank.test'),
          rule('d.example', '/?token=1#<b>'),
        ],
      }),
    ],
    [
      'one whose host its router gives it',
      ['http://shop.apps.example/'],
      {
        ...object('route.openshift.io/v1', 'Route', 'web', {
          subdomain: 'shop',
        }),
        status: { ingress: [{ host: 'shop.apps.example' }] },
      },
    ],
  ])('are of %s: %j', (_, urls, ...objects) => {
    expect(urlsOf(...objects)).toEqual(urls);
  });
});
