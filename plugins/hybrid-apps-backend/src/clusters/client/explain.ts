import { toError } from '@backstage/errors';

/** Whom nobody could be had of. */
interface Server {
  /** Like `the API server`. */
  called: string;
  /** Where its certificate authority is set, like `the cluster's caData or caFile`. */
  ca: string;
}

/** Why a server gave no answer, and what to look at. */
export function explain(error: unknown, { called, ca }: Server): string {
  const { name, message, code } = toError(error);
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
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `its certificate is not trusted; set ${ca}`;
    default:
      // A refused connection to a name with two addresses has no message.
      return message || String(code ?? name);
  }
}
