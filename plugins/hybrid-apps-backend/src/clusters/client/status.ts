import { z } from 'zod';
import { KubeStatusError } from './errors';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const statusSchema = z.object({
  kind: z.literal('Status'),
  code: z.number().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  details: z
    .object({
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** Longest part of an answer that is no Status, like a proxy's error page, to tell. */
const MAX_TEXT = 300;

/** The error for an answer that is no success, or for an ERROR event's object. */
export function toStatusError(options: {
  cluster: string;
  method: string;
  path: string;
  /** Of the HTTP answer; the Status object's own goes first. */
  httpStatus: number;
  body: unknown;
  /** The header of that name, in seconds. */
  retryAfter?: string;
  /** The user whom the request bore. */
  as?: string;
}): KubeStatusError {
  const { cluster, method, path, httpStatus, body, retryAfter, as } = options;
  const parsed = statusSchema.safeParse(body);
  const status = parsed.success ? parsed.data : undefined;
  const seconds = Number(retryAfter ?? status?.details?.retryAfterSeconds);
  return new KubeStatusError({
    cluster,
    method,
    path,
    code: status?.code ?? httpStatus,
    reason: status?.reason,
    serverMessage:
      status?.message ||
      (typeof body === 'string' && body.trim().slice(0, MAX_TEXT)) ||
      'no reason given',
    causes: status?.details?.causes,
    as,
    ...(seconds > 0 && { retryAfterMs: seconds * 1000 }),
  });
}
