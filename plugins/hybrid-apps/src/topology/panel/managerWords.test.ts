import { createTestTexts } from '../../__testUtils__/texts';
import { managerWords } from './managerWords';

const t = createTestTexts();

it.each([
  ['kubectl-client-side-apply', 'kubectl apply'],
  ['kubectl', 'kubectl apply --server-side'],
  ['kubectl-edit', 'kubectl edit'],
  ['kubectl-rollout', 'kubectl rollout'],
  ['kube-controller-manager', 'the controllers of Kubernetes'],
  ['virt-controller', 'the controller of KubeVirt'],
  ['argocd-controller', 'Argo CD'],
  ['kubectl-Odd/../name', undefined],
  ['my-operator', undefined],
  ['constructor', undefined],
  ['', undefined],
])('%s is %s', (manager, words) => {
  expect(managerWords({ manager }, t)).toBe(words);
});

it('is the portal where the backend says so', () => {
  expect(
    managerWords({ manager: 'hybrid-apps:task:1', isPortal: true }, t),
  ).toBe('this portal');
});
