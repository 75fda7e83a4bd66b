import type { BuiltModel } from '../evaluate/built';
import { formatReference } from '../objects/object';
import type { ObjectReference, Problem } from '../objects/object';
import { notEnforced, uncoveredInterfaces } from './cluster';
import { equalPriorities, shadowed } from './order';
import {
  namedPortsUnresolved,
  openToWorld,
  peersMatchNothing,
  selectsNothing,
} from './policies';
import type { Finding, FindingKind, FindingsOptions } from './types';
import {
  blockedServices,
  egressWithoutDns,
  openBesideIsolated,
} from './workloads';

function ofProblem(problem: Problem): Finding {
  const isInvalid = problem.kind === 'invalid';
  return {
    kind: isInvalid ? 'invalid-object' : 'unsupported-object',
    severity: isInvalid ? 'error' : 'warning',
    object: problem.object,
    path: problem.path,
    message: `${formatReference(problem.object)}: ${problem.message}`,
    fix: isInvalid
      ? 'Correct it: a cluster would refuse it as it stands, or take it otherwise'
      : 'Check by other means what it does',
    related: [],
  };
}

/** What is worth acting on, of everything unless told, sorted by object. */
export function findings(
  model: BuiltModel,
  { about = () => true }: FindingsOptions = {},
): Finding[] {
  const of = (kind: FindingKind) => (object: ObjectReference) =>
    about(object, kind);
  const real = (kind: FindingKind) =>
    model.policies.filter(
      ({ policy }) => !policy.isStandIn && about(policy.reference, kind),
    );
  const found = [
    ...model.problems
      .map(ofProblem)
      .filter(({ object, kind }) => about(object, kind)),
    ...notEnforced(model).filter(({ object, kind }) => about(object, kind)),
    ...real('policy-selects-nothing').flatMap(selectsNothing),
    ...real('peer-matches-nothing').flatMap(each =>
      peersMatchNothing(each, model),
    ),
    ...real('named-port-unresolved').flatMap(each =>
      namedPortsUnresolved(each, model),
    ),
    ...real('rule-open-to-world').flatMap(each => openToWorld(each, model)),
    ...equalPriorities(model, of('equal-priority')),
    ...shadowed(model, of('policy-shadowed')),
    ...egressWithoutDns(model, of('egress-without-dns')),
    ...blockedServices(model, of('service-port-blocked')),
    ...openBesideIsolated(model, of('workload-open-beside-isolated')),
    ...uncoveredInterfaces(model, of('secondary-interface-uncovered')),
  ];
  const place = ({ object, path }: Finding) =>
    `${formatReference(object)} ${path}`;
  return found
    .map(each => ({ each, key: place(each) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}
