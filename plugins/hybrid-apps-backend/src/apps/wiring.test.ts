import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { isWorkload } from '../objects';
import { wiresOf } from './wiring';

const service = (
  name: string,
  namespace = 'shop',
  spec: object = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec,
});

const headless = { clusterIP: 'None' };
const services = [
  service('db'),
  service('db', 'data'),
  service('db', 'svc'),
  service('redis', 'shop', headless),
  service('queue', 'data', headless),
  service('s3cret'),
  service('user'),
  service('example', 'com'),
  service('cache', 'shop', { ports: [{ port: 6379 }] }),
  service('api', 'shop', { ports: [{ port: 80 }, { port: 443 }] }),
];

const key = { group: 'apps', kind: 'Deployment', namespace: 'shop' };

/** What `web` is wired to where its first container is like this. */
function wires(container: object) {
  const store = createStoreFromObjects('onprem', [
    ...services,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { template: { spec: { containers: [container] } } },
    },
  ]);
  const web = store.get({ ...key, name: 'web' });
  return web ? wiresOf(web, store) : [];
}

const targets = (container: object) =>
  wires(container).map(
    ({ service: { metadata } }) => `${metadata.namespace}/${metadata.name}`,
  );
const ofVariable = (name: string, value: string) =>
  targets({ env: [{ name, value }] });

describe('wiresOf', () => {
  it.each([
    ['BASIC_PAIR', 'cache:31337', []],
    ['BASIC_PAIR', 'cache:6379', ['shop/cache']],
    ['CACHE_ADDR', 'cache:31337', ['shop/cache']],
  ])(
    'takes %s=%s for an address where it may be none but that',
    (name, value, wired) => {
      expect(ofVariable(name, value)).toEqual(wired);
    },
  );

  it.each([
    ['db', ['shop/db']],
    ['db.data', ['data/db']],
    ['db.data.svc', ['data/db']],
    ['db.data.svc.cluster.local', ['data/db']],
    ['DB.DATA.SVC.CLUSTER.LOCAL.', ['data/db']],
    // A cluster may have any domain.
    ['db.data.svc.k8s.corp', ['data/db']],
    ['queue-0.queue.data.svc.k8s.corp.', ['data/queue']],
    ['db.data.example.com', []],
    ['x.queue-0.queue.data.svc.k8s.corp', []],
    ['db.none', []],
    ['db.svc', ['svc/db']],
    ['db-0.svc', []],
    ['redis-0.redis', ['shop/redis']],
    ['queue-0.queue.data', ['data/queue']],
    ['queue-0.queue.data.svc.cluster.local', ['data/queue']],
    // A namespace may be called so too.
    ['db.svc.svc', ['svc/db']],
    ['db.svc.svc.cluster.local', ['svc/db']],
    // Only a headless Service has names for its Pods.
    ['db-0.db', []],
    ['www.example.com', []],
    ['db.example.com', []],
    ['10.96.0.1', []],
  ])('finds the Service of %s', (host, expected) => {
    expect(ofVariable('DB_HOST', host)).toEqual(expected);
    expect(ofVariable('X', `tcp://${host}:1`)).toEqual(expected);
  });

  it.each([
    ['DATABASE_URL', 'postgres://user:s3cret@db', ['shop/db']],
    ['DATABASE_URL', 'postgres://user:s3cret@db.example.com/db', []],
    ['CACHE_URL', 'redis://cache.example.com', []],
    ['DSN', 'user:s3cret@tcp(db:3306)/user', ['shop/db']],
    ['DSN', 'host=db user=user password=s3cret', ['shop/db']],
    ['DSN', 'Server=db,1433;Uid=user;Pwd=s3cret', ['shop/db']],
    ['JDBC', 'jdbc:oracle:thin:user/s3cret@db:1521:user', ['shop/db']],
    ['DB_PASSWORD', 's3cret', []],
    ['DB_PASSWORD', 's3cret:1', []],
    ['DB_USER', 'user', []],
    ['DSN', 'Driver={ODBC};Server=db;Pwd={x;Server=s3cret;y=z}', ['shop/db']],
    ['DATABASE_URL', 'postgres://user:s3cret@s3cret/x?host=db', ['shop/db']],
    ['DD_SERVICE', 'db', []],
    ['NO_PROXY', 'db,db.data.svc', []],
  ])('takes %s=%s for no more than its host', (name, value, expected) => {
    expect(ofVariable(name, value)).toEqual(expected);
  });

  it('says which variable names it, and of its value the host alone', () => {
    expect(
      wires({
        env: [
          {
            name: 'DATABASE_URL',
            value: 'postgres://user:s3cret@db:5432/x?s3cret',
          },
        ],
      }).map(({ ports, evidence }) => ({ ports, evidence })),
    ).toEqual([
      {
        ports: [5432],
        evidence: {
          text: 'Deployment web is configured with the address of Service db (DATABASE_URL)',
          object: expect.objectContaining({ kind: 'Deployment', name: 'web' }),
          fieldPath: 'spec.template.spec.containers[0].env[0].value',
          value: 'db:5432',
        },
      },
    ]);
  });

  it('reads arguments, and gives each Service once', () => {
    expect(targets({ args: ['--db=db:1', '--other', 'http://db'] })).toEqual([
      'shop/db',
    ]);
  });

  it.each<[string[], number[], string, string]>([
    [['DB_HOST=db', 'DB_URL=tcp://db:1'], [1], 'DB_URL', 'db:1'],
    [['DB_HOST=db', 'DB_PORT=1'], [1], 'DB_HOST', 'db:1'],
    [['HOST=db', 'PORT=1', 'URL=tcp://$(HOST):$(PORT)'], [1], 'URL', 'db:1'],
    [
      ['AMQP_URL=amqp://db:2', 'API_URL=http://db.shop:1', 'X=http://db:2'],
      [1, 2],
      'AMQP_URL, API_URL',
      'db:2, db.shop:1',
    ],
    [['A_HOST=db', 'B_HOST=db.shop'], [], 'A_HOST', 'db'],
    // By the scheme, where the Service has such a port.
    [['URL=https://api/x'], [443], 'URL', 'api'],
    [['URL=http://api'], [80], 'URL', 'api'],
    [['URL=http://api:443'], [443], 'URL', 'api:443'],
    [
      ['URL=ws://api.shop', 'X=wss://api'],
      [80, 443],
      'URL, X',
      'api.shop, api',
    ],
    [['URL=grpc://api'], [], 'URL', 'api'],
    [['URL=http://cache'], [], 'URL', 'cache'],
  ])('has of %j all ports', (variables, ports, named, value) => {
    const env = variables.map(variable => {
      const [name, ...rest] = variable.split('=');
      return { name, value: rest.join('=') };
    });
    expect(
      wires({ env }).map(wire => [
        wire.ports,
        wire.evidence.text.match(/\((.*)\)/)?.[1],
        wire.evidence.value,
      ]),
    ).toEqual([[ports, named, value]]);
  });
});

describe('the example apps', () => {
  const examples = join(__dirname, '../../../../examples');

  it.each([
    ['inventory', ['web mongodb MONGODB_HOST']],
    ['journal', ['frontend redis 6379 REDIS_URL']],
    ['erp/onprem', ['reports erp-db 5432 DATABASE_URL']],
    ['erp/cloud', ['portal session-cache 6379 SESSIONS']],
  ])('%s is wired as its manifests say', (folder, expected) => {
    const objects = readdirSync(join(examples, folder))
      .filter(file => file.endsWith('.yaml'))
      .flatMap(file =>
        parseAllDocuments(
          readFileSync(join(examples, folder, file), 'utf8'),
        ).map((document): PlainObject => document.toJS()),
      );
    const store = createStoreFromObjects('onprem', objects);
    const found = objects
      .filter(isWorkload)
      .flatMap(({ apiVersion, kind, metadata: { namespace, name } }) => {
        const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
        const workload = store.get({ group, kind, namespace, name });
        return workload ? wiresOf(workload, store) : [];
      });
    expect(
      found.map(({ workload, service: to, ports, evidence }) =>
        [
          workload.metadata.name,
          to.metadata.name,
          ...ports,
          evidence.text.match(/\((.*)\)/)?.[1],
        ].join(' '),
      ),
    ).toEqual(expected);
  });
});
