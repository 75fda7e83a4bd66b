import {
  ingress,
  inventoryTopology,
  web,
  webService,
} from '../__testUtils__/inventory';
import { brokenTrace, noTrace } from '../__testUtils__/trace';
import { traceHighlight } from './highlight';

describe('the way of a request in the graph', () => {
  it('lights the cards that it goes along, and the wires between', () => {
    const lit = traceHighlight(inventoryTopology, brokenTrace);
    // The Pod at its end is drawn as its Deployment.
    expect([...(lit?.nodes ?? [])].sort()).toEqual(
      [ingress.id, webService.id, web.id].sort(),
    );
    const wires = inventoryTopology.edges
      .filter(({ id }) => lit?.edges.has(id))
      .map(({ source, target }) => [source, target]);
    expect(wires).toEqual([
      [ingress.id, webService.id],
      [webService.id, web.id],
    ]);
  });

  it('dims nothing where there is no way', () => {
    expect(traceHighlight(inventoryTopology, undefined)).toBeUndefined();
    expect(traceHighlight(inventoryTopology, noTrace('x'))).toBeUndefined();
  });
});
