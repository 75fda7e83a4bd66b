import { isIP } from 'node:net';
import { KubeObject } from '../../clusters';
import { at, text, texts } from '../../objects';
import { coversOneLabel } from '../hosts';

/** The hosts and addresses that a certificate is for. */
export const certificateHosts = (certificate: KubeObject): string[] => [
  ...texts(at(certificate, 'spec', 'dnsNames')),
  ...texts(at(certificate, 'spec', 'ipAddresses')),
];

/**
 * Whether clients take a certificate for a host. The common name counts for none,
 * and no name for an address.
 * Source: RFC 6125, 6.4.3 and RFC 9525, 6.3 and 6.4; cert-manager, apis/certmanager/v1,
 * CertificateSpec.DNSNames.
 */
export const isCertificateFor = (
  certificate: KubeObject,
  host: string,
): boolean =>
  isIP(host) === 0
    ? texts(at(certificate, 'spec', 'dnsNames')).some(name =>
        coversOneLabel(name.toLocaleLowerCase('en-US'), host),
      )
    : texts(at(certificate, 'spec', 'ipAddresses')).includes(host);

/**
 * When a certificate ended, or from when on it counts, where it does not count now.
 * Source: cert-manager, apis/certmanager/v1, CertificateStatus.NotAfter, NotBefore.
 */
export function outOfTime(
  certificate: KubeObject,
  now: Date,
): { is: 'expired' | 'early'; time: string; fieldPath: string } | undefined {
  const after = text(at(certificate, 'status', 'notAfter'));
  const before = text(at(certificate, 'status', 'notBefore'));
  if (after && Date.parse(after) < now.getTime()) {
    return { is: 'expired', time: after, fieldPath: 'status.notAfter' };
  }
  return before && Date.parse(before) > now.getTime()
    ? { is: 'early', time: before, fieldPath: 'status.notBefore' }
    : undefined;
}
