import { Translate } from '../../translation';
import { timelineMessages } from '../../translations/en/timeline';

type Words = keyof (typeof timelineMessages)['managers']['words'];

/**
 * What managers are that call themselves so. Who names none is called as its
 * program is: by its user agent, up to the first slash.
 * Sources: kubernetes, staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go,
 * `prefixFromUserAgent`, and apimachinery, util/managedfields (`before-first-apply`,
 * `ancient-changes`); kubevirt, cmd/; Argo CD, common/common.go, `ArgoCDSSAManager`;
 * Flux, main.go of each controller, `controllerName`; Helm, pkg/kube, `ManagedFieldsManager`.
 */
const KNOWN: Readonly<Record<string, Words>> = {
  'ancient-changes': 'ancient',
  'argocd-controller': 'argocd',
  'before-first-apply': 'before',
  Mozilla: 'browser',
  'kube-controller-manager': 'controllers',
  'helm-controller': 'fluxHelm',
  'kustomize-controller': 'fluxKustomize',
  helm: 'helm',
  kubelet: 'kubelet',
  'kube-scheduler': 'scheduler',
  'virt-api': 'virtApi',
  'virt-controller': 'virtController',
  'virt-handler': 'virtHandler',
};

/**
 * Of kubectl, the command. Source: kubectl's flag `--field-manager`, whose default
 * is `kubectl-` and the command, but for these two.
 */
const APPLIES: Readonly<Record<string, string>> = {
  'kubectl-client-side-apply': 'kubectl apply',
  kubectl: 'kubectl apply --server-side',
};

/** What a manager is, in people's words; undefined where its name alone says it. */
export function managerWords(
  { manager, isPortal }: { manager: string; isPortal?: boolean },
  t: Translate,
): string | undefined {
  if (isPortal) {
    return t('managers.portal');
  }
  if (Object.hasOwn(KNOWN, manager)) {
    return t(`managers.words.${KNOWN[manager]}`);
  }
  if (Object.hasOwn(APPLIES, manager)) {
    return APPLIES[manager];
  }
  const [, command] = /^kubectl-([a-z]+)$/.exec(manager) ?? [];
  return command && `kubectl ${command}`;
}
