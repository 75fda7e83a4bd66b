import {
  ALL_IPV4,
  ALL_IPV6,
  covers,
  isIPv6,
  parseAddress,
  parseCidr,
} from '../../addresses/ranges';
import type { AddressRange } from '../../addresses/ranges';
import {
  InvalidFieldError,
  flag,
  get,
  isPresent,
  items,
  requiredText,
  text,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { Direction } from '../../policies/types';

/*
 * What Calico's API server and calicoctl refuse though each field by itself can be
 * read. What was stored around them is not asked most of it.
 * Source of all: calico `libcalico-go/lib/validator/v3/validator.go`, by the function
 * that is named.
 */

/** `net` of each: strictly masked (validateIPNetwork), and with a mask (validateRule). */
function checkNet(at: Field, range: AddressRange): void {
  const [address, mask] = requiredText(at).split('/');
  if (mask === undefined) {
    throw new InvalidFieldError(
      at,
      `must be a CIDR such as ${address}/${isIPv6(range.from) ? 128 : 32}`,
    );
  }
  if (parseAddress(address) !== range.from) {
    throw new InvalidFieldError(
      at,
      'must be masked: its address has bits beyond its length',
    );
  }
}

/** The nets of a rule's ends, each with its place. */
function netsOf(rule: Field, keys: readonly string[]) {
  return [get(rule, 'source'), get(rule, 'destination')]
    .flatMap(end => keys.map(key => get(end, key)))
    .flatMap(items)
    .flatMap(at => {
      const range = parseCidr(requiredText(at));
      return range ? [{ at, range }] : [];
    });
}

/**
 * All nets of a rule are of one family, which is that of its ipVersion (validateRule).
 * One that excepts every address makes calico-node fail, and is refused since 3.29.5
 * and 3.30.3 (`felix/rules/policy.go`).
 */
function checkFamilies(rule: Field, ipVersion: number | undefined): void {
  const nets = netsOf(rule, ['nets', 'notNets']);
  const [first] = nets;
  for (const { at, range } of nets) {
    if (isIPv6(range.from) !== isIPv6(first.range.from)) {
      throw new InvalidFieldError(
        at,
        'is of another family than the other nets of the rule: IPv4 and IPv6 need a rule each',
      );
    }
    if (ipVersion !== undefined && isIPv6(range.from) !== (ipVersion === 6)) {
      throw new InvalidFieldError(
        at,
        `is not of the rule's ipVersion ${ipVersion}`,
      );
    }
  }
  const all = netsOf(rule, ['notNets']).find(({ range }) =>
    [ALL_IPV4, ALL_IPV6].some(every => covers(range, every)),
  );
  if (all) {
    throw new InvalidFieldError(
      all.at,
      'excepts every address, so that the rule could match none',
    );
  }
}

/**
 * Whether a protocol is this one, by its name or number. What is neither a text
 * nor a number is none: an object may not even be made a text.
 */
function isProtocol({ value }: Field, name: string, number: number): boolean {
  return typeof value === 'string' || typeof value === 'number'
    ? [name.toLowerCase(), `${number}`].includes(`${value}`.toLowerCase())
    : false;
}

/** validateRule: ICMP is of IPv4, ICMPv6 of IPv6. */
function checkIcmpFamily(rule: Field, ipVersion: number | undefined): void {
  for (const key of ['protocol', 'notProtocol']) {
    const at = get(rule, key);
    const family =
      (isProtocol(at, 'ICMP', 1) && 4) || (isProtocol(at, 'ICMPv6', 58) && 6);
    if (family && ipVersion !== undefined && ipVersion !== family) {
      throw new InvalidFieldError(
        get(rule, 'ipVersion'),
        `must be ${family} with ${key} ${at.value}`,
      );
    }
  }
}

/** validateRule and validateNetworkPolicySpec: HTTP is of TCP, and allowed to come in. */
function checkHttp(rule: Field, direction: Direction): void {
  const http = get(rule, 'http');
  if (!isPresent(http)) {
    return;
  }
  if (direction === 'egress') {
    throw new InvalidFieldError(http, 'may not be in a rule of egress');
  }
  if (text(get(rule, 'action')) !== 'Allow') {
    throw new InvalidFieldError(http, 'may only be in a rule that allows');
  }
  const protocol = get(rule, 'protocol');
  if (isPresent(protocol) && !isProtocol(protocol, 'TCP', 6)) {
    throw new InvalidFieldError(http, 'needs protocol TCP, or none');
  }
}

/** validateRule: also ports by name need a protocol. */
function checkProtocol(rule: Field): void {
  const [port] = [get(rule, 'source'), get(rule, 'destination')]
    .flatMap(end => [get(end, 'ports'), get(end, 'notPorts')])
    .flatMap(items);
  if (port && !isPresent(get(rule, 'protocol'))) {
    throw new InvalidFieldError(
      port,
      'needs a protocol that has ports: TCP, UDP or SCTP',
    );
  }
}

/** validateRule: a Service has ports of its own. */
function checkService(rule: Field): void {
  const destination = get(rule, 'destination');
  const beside = ['ports', 'notPorts']
    .map(key => get(destination, key))
    .find(at => items(at).length > 0);
  if (isPresent(get(destination, 'services')) && beside) {
    throw new InvalidFieldError(
      beside,
      'may not be beside services, whose ports are those of their endpoints',
    );
  }
}

/**
 * Refuses a rule that Calico would refuse.
 * @param isStored - whether it was stored around what checks it
 */
export function checkRule(
  rule: Field,
  direction: Direction,
  ipVersion: number | undefined,
  isStored: boolean,
): void {
  checkFamilies(rule, ipVersion);
  checkIcmpFamily(rule, ipVersion);
  checkHttp(rule, direction);
  checkService(rule);
  if (!isStored) {
    checkProtocol(rule);
    netsOf(rule, ['nets', 'notNets']).forEach(({ at, range }) =>
      checkNet(at, range),
    );
  }
}

/** validateNetworkPolicySpec and validateGlobalNetworkPolicySpec. */
export function checkTypes(spec: Field): void {
  const seen = new Set<unknown>();
  for (const at of items(get(spec, 'types'))) {
    if (seen.has(at.value)) {
      throw new InvalidFieldError(at, 'is there twice');
    }
    seen.add(at.value);
  }
}

/** validateGlobalNetworkPolicySpec: the options for host endpoints. */
export function checkHostOptions(spec: Field): void {
  const [doNotTrack, preDNAT, applyOnForward] = [
    'doNotTrack',
    'preDNAT',
    'applyOnForward',
  ].map(key => ({ at: get(spec, key), isOn: flag(get(spec, key)) }));
  if (doNotTrack.isOn && preDNAT.isOn) {
    throw new InvalidFieldError(preDNAT.at, 'may not be beside doNotTrack');
  }
  if ((doNotTrack.isOn || preDNAT.isOn) && !applyOnForward.isOn) {
    throw new InvalidFieldError(
      applyOnForward.at,
      'must be true beside doNotTrack and preDNAT',
    );
  }
  const egress = get(spec, 'egress');
  const type = items(get(spec, 'types')).find(at => at.value === 'Egress');
  if (preDNAT.isOn && (items(egress).length > 0 || type)) {
    throw new InvalidFieldError(
      items(egress).length > 0 ? egress : type ?? egress,
      'may not be in a policy with preDNAT',
    );
  }
}
