import {
  inventoryTopology,
  mongodb,
  web,
  webService,
} from '../__testUtils__/inventory';
import { listeningPorts } from './listening';

describe('listeningPorts', () => {
  it('are those of the containers, and those that Services send traffic on', () => {
    expect(listeningPorts(web.id, inventoryTopology)).toEqual([
      { port: 8080, protocol: 'TCP' },
    ]);
    expect(listeningPorts(mongodb.id, inventoryTopology)).toEqual([
      { port: 27017, protocol: 'TCP' },
    ]);
  });

  it('follow a name to the port of the container', () => {
    const ports = [
      { port: 80, targetPort: 'http', protocol: 'TCP' as const },
      { port: 53, protocol: 'UDP' as const },
    ];
    const nodes = inventoryTopology.nodes.map(node =>
      node.id === webService.id ? { ...node, facts: { ports } } : node,
    );
    expect(listeningPorts(web.id, { ...inventoryTopology, nodes })).toEqual([
      { port: 8080, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ]);
  });

  it('are none of what is not in the app', () => {
    expect(listeningPorts('gone', inventoryTopology)).toEqual([]);
  });
});
