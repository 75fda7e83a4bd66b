import { toError } from '@backstage/errors';

/** Whom nobody could be had of. */
interface Server {
  /** Like `the API server`. */
  called: string;
  /** Where its certificate authority is set, like `the cluster's caData or caFile`. */
  ca: string;
}

/** Of a certificate that is not trusted. */
const UNTRUSTED = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What ends a connection before anything is asked over it. */
const UNCONNECTED = [
  ...UNTRUSTED,
  'CERT_HAS_EXPIRED',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Whether there was no connection over which anything could be asked. */
export function isUnconnected(error: unknown): boolean {
  const { code, syscall } = toError(error);
  return syscall === 'connect' || UNCONNECTED.includes(String(code));
}

/** Why a server gave no answer, and what to look at. */
export function explain(error: unknown, { called, ca }: Server): string {
  const { name, message, code } = toError(error);
  if (UNTRUSTED.includes(String(code))) {
    return `its certificate is not trusted; set ${ca}`;
  }
  switch (code) {
    case 'ECONNREFUSED':
      return `connection refused; is ${called} up, and its URL right?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host name cannot be resolved; is its URL right?';
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return 'no answer in time';
    default:
      // A refused connection to a name with two addresses has no message.
      return message || String(code ?? name);
  }
}
