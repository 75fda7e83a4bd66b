import { useApi } from '@backstage/frontend-plugin-api';
import {
  ConnectionChange,
  PreviewPolicyRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../api';

/** How far the backend has answered. */
export type Answer =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'failed'; error: Error }
  | {
      state: 'told';
      changes: ConnectionChange[];
      /** How many more the backend only counted. */
      omitted: number;
    };

/**
 * Asks what a change would do, once and when told to: an answer that follows
 * the cluster would move while it is read, and each costs the backend two models.
 */
export function usePreview() {
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [answer, setAnswer] = useState<Answer>({ state: 'none' });
  const underWay = useRef<AbortController>();
  useEffect(() => () => underWay.current?.abort(), []);

  const ask = useCallback(
    async (request: PreviewPolicyRequest) => {
      underWay.current?.abort();
      const asking = new AbortController();
      underWay.current = asking;
      const { signal } = asking;
      const answerWith = (next: Answer) => {
        if (!signal.aborted) {
          setAnswer(next);
        }
      };
      setAnswer({ state: 'asking' });
      try {
        const told = await api.previewPolicy(app, request, { signal });
        answerWith({ state: 'told', ...told });
      } catch (error) {
        answerWith({ state: 'failed', error: asError(error) });
      }
    },
    [api, app],
  );
  return { answer, ask };
}
