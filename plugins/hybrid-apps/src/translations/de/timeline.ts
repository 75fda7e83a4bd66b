export const timelineGerman = {
  'timeline.events': 'Ereignisse',
  'timeline.normal': 'Auch normale Ereignisse',
  'timeline.warningsHelp':
    'Von Ereignissen stehen hier die Warnungen der letzten Stunde, höchstens fünf je Objekt.',
  'timeline.normalHelp':
    'Ereignisse sind die, welche die Cluster noch haben: sie bestehen, wenn nichts anderes eingestellt ist, eine Stunde (--event-ttl von kube-apiserver).',
  'timeline.repeated': '{{n}}-mal seit {{time}}',
  'timeline.eventsLeft_one': '{{count}} älteres Ereignis ist nicht gezeigt.',
  'timeline.eventsLeft_other':
    '{{count}} ältere Ereignisse sind nicht gezeigt.',
  'timeline.eventsFailed': 'Ereignisse waren nicht zu laden',
  'timeline.eventsLack': 'Nicht alle Ereignisse sind bekannt',
  'timeline.noneOf':
    'Nichts hat sich geändert, niemand hat etwas daran getan, und kein Ereignis erzählt davon, soweit bekannt ist',
  'managers.title': 'Wer was verwaltet',
  'managers.none': 'Der Cluster sagt nicht, wer die Felder gesetzt hat.',
  'managers.unknown': 'Wer die Felder gesetzt hat, ist nicht bekannt',
  'managers.help':
    'So, wie Clients sich selbst nennen, was niemand prüft; ein Feld steht bei dem, der es zuletzt gesetzt hat, oder bei allen, die es gleich anwenden.',
  'managers.way.Apply': 'angewendet',
  'managers.way.Update': 'geändert',
  'managers.by': 'über {{subresource}}',
  'managers.noFields':
    'Welche Felder, ist nicht in einer bekannten Form angegeben.',
  'managers.ofNothing': 'keine Felder',
  'managers.more_one': 'und {{count}} weiteres Feld',
  'managers.more_other': 'und {{count}} weitere Felder',
  'managers.less': 'weniger Felder',
  'managers.left_one': '{{count}} weiteres ist nicht gezeigt',
  'managers.left_other': '{{count}} weitere sind nicht gezeigt',
  'managers.portal': 'dieses Portal',
  'managers.words.ancient':
    'ältere Änderungen, die der API-Server zusammengefasst hat',
  'managers.words.argocd': 'Argo CD',
  'managers.words.before':
    'was vor dem ersten serverseitigen Anwenden schon da war',
  'managers.words.browser': 'ein Browser, etwa mit einer Web-Konsole',
  'managers.words.controllers': 'die Controller von Kubernetes',
  'managers.words.fluxHelm': 'Flux, aus einem HelmRelease',
  'managers.words.fluxKustomize': 'Flux, aus einer Kustomization',
  'managers.words.helm': 'Helm',
  'managers.words.kubelet': 'das Kubelet eines Nodes',
  'managers.words.scheduler': 'der Scheduler',
  'managers.words.virtApi': 'die API von KubeVirt',
  'managers.words.virtController': 'der Controller von KubeVirt',
  'managers.words.virtHandler': 'KubeVirt auf einem Node',
};
