/** Why an API server refused, field by field, as its Status says. */
export interface StatusCause {
  reason?: string;
  message?: string;
  /** Like `spec.ports[0].port`. */
  field?: string;
}

/** An API server answered, with something other than success. */
export class KubeStatusError extends Error {
  readonly name = 'KubeStatusError';
  readonly cluster: string;
  readonly path: string;
  /**
   * The HTTP status, like 404. It is not called `status`, which would make it
   * the status of the portal's own answer.
   */
  readonly code: number;
  /** The Status object's reason, like `NotFound` or `AlreadyExists`. */
  readonly reason?: string;
  /** What the server itself said. */
  readonly serverMessage: string;
  readonly causes: readonly StatusCause[];
  /** The user whom the request bore; undefined where it was the portal's own. */
  readonly as?: string;
  /** When the server asked to come back, in milliseconds from the answer. */
  readonly retryAfterMs?: number;

  constructor(options: {
    cluster: string;
    method: string;
    path: string;
    code: number;
    reason?: string;
    serverMessage: string;
    causes?: readonly StatusCause[];
    as?: string;
    retryAfterMs?: number;
  }) {
    const { cluster, method, path, code, serverMessage } = options;
    const hint =
      code === 401
        ? '; check the credential that the kubernetes plugin has for it'
        : '';
    super(
      `Cluster '${cluster}' answered ${code} to ${method} ${path}: ${serverMessage}${hint}`,
    );
    this.cluster = cluster;
    this.path = path;
    this.code = code;
    this.reason = options.reason;
    this.serverMessage = serverMessage;
    this.causes = options.causes ?? [];
    this.as = options.as;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** An API server could not be reached, or its answer broke off. */
export class KubeConnectionError extends Error {
  readonly name = 'KubeConnectionError';
  readonly cluster: string;
  readonly path: string;
  /** Whether it is sure that nothing was asked of the server, so that nothing was done. */
  readonly isUnsent: boolean;

  constructor(options: {
    cluster: string;
    method: string;
    path: string;
    message: string;
    /** Not known unless told. */
    isUnsent?: boolean;
    cause?: unknown;
  }) {
    const { cluster, method, path, message, cause } = options;
    super(`Cluster '${cluster}' did not answer ${method} ${path}: ${message}`, {
      cause,
    });
    this.cluster = cluster;
    this.path = path;
    this.isUnsent = options.isUnsent ?? false;
  }
}
