/** Resources as people call them. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['cpu', 'CPU'],
  ['ephemeral-storage', 'disk space'],
  ['devices.kubevirt.io/kvm', 'virtualization (KVM)'],
]);

/**
 * What the scheduler says of nodes, and what it means.
 * Source: kubernetes, `pkg/scheduler/framework/plugins`, reasons of filters.
 */
const REASONS: ReadonlyArray<readonly [RegExp, (what: string) => string]> = [
  [
    /^Insufficient (.+)$/,
    what => `without enough ${RESOURCES.get(what) ?? what}`,
  ],
  [/^Too many pods$/, () => 'full of pods'],
  [
    /^node\(s\) had untolerated taint\(?s?\)? ?(?:\{(.*?)(?:: *)?\})?$/,
    what => `with a taint that it does not tolerate${what && ` (${what})`}`,
  ],
  [
    /^node\(s\) didn't match Pod's node affinity\/selector$/,
    () => 'that its node selector or affinity does not want',
  ],
  [
    /^node\(s\) had volume node affinity conflict$/,
    () => 'that its volume cannot be reached from',
  ],
  [/^node\(s\) were unschedulable$/, () => 'closed for new pods'],
  [
    /^node\(s\) didn't have free ports for the requested pod ports$/,
    () => 'where its host port is taken',
  ],
  [
    /^node\(s\) didn't match pod (?:anti-affinity|affinity) rules$/,
    () => 'that its rules on other pods rule out',
  ],
  [
    /^node\(s\) didn't match pod topology spread constraints.*$/,
    () => 'where its pods would be spread unevenly',
  ],
];

/** Of `2 Insufficient cpu`: `2 without enough CPU`; undefined of what is not known. */
function inWords(clause: string): string | undefined {
  const [, count, reason = ''] = clause.match(/^(\d+) (.+)$/) ?? [];
  for (const [pattern, words] of REASONS) {
    const match = reason.match(pattern);
    if (match) {
      return `${count} ${words(match[1] ?? '')}`;
    }
  }
  return undefined;
}

/**
 * Why no node takes a Pod, in people's words, without what the scheduler says
 * of preemption. What is not understood stays as it is.
 * Source: kubernetes, `pkg/scheduler/framework/types.go`, `FitError.Error`.
 */
export function whyNoNode(message: string): string {
  const why = message
    .replace(/[.,]? (?:no new claims to deallocate, )?preemption: [^]*$/, '')
    .replace(/\.$/, '');
  const [, nodes, clauses] =
    why.match(/^0\/(\d+) nodes are available: (.+)$/) ?? [];
  const words = clauses?.split(/, (?=\d)/).map(inWords);
  return words?.every(word => word !== undefined)
    ? `of ${nodes} ${nodes === '1' ? 'node' : 'nodes'}, ${words.join(', ')}`
    : why;
}
