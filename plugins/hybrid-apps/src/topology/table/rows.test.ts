import { nodesOf } from '../../__testUtils__/build';
import { componentRows } from './rows';

const node = nodesOf('onprem/shop');

it('what is worst comes first, and what is alike as it came', () => {
  const nodes = [
    node('Deployment', 'b'),
    node('Service', 'quiet', { health: 'unjudged' }),
    node('VirtualMachine', 'off', { health: 'stopped' }),
    node('Deployment', 'broken', { health: 'degraded' }),
    node('Deployment', 'a'),
    node('Deployment', 'rolls', { health: 'progressing' }),
    node('Deployment', 'lost', { health: 'unknown' }),
  ];
  expect(
    componentRows({ nodes, edges: [] }, undefined, undefined).map(
      row => row.node.name,
    ),
  ).toEqual(['broken', 'lost', 'rolls', 'b', 'a', 'off', 'quiet']);
});
