import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryTopology } from '../__testUtils__/inventory';
import { vmCard } from './__testUtils__/page';
import { TopologyContent } from './TopologyContent';
import { pictureOf } from './view';

describe('the export', () => {
  const saved: Array<{ name: string; content: Blob }> = [];
  const urls = {
    createObjectURL: URL.createObjectURL,
    revokeObjectURL: URL.revokeObjectURL,
  };

  beforeEach(() => {
    saved.length = 0;
    const contents: Blob[] = [];
    URL.createObjectURL = blob => `blob:${contents.push(blob as Blob) - 1}`;
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        const [, index] = this.href.split(':');
        saved.push({ name: this.download, content: contents[Number(index)] });
      });
  });

  afterEach(() => {
    Object.assign(URL, urls);
    jest.restoreAllMocks();
  });

  /** Chooses from the menu, and gives what was saved. */
  async function save(item: string) {
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const [{ name, content }] = saved;
    return { name, text: await content.text() };
  }

  it('saves the graph as an image with the names, states and ports it shows', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save('Graph as SVG');
    expect(name).toBe('inventory-topology.svg');
    const image = new DOMParser().parseFromString(text, 'image/svg+xml');
    const texts = [...image.querySelectorAll('text')].map(
      ({ textContent }) => textContent,
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'onprem / inventory',
        'mongodb-vm',
        '✓ Running · isolated',
        '✓ 2/2 ready · isolated',
        '27017',
        '⇄ mongodb :27017',
      ]),
    );
    expect(texts).not.toContain('web-config');
  });

  it.each([
    [
      'Mermaid',
      'inventory-topology.mmd',
      'n5[["VM mongodb-vm - Service mongodb 27017"]]',
    ],
    [
      'D2',
      'inventory-topology.d2',
      'n5: "VM mongodb-vm - Service mongodb 27017" {',
    ],
    ['Table as CSV', 'inventory-topology.csv', 'mongodb-vm,VM,'],
    // What is no state has a column of its own.
    ['Table as CSV', 'inventory-topology.csv', 'inventory,,27017,'],
  ])('saves what is shown as %s', async (item, file, line) => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save(item);
    expect(name).toBe(file);
    expect(text).toContain(line);
    expect(text).not.toContain('web-config');
  });

  it('saves all that the backend answered as JSON', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save('All of it as JSON');
    expect(name).toBe('inventory-topology.json');
    expect(JSON.parse(text)).toEqual(inventoryTopology);
  });

  it('says in its menu what each format is good for, by keyboard too', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    act(() => screen.getByRole('button', { name: 'Export' }).focus());
    await user.keyboard('{Enter}');
    const group = await screen.findByRole('group', {
      name: 'Text for documents',
    });
    expect(within(group).getAllByRole('menuitem')).toHaveLength(2);
    expect(
      screen.getByRole('menuitem', { name: 'Graph as SVG' }),
    ).toHaveFocus();
  });

  it('prints the graph and the whole table, and takes the sheet away again', async () => {
    const onPaper: Array<string | null> = [];
    const pictures: number[] = [];
    window.print = () => {
      const sheet = document.body.lastElementChild;
      onPaper.push(
        ...[...(sheet?.querySelectorAll('td, caption') ?? [])].map(
          ({ textContent }) => textContent,
        ),
      );
      pictures.push(sheet?.querySelectorAll('svg').length ?? 0);
    };
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Print graph and table' }),
    );
    await waitFor(() => expect(pictures).toEqual([1]));
    const picture = pictureOf(inventoryTopology, ['traffic', 'storage']);
    expect(onPaper).toEqual(
      expect.arrayContaining([
        'Components',
        'Connections',
        ...picture.nodes.map(({ name }) => name),
        ...picture.edges.map(({ evidence }) => evidence.text),
      ]),
    );
    expect(document.querySelectorAll('caption')).toHaveLength(2);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelectorAll('caption')).toHaveLength(0);
  });
});
