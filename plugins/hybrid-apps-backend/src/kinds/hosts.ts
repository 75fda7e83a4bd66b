/**
 * Which hosts a name with `*.` in front of it stands for; a name without stands
 * for itself. All in lower case.
 */

/**
 * For any labels before: `*.example.com` for `a.b.example.com`.
 * Source: Gateway API, Hostname.
 */
export const coversAnyLabels = (name: string, host: string): boolean =>
  name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));

/** The names that stand for a host by {@link coversOneLabel}: itself, and the one with `*.` for its first label. */
export const namesCovering = (host: string): string[] =>
  host.indexOf('.') > 0 ? [host, `*${host.slice(host.indexOf('.'))}`] : [host];

/**
 * For one label before: `*.example.com` for `a.example.com` alone.
 * Source: k8s.io/api/networking/v1, IngressRule.Host; RFC 6125, 6.4.3.
 */
export const coversOneLabel = (name: string, host: string): boolean =>
  namesCovering(host).includes(name);

/**
 * Whether a name is one of a cluster's own DNS, or of the machine itself, which
 * no way in from outside has, whatever hosts it claims.
 * Source: Kubernetes, DNS for Services and Pods; RFC 6761, 6.3.
 */
export const isNameWithin = (host: string): boolean =>
  /(?:^|\.)localhost\.?$|\.svc(?:\.|$)|\.cluster\.local\.?$/i.test(host);
