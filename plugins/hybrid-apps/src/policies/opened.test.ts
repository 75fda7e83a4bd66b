import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  areApart,
  FRESH,
  isToldOf,
  linesOf,
  Opened,
  OpenedPeers,
  openOf,
  parentsOf,
  readOpen,
  toggled,
  withOpened,
} from './opened';

const peer = (id: string, more: Partial<Peer> = {}): Peer => ({
  id,
  kind: 'Deployment',
  name: id,
  inApp: false,
  ...more,
});
const group = (id: string, more: Partial<Peer> = {}) =>
  peer(id, { kind: 'Namespace', workloads: 2, expandable: true, ...more });

const web = peer('web', { inApp: true });
const [a, b, others] = ['a', 'b', 'others'].map(id => group(id));
const connection = (source: Peer, destination: Peer): Connection => ({
  source: source.id,
  destination: destination.id,
  verdict: 'allowed',
  ports: 'TCP 80',
});
const part = (...items: Peer[]): Opened => ({
  part: {
    items,
    connections: items.map(item => connection(item, web)),
    others: [web],
  },
  isLoading: false,
  isLater: false,
});
const of = (all: Record<string, Opened>): OpenedPeers =>
  new Map(Object.entries(all));
const words = (...args: Parameters<typeof linesOf>) =>
  linesOf(...args).map(line =>
    'peer' in line
      ? `${line.depth} ${line.peer.id}`
      : `${line.depth} note of ${line.of.id}`,
  );

describe('what is open', () => {
  it('has what it stands for after it, in as many depths as there are', () => {
    const opened = of({ others: part(a, b), b: part(peer('b1')) });
    expect(words([web, others], opened)).toEqual([
      '0 web',
      '0 others',
      '1 a',
      '1 b',
      '2 b1',
    ]);
    expect([...parentsOf([web, others], opened)]).toEqual([
      ['a', 'others'],
      ['b', 'others'],
      ['b1', 'b'],
    ]);
  });

  it.each<[string, Opened]>([
    ['is loading', { ...part(peer('a1')), isLoading: true }],
    ['has failed', { ...part(peer('a1')), error: new Error('no') }],
    ['is not the first part', { ...part(peer('a1')), isLater: true }],
    [
      'has more',
      {
        ...part(peer('a1')),
        part: {
          items: [peer('a1')],
          connections: [],
          others: [],
          nextCursor: 'x',
        },
      },
    ],
    ['is empty', part()],
  ])('says so where it %s', (_, opened) => {
    expect(words([a], of({ a: opened })).at(-1)).toBe('1 note of a');
  });

  it('tells no more than that where it is all there', () => {
    expect(words([a], of({ a: part(peer('a1')) }))).toEqual(['0 a', '1 a1']);
  });

  it('is those of the URL that there are, in its order', () => {
    const [outer, inner] = [group('outer'), group('inner')];
    const open = (ids: string[], told: Record<string, Opened> = {}) => [
      ...openOf([web, outer, a], ids, of(told)).keys(),
    ];
    const all = ['inner', 'outer', 'none', 'web'];
    expect(open(all)).toEqual(['outer']);
    expect(open(all, { outer: part(inner) })).toEqual(['inner', 'outer']);
    // Nobody sees what is in a peer that is closed.
    expect(open(['inner'], { outer: part(inner) })).toEqual([]);
    expect(openOf([a], ['a'], new Map()).get('a')).toEqual(FRESH);
  });

  it('is told together with the status, each connection once', () => {
    const status = {
      peers: [web, a],
      connections: [connection(a, web)],
    };
    const a1 = peer('a1');
    const told = withOpened(status, of({ a: part(a1), b: part(peer('b1')) }));
    expect(told.peers).toEqual([web, a, a1]);
    expect(told.connections).toEqual([connection(a, web), connection(a1, web)]);
  });

  it('leaves open what is between two that are within others', () => {
    const own = peer('own', { inApp: true });
    const top = new Set([web.id, a.id]);
    expect(isToldOf(peer('a1'), web, top)).toBe(true);
    expect(isToldOf(own, a, top)).toBe(true);
    expect(isToldOf(own, peer('a1'), top)).toBe(false);
    expect(isToldOf(own, peer('other', { inApp: true }), top)).toBe(false);
    expect(isToldOf(peer('a1'), a, top)).toBe(false);
  });
});

describe('what the URL says is open', () => {
  /** After these have been pressed, one by one. */
  const press = (...ids: string[]) =>
    readOpen(
      ids.reduce<string | null>(
        (text, id) => toggled(readOpen(text), id),
        null,
      ),
    );

  it('is what was opened and not closed again', () => {
    const odd = 'a,b/%2C ä';
    expect(press('a', odd, 'c', 'a')).toEqual([odd, 'c']);
    expect(press('a', 'a')).toEqual([]);
  });

  it('is five at most: the first one closes', () => {
    expect(press('1', '2', '3', '4', '5', '6')).toEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(readOpen('1,2,3,4,5,6,7')).toEqual(['3', '4', '5', '6', '7']);
  });

  it('is no longer than a URL may be, where one alone is not', () => {
    const long = ['x', 'y', 'z'].map(letter => letter.repeat(900));
    expect(press(...long)).toEqual(long.slice(1));
    const longer = 'w'.repeat(2_500);
    expect(press(...long, longer)).toEqual([longer]);
  });

  it.each(['%', 'a,%E4%'])('is nothing where it cannot be read: %s', text =>
    expect(readOpen(text)).toEqual([]),
  );
});

describe('two peers', () => {
  const on = (cluster: string | undefined, more: Partial<Peer> = {}) =>
    peer('p', { cluster, ...more });
  it.each([
    ['of one cluster', on('a'), on('a'), false],
    ['of two clusters', on('a'), on('b'), true],
    ['and an address', on('a'), on(undefined, { kind: 'External' }), false],
    [
      'and an address as one cluster sees it',
      on('a'),
      on('b', { kind: 'External' }),
      false,
    ],
  ])('%s are apart: %#', (_, source, destination, apart) => {
    expect(areApart(source, destination)).toBe(apart);
    expect(areApart(destination, source)).toBe(apart);
  });
});
