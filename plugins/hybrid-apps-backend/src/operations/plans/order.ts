/** That one component needs another: it calls it, or is declared to depend on it. */
export interface Need {
  source: string;
  target: string;
}

/** In which order components are stopped; they are started in the reverse one. */
export interface Order {
  /** Of each component: 0 is stopped first. What is of one rank is stopped at a time. */
  ranks: ReadonlyMap<string, number>;
  /** Components that need each other all round, so that none of them comes first; sorted. */
  cycles: string[][];
}

/** Where a walk is: at a node, with those that are still to be looked at from there. */
interface Step {
  node: string;
  left: string[];
}

/**
 * The nodes by what they reach and are reached by, those that are needed before
 * those that need them. A walk without recursion: a chain of thousands would end
 * the stack.
 * Source: R. Tarjan, Depth-first search and linear graph algorithms (1972).
 */
function knots(
  nodes: readonly string[],
  needsOf: (node: string) => readonly string[],
): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const found: string[][] = [];
  const lower = (node: string, to: number) =>
    low.set(node, Math.min(low.get(node) ?? to, to));
  const enter = (node: string): Step => {
    index.set(node, index.size);
    lower(node, index.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, left: [...needsOf(node)] };
  };
  const leave = (node: string) => {
    if (low.get(node) !== index.get(node)) {
      return;
    }
    const knot = path.splice(path.lastIndexOf(node));
    knot.forEach(one => onPath.delete(one));
    found.push(knot.sort());
  };
  for (const root of nodes) {
    const walk = index.has(root) ? [] : [enter(root)];
    while (walk.length > 0) {
      const { node, left } = walk[walk.length - 1];
      const next = left.pop();
      if (next === undefined) {
        walk.pop();
        leave(node);
        const before = walk[walk.length - 1];
        if (before) {
          lower(before.node, low.get(node) ?? 0);
        }
      } else if (!index.has(next)) {
        walk.push(enter(next));
      } else if (onPath.has(next)) {
        lower(node, index.get(next) ?? 0);
      }
    }
  }
  return found;
}

/**
 * The order in which an app is stopped: who calls before what is called. What
 * has nothing to do with each other is of one rank, and so is what needs each
 * other all round. The same components and needs give the same order in whatever
 * order they come.
 */
export function orderOf(
  components: readonly string[],
  needs: readonly Need[],
): Order {
  const nodes = [...new Set(components)].sort();
  const targets = new Map(nodes.map(node => [node, new Set<string>()]));
  for (const { source, target } of needs) {
    if (source !== target && targets.has(target)) {
      targets.get(source)?.add(target);
    }
  }
  const needsOf = (node: string) => [...(targets.get(node) ?? [])];
  const found = knots(nodes, needsOf);
  const ranks = new Map(nodes.map(node => [node, 0]));
  for (const knot of found.reverse()) {
    const rank = Math.max(...knot.map(one => ranks.get(one) ?? 0));
    knot.forEach(one => ranks.set(one, rank));
    for (const target of knot.flatMap(needsOf)) {
      if (!knot.includes(target)) {
        ranks.set(target, Math.max(ranks.get(target) ?? 0, rank + 1));
      }
    }
  }
  return {
    ranks,
    cycles: found
      .filter(({ length }) => length > 1)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  };
}
