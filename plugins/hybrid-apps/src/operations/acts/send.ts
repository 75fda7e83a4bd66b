import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError, toError } from '@backstage/errors';
import {
  ActDone,
  HybridAppsApi,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { asError } from '../../api';

/** What came of asking for an act. */
export type Sent =
  | { is: 'told'; done: ActDone }
  | { is: 'refused'; error: Error }
  | { is: 'lost'; error: Error };

/** What a proxy says for a backend that it did not hear. Source: RFC 9110, 15.6.3 and 15.6.5. */
const OF_PROXIES = [502, 504];

/** Whether somebody answered who knows that nothing was done. */
const isAnswer = (error: unknown): boolean =>
  error instanceof ResponseError && !OF_PROXIES.includes(error.statusCode);

/**
 * Asks for an act. Where the answer is lost it is asked for once more, by the same
 * id, so that it is not done twice.
 */
export async function send(
  api: Pick<HybridAppsApi, 'performAct'>,
  app: CompoundEntityRef,
  request: PerformActRequest,
): Promise<Sent> {
  let lost: unknown;
  for (let time = 0; time < 2; time++) {
    try {
      return { is: 'told', done: await api.performAct(app, request) };
    } catch (error) {
      if (isAnswer(error)) {
        return { is: 'refused', error: asError(error) };
      }
      lost = error;
    }
  }
  return {
    is: 'lost',
    error: lost instanceof ResponseError ? lost.cause : toError(lost),
  };
}
