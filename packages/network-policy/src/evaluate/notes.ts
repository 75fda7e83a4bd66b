import type { Endpoint } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Rule } from '../policies/types';
import type { BuiltModel } from './built';
import type { Case, CaseVerdict } from './cases';
import { addressesMatch } from './podAddresses';
import { answerPorts } from './rules';
import type { CompiledPolicy } from './tracks';
import { NO } from './truth';
import type { DirectionVerdict } from './types';

const IP_BLOCKS =
  'ipBlock is taken to mean addresses outside the cluster; whether it matches pods too depends on the network plugin (option ipBlockMatchesPods)';

/** Whether the rule has an ipBlock that holds an address of the pod, or may: it has none yet. */
function namesAddressOf(rule: Rule, pod: Endpoint): boolean {
  return (rule.peers ?? []).some(
    ({ match }) =>
      match.type === 'addresses' &&
      !match.pods &&
      addressesMatch(match.ranges, pod) !== NO,
  );
}

/** Whether a connection of pods is denied, and would not be if ipBlocks meant pods too. */
function hangsOnIpBlock(
  { classes, tracks }: BuiltModel,
  { decision, direction }: DirectionVerdict,
  { source, destination, traffic }: Case,
): boolean {
  if (
    decision.by !== 'tier-default' ||
    typeof source === 'bigint' ||
    typeof destination === 'bigint'
  ) {
    return false;
  }
  const isIngress = direction === 'ingress';
  const peer = isIngress ? source : destination;
  const own = classes.of.get(isIngress ? destination : source);
  const target = classes.of.get(destination);
  if (!own || !target) {
    return false;
  }
  const mightAllow = ({ policy }: CompiledPolicy) =>
    decision.policies.includes(policy.reference) &&
    (policy[direction] ?? []).some(
      rule =>
        namesAddressOf(rule, peer) &&
        answerPorts(rule, traffic, target).match !== NO,
    );
  return tracks[direction][own.id].tiers.some(({ groups }) =>
    groups.some(group => group.some(mightAllow)),
  );
}

/** The VMs at either end that the pod network does not lead to. */
function offPodNetwork(cases: readonly Case[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { source, destination } of cases) {
    for (const end of [source, destination]) {
      if (typeof end !== 'bigint' && end.offPodNetwork) {
        found.add(formatPeer(end.peer));
      }
    }
  }
  return found;
}

/**
 * What a reader of a verdict should know beside it: what it takes for granted.
 *
 * @param cases - all connections that were asked about
 * @param shown - the one whose verdicts are told
 */
export function notesOn(
  model: BuiltModel,
  cases: readonly Case[],
  shown: Case,
  { egress, ingress }: CaseVerdict,
): string[] {
  const hangs =
    hangsOnIpBlock(model, egress, shown) ||
    hangsOnIpBlock(model, ingress, shown);
  return [
    ...(hangs ? [IP_BLOCKS] : []),
    ...[...offPodNetwork(cases)].map(
      vm =>
        `${vm} has no interface on the pod network: the verdict is about its virt-launcher pod, and nothing reaches the VM that way`,
    ),
  ];
}
