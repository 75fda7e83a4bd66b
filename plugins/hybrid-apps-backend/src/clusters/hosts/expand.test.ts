import { hostsIn } from '../../__testUtils__/hostsIn';

describe('references to variables', () => {
  const release = { name: 'RELEASE', value: 'shop' };
  const host = { name: 'PG_HOST', value: 'db' };
  const port = { name: 'PG_PORT', value: '5432' };
  const from = { secretKeyRef: { name: 'db', key: 'x' } };
  const url = (value: string) => ({ name: 'URL', value });

  it.each<[string, object[], string[]]>([
    ['a host', [release, url('http://$(RELEASE)-api:1')], ['shop-api:1']],
    [
      'a host and a port',
      [host, port, url('jdbc:postgresql://$(PG_HOST):$(PG_PORT)/x')],
      ['db:5432', 'db:5432'],
    ],
    [
      'what is expanded itself',
      [release, { name: 'A', value: '$(RELEASE)-a' }, url('http://$(A)')],
      ['shop-a'],
    ],
    [
      'the last before it',
      [release, { ...release, value: 'new' }, url('http://$(RELEASE)')],
      ['new'],
    ],
    ['one that comes later', [url('http://$(RELEASE)'), release], []],
    ['one that nobody knows', [url('http://$(RELEASE)')], []],
    ['an escaped one', [release, url('http://$$(RELEASE)')], []],
    [
      'what is not expanded twice',
      [{ name: 'A', value: '$$(RELEASE)' }, release, url('http://$(A)')],
      [],
    ],
    [
      'one from a Secret, for a host',
      [{ name: 'A', valueFrom: from }, url('http://$(A):80')],
      [],
    ],
    [
      'one from a Secret that hides one before it',
      [release, { name: 'RELEASE', valueFrom: from }, url('http://$(RELEASE)')],
      [],
    ],
    [
      'one from a Secret, for a password',
      [{ name: 'P', valueFrom: from }, url('postgres://u:$(P)@db:1/x')],
      ['db:1'],
    ],
    [
      'one of which nothing else is known, for a password',
      [url('Server=db,1;Pwd=$(P);Uid=$(U)')],
      ['db:1'],
    ],
    [
      'a password, as an address',
      [{ name: 'DB_PASSWORD', value: 'redis:1' }, url('$(DB_PASSWORD)')],
      [],
    ],
  ])('are followed to %s', (_, env, expected) => {
    expect(hostsIn({ env })).toEqual(expected);
  });

  it('are followed in commands and arguments', () => {
    expect(
      hostsIn({
        env: [release],
        command: ['web', '--api=http://$(RELEASE)-api'],
        args: ['--db=$(RELEASE)-db:1', '--x=$(Y):1', '--z=$$(RELEASE):1'],
      }),
    ).toEqual(['shop-api', 'shop-db:1']);
  });

  it('do not grow without end', () => {
    const env = Array.from({ length: 200 }, (_, index) => ({
      name: `V${index}`,
      value: index === 0 ? 'a'.repeat(20) : `$(V${index - 1})`.repeat(500),
    }));
    expect(hostsIn({ env: [...env, host], args: ['$(V199):1'] })).toEqual([
      'db',
    ]);
  });
});

describe('a port that a variable of its own has', () => {
  it.each<[string[], string[]]>([
    [['DB_HOST=db', 'DB_PORT=5432'], ['db:5432']],
    [['DB_PORT=5432', 'DB_HOST=db'], ['db:5432']],
    [['PGHOST=db', 'PGPORT=5432'], ['db:5432']],
    [['spring.redis.host=db', 'spring.redis.port=1'], ['db:1']],
    [['dbHost=db', 'dbPort=1'], ['db:1']],
    [
      ['DB_HOSTS=a,b:2', 'DB_PORT=1'],
      ['a:1', 'b:2'],
    ],
    [['N=1', 'DB_PORT=$(N)', 'DB_SERVER=db'], ['db:1']],
    [['DB_HOST=db:1', 'DB_PORT=2'], ['db:1']],
    [['DB_HOST=http://db', 'DB_PORT=2'], ['db']],
    [
      ['DB_HOST=db', 'DB_PORT=tcp://10.0.0.1:2'],
      ['db', '10.0.0.1:2'],
    ],
    [['DB_HOST=db', 'DB_PORT=70000'], ['db']],
    [['DB_HOST=db', 'CACHE_PORT=2'], ['db']],
    // Of its own server
    [['HOST=db', 'PORT=2'], ['db']],
  ])('%j', (variables, expected) => {
    const env = variables.map(variable => {
      const [name, value] = variable.split('=');
      return { name, value };
    });
    expect(hostsIn({ env })).toEqual(expected);
  });
});
