import fc from 'fast-check';
import { orderOf } from './order';

/** `web>api` for: web needs api. */
const needs = (...texts: string[]) =>
  texts.map(text => {
    const [source, target] = text.split('>');
    return { source, target };
  });

/** The stages as texts, the first one first. */
function stagesOf(components: string, ...wires: string[]) {
  const { ranks, cycles } = orderOf(components.split(' '), needs(...wires));
  const stages: string[][] = [];
  [...ranks].forEach(([id, rank]) => (stages[rank] ??= []).push(id));
  return {
    stages: stages.map(stage => stage.sort().join(' ')),
    cycles: cycles.map(cycle => cycle.join(' ')),
  };
}

describe('the order in which an app is stopped', () => {
  it.each<[string, string, string[], string[], string[]]>([
    [
      'who calls before what is called',
      'db api web',
      ['web>api', 'api>db'],
      ['web', 'api', 'db'],
      [],
    ],
    [
      'at a time what has nothing to do with each other',
      'a b c',
      [],
      ['a b c'],
      [],
    ],
    [
      'a diamond by its longest side',
      'web a b c db',
      ['web>a', 'a>b', 'b>db', 'web>c', 'c>db'],
      ['web', 'a c', 'b', 'db'],
      [],
    ],
    [
      'two apart, each from its first on',
      'a b x y',
      ['a>b', 'x>y'],
      ['a x', 'b y'],
      [],
    ],
    [
      'a cycle at a time, and tells it',
      'web a b db',
      ['web>a', 'a>b', 'b>a', 'b>db'],
      ['web', 'a b', 'db'],
      ['a b'],
    ],
    [
      'two cycles one after the other',
      'a b c d',
      ['a>b', 'b>a', 'b>c', 'c>d', 'd>c'],
      ['a b', 'c d'],
      ['a b', 'c d'],
    ],
    [
      'what calls itself as if it did not',
      'a b',
      ['a>a', 'a>b'],
      ['a', 'b'],
      [],
    ],
    [
      'nothing that is no component',
      'a',
      ['a>elsewhere', 'elsewhere>a'],
      ['a'],
      [],
    ],
  ])('is: %s', (_, components, wires, stages, cycles) => {
    expect(stagesOf(components, ...wires)).toEqual({ stages, cycles });
  });

  it('is the same however it is asked for, and holds each need that is in no cycle', () => {
    const id = fc.constantFrom(...'abcdefgh');
    fc.assert(
      fc.property(
        fc.uniqueArray(id),
        fc.array(fc.record({ source: id, target: id })),
        (components, wires) => {
          const { ranks, cycles } = orderOf(components, wires);
          expect(
            orderOf([...components].reverse(), [...wires].reverse()),
          ).toEqual({ ranks, cycles });
          const isOneKnot = ({ source, target }: (typeof wires)[number]) =>
            cycles.some(
              cycle => cycle.includes(source) && cycle.includes(target),
            );
          const held = wires.filter(
            one =>
              one.source !== one.target &&
              ranks.has(one.source) &&
              ranks.has(one.target),
          );
          expect(
            held.map(
              ({ source, target }) => ranks.get(source)! < ranks.get(target)!,
            ),
          ).toEqual(held.map(one => !isOneKnot(one)));
        },
      ),
    );
  });

  it('takes a chain of any length', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => `n${at}`);
    const { ranks } = orderOf(
      ids,
      ids.slice(1).map((target, at) => ({ source: ids[at], target })),
    );
    expect(ranks.get('n19999')).toBe(19_999);
  });
});
