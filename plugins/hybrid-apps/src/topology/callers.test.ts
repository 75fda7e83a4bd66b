import { edge, nodesOf } from '../__testUtils__/build';
import { callersOf } from './callers';

const node = nodesOf('onprem/shop');
const web = node('Deployment', 'web');
const api = node('Deployment', 'api');
const service = node('Service', 'db');
const db = node('VirtualMachine', 'db');
const serves = edge(service, db, 'selects', 'It selects it.');

describe('who calls a workload', () => {
  it.each([
    ['nobody, where nothing says so', [serves], undefined],
    [
      'who calls the Service in front of it',
      [serves, edge(web, service, 'connects', '')],
      1,
    ],
    [
      'each once, by whichever way',
      [
        serves,
        edge(web, service, 'connects', ''),
        edge(web, db, 'depends-on', ''),
        edge(api, db, 'connects', ''),
      ],
      2,
    ],
    [
      'not whom policy denies to',
      [serves, edge(web, service, 'connects', '', { verdict: 'denied' })],
      undefined,
    ],
    ['not itself', [serves, edge(db, service, 'connects', '')], undefined],
    [
      'not what is none of a caller',
      [serves, edge(web, db, 'mounts', '')],
      undefined,
    ],
  ] as const)('is %s', (_, edges, count) => {
    expect(callersOf({ edges: [...edges] }).get(db.id)).toBe(count);
  });
});
