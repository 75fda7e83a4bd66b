import { Container, PodSpec } from '../shapes';

/** What the API server reckons from requests and limits. */
export function qosClass({ containers, initContainers = [] }: PodSpec): string {
  const all = [...containers, ...initContainers];
  const asked = (container: Container) => ({
    ...container.resources?.limits,
    ...container.resources?.requests,
  });
  if (all.every(container => Object.keys(asked(container)).length === 0)) {
    return 'BestEffort';
  }
  const guaranteed = all.every(container =>
    ['cpu', 'memory'].every(resource => {
      const limit = container.resources?.limits?.[resource];
      return limit !== undefined && asked(container)[resource] === limit;
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
