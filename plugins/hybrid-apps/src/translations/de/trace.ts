/** The texts of the way of a request in German: a part of `de.ts`. */
export const traceGerman = {
  'trace.open': 'Anfrage verfolgen',
  'trace.toIt': 'Anfrage dorthin verfolgen',
  'trace.title': 'Der Weg einer Anfrage',
  'trace.close': 'Den Weg der Anfrage schließen',
  'trace.field': 'URL, Host oder Adresse',
  'trace.placeholder': 'https://shop.example.com/cart',
  'trace.ask': 'Verfolgen',
  'trace.clear': 'Leeren',
  'trace.failed': 'Das lässt sich nicht verfolgen',
  'trace.object': '{{kind}} {{name}}',
  'trace.none': 'Nichts an dieser Anwendung antwortet auf {{to}}',
  'trace.noneHelp': 'Sie antwortet auf diese:',
  'trace.noHosts':
    'Sie hat keinen Service, kein Ingress, keine Route und kein Gateway mit einem Namen.',
  'trace.way': '{{entry}} für {{host}}',
  'trace.more_one':
    'Ein weiterer Weg ist nicht gezeigt. Fragen Sie mit Schema, Port und Pfad.',
  'trace.more_other':
    '{{count}} weitere Wege sind nicht gezeigt. Fragen Sie mit Schema, Port und Pfad.',
  'trace.left_one':
    'Eine Regel oder Route wurde nicht angesehen, weil es zu viele sind: Sie kann die Anfrage nehmen.',
  'trace.left_other':
    '{{count}} Regeln oder Routen wurden nicht angesehen, weil es zu viele sind: Eine davon kann die Anfrage nehmen.',
  'trace.othersHidden':
    'Routen in Namespaces, die Ihnen nicht gezeigt werden, können die Anfrage vorher nehmen.',
  'trace.moreEnds_one': 'Ein weiterer Endpunkt ist nicht gezeigt.',
  'trace.moreEnds_other': '{{count}} weitere Endpunkte sind nicht gezeigt.',
  'trace.end': 'Endpunkt {{n}} von {{total}}',
  'trace.hops': 'Stationen',
  'trace.beyond': 'Nach dem Bruch träfe sie auf:',
  'trace.mendLabel': 'Abhilfe:',
  'trace.passes': 'kommt durch',
  'trace.breaks': 'bricht ab',
  'trace.unknown': 'nicht bekannt',
  'trace.summaryPasses': 'Die Anfrage kommt an, soweit der Cluster es weiß.',
  'trace.summaryBreaks': 'Die Anfrage kommt nicht an.',
  'trace.summaryUnknown': 'Ob die Anfrage ankommt, ist nicht bekannt.',
  'trace.at.dns': 'Name',
  'trace.at.address': 'Adresse',
  'trace.at.class': 'Klasse',
  'trace.at.listener': 'Listener',
  'trace.at.certificate': 'Zertifikat',
  'trace.at.route': 'Route',
  'trace.at.rule': 'Regel',
  'trace.at.grant': 'Freigabe',
  'trace.at.service': 'Service',
  'trace.at.port': 'Port',
  'trace.at.endpoints': 'Endpunkte',
  'trace.at.endpoint': 'Endpunkt',
  'trace.at.policy': 'Richtlinien',
  'trace.at.container': 'Container-Port',
  'trace.words.dns.cluster':
    'Das DNS des Clusters führt {{host}} zum Service {{service}}.',
  'trace.words.dns.outside':
    'DNS außerhalb des Clusters muss {{host}} zu {{addresses}} führen. Das Portal liest es nicht.',
  'trace.words.dns.unknown':
    'DNS außerhalb des Clusters muss {{host}} hierher führen. Das Portal liest es nicht.',
  'trace.words.address.known': 'Erreichbar unter {{addresses}}.',
  'trace.words.address.inCluster': 'Im Cluster erreichbar unter {{addresses}}.',
  'trace.words.address.none':
    'Es meldet keine Adresse, wie manche Controller es nie tun.',
  'trace.words.address.pending':
    'Er hat noch keine Adresse außerhalb des Clusters.',
  'trace.words.class.known':
    'Controller {{controller}} bedient die Klasse {{class}}.',
  'trace.words.class.byAddress':
    'Es nennt keine Klasse, hat aber eine Adresse: ein Controller hat es angenommen.',
  'trace.words.class.none':
    'Es nennt keine Klasse, also nimmt es kein Controller.',
  'trace.words.class.missing':
    'Die Klasse {{class}} gibt es nicht, also nimmt es kein Controller.',
  'trace.words.class.notAccepted':
    'Kein Controller hat die Klasse {{class}} angenommen. {{message}}',
  'trace.words.class.unknown':
    'Welcher Controller die Klasse {{class}} bedient, ist nicht bekannt.',
  'trace.words.listener.takes':
    'Listener {{listener}} nimmt sie auf Port {{port}} an ({{protocol}}).',
  'trace.words.listener.noGateway':
    '{{gateway}} gibt es im Namespace {{namespace}} nicht.',
  'trace.words.listener.unknownGateway':
    '{{gateway}} im Namespace {{namespace}} ist nicht bekannt: es wird nicht gelesen, oder Sie dürfen es nicht sehen.',
  'trace.words.listener.noSection':
    '{{gateway}} hat keinen Listener {{wanted}}. Vorhanden: {{listeners}}.',
  'trace.words.listener.otherPort':
    '{{gateway}} hört nicht dort, sondern auf {{ports}}.',
  'trace.words.listener.otherHost':
    'Die Listener von {{gateway}} sind für {{hosts}}.',
  'trace.words.listener.notAllowed':
    'Listener {{listener}} von {{gateway}} nimmt keine {{kind}} aus dem Namespace {{namespace}}.',
  'trace.words.listener.notReady':
    'Listener {{listener}} ist nicht bereit: {{reason}}. {{message}}',
  'trace.words.listener.isolated':
    'Das Gateway trennt seine Listener: {{closer}} liegt näher an {{host}} und nimmt sie an, und die Route hängt nicht daran.',
  'trace.words.listener.closer':
    'Listener {{closer}} liegt näher an {{host}}, und die Route hängt nicht daran. Ob {{listener}} solche Anfragen trotzdem bekommt, entscheidet der Controller.',
  'trace.words.listener.noTls': 'Die Route hat kein TLS.',
  'trace.words.listener.noHttp':
    'Die Route ist nur für TLS und nimmt kein einfaches HTTP an.',
  'trace.words.certificate.valid':
    'Das Zertifikat {{certificate}} gilt für {{hosts}}.',
  'trace.words.certificate.notRead':
    'Was im Secret {{secret}} steht, ist nicht bekannt: das Portal liest keine Secrets, und kein Certificate füllt es.',
  'trace.words.certificate.default':
    'Der Controller zeigt ein eigenes Zertifikat, das nicht bekannt ist.',
  'trace.words.certificate.passedOn':
    'TLS wird durchgereicht: was hinter dem Service steht, zeigt sein Zertifikat.',
  'trace.words.certificate.otherHost':
    'Das Zertifikat {{certificate}} gilt für {{hosts}}, nicht für {{host}}.',
  'trace.words.certificate.expired':
    'Das Zertifikat {{certificate}} ist am {{time}} abgelaufen.',
  'trace.words.certificate.early':
    'Das Zertifikat {{certificate}} gilt erst ab {{time}}.',
  'trace.words.certificate.notIssued':
    'Das Zertifikat {{certificate}} ist nicht ausgestellt: {{message}}',
  'trace.words.certificate.noGrant':
    'Der Namespace {{namespace}} gibt dem Gateway sein Secret {{secret}} nicht frei.',
  'trace.words.route.accepted': '{{by}} hat die Route angenommen.',
  'trace.words.route.notAccepted':
    '{{by}} nimmt die Route nicht an: {{reason}}. {{message}}',
  'trace.words.route.waiting':
    'Kein Controller hat bisher etwas zu der Route gesagt.',
  'trace.words.route.outdated':
    '{{by}} hat noch nichts zur Route gesagt, wie sie jetzt ist, nur wie sie vorher war.',
  'trace.words.route.none':
    'Listener {{listener}} ist für {{host}}, aber keine Route dieser Anwendung daran.',
  'trace.words.rule.takes': 'Die Regel für {{path}} ({{type}}) nimmt sie an.',
  'trace.words.rule.default':
    'Keine Regel nimmt sie an, also das Standard-Backend.',
  'trace.words.rule.noPath':
    'Keine Regel nimmt {{path}} an. Regeln gibt es für {{paths}}.',
  'trace.words.rule.pattern':
    'Ob die Regel für {{path}} ({{type}}) sie annimmt, entscheidet ihr Controller.',
  'trace.words.rule.conditions': 'Nur für Anfragen mit {{conditions}}.',
  'trace.words.rule.redirects':
    'Die Regel antwortet selbst, mit einer Weiterleitung.',
  'trace.words.rule.noBackend':
    'Die Regel führt nirgendwohin und antwortet mit einem Fehler.',
  'trace.words.rule.extension':
    'Die Regel sendet nirgendwohin, hat aber einen Filter ihres Controllers ({{kind}}), der antworten kann.',
  'trace.words.rule.otherBackend':
    'Sie führt zu etwas, das kein Service ist ({{kind}}).',
  'trace.words.rule.noWeight':
    'Service {{service}} hat das Gewicht 0 und bekommt keine Anfragen.',
  'trace.words.rule.taken':
    '{{by}} im Namespace {{namespace}} nimmt sie mit {{path}} und gehört nicht zu dieser Anwendung.',
  'trace.words.rule.shared':
    '{{by}} im Namespace {{namespace}}, das nicht zu dieser Anwendung gehört, kann sie mit {{path}} nehmen: Der Controller entscheidet, was zählt.',
  'trace.words.grant.given':
    'Der Namespace {{namespace}} gibt seinen Service für Routen aus {{from}} frei.',
  'trace.words.grant.missing':
    'Der Namespace {{namespace}} gibt seinen Service nicht für Routen aus {{from}} frei.',
  'trace.words.grant.unknown':
    'Ob der Namespace {{namespace}} seinen Service für Routen aus {{from}} freigibt, ist nicht bekannt.',
  'trace.words.service.found':
    'Sie geht zum Service {{service}} im Namespace {{namespace}}.',
  'trace.words.service.missing':
    'Im Namespace {{namespace}} gibt es keinen Service {{service}}.',
  'trace.words.service.unknown':
    'Service {{service}} im Namespace {{namespace}} ist nicht bekannt: er wird nicht gelesen, oder Sie dürfen ihn nicht sehen.',
  'trace.words.service.outside':
    'Service {{service}} ist ein anderer Name für {{name}}, was das Portal nicht liest.',
  'trace.words.port.found':
    'Sein Port {{port}} führt zu {{target}} ({{protocol}}).',
  'trace.words.port.missing':
    'Service {{service}} hat keinen Port {{port}}. Vorhanden: {{ports}}.',
  'trace.words.port.notMapped':
    'Der Service hat keine eigene Adresse: Sein Name führt zu den Pods selbst, und {{port}} wird nicht zu ihrem Port {{target}}. Ob sie auf {{port}} hören, ist nicht bekannt.',
  'trace.words.endpoints.ready':
    '{{ready}} von {{all}} Endpunkten sind bereit.',
  'trace.words.endpoints.terminating':
    'Alle Endpunkte enden bald und antworten bis dahin.',
  'trace.words.endpoints.unknown': 'Seine Endpunkte sind nicht bekannt.',
  'trace.words.endpoints.noneReady': 'Keiner seiner Endpunkte ist bereit.',
  'trace.words.endpoints.noneGiven':
    'Er wählt keine Pods aus, und niemand hat ihm Endpunkte gegeben.',
  'trace.words.endpoints.starting': 'Die Pods dahinter starten gerade.',
  'trace.words.endpoints.podsNotReady': 'Keiner der Pods dahinter ist bereit.',
  'trace.words.endpoints.noPodsYet': 'Es gibt noch keine Pods von {{of}}.',
  'trace.words.endpoints.off': 'Wohin er führt, ist gestoppt: {{of}}.',
  'trace.words.endpoints.selectsNothing':
    'Kein Pod hat die Labels {{selector}}.',
  'trace.words.endpoints.noSuchPort':
    'Nichts dahinter hat den Port {{target}}, zu dem sein Port {{port}} führt.',
  'trace.words.endpoints.portNotReady':
    'Nichts hinter seinem Port {{port}} ist bereit.',
  'trace.words.endpoint.pod': 'Pod {{pod}} unter {{address}} ist bereit.',
  'trace.words.endpoints.onNodes':
    'Von den Knoten nehmen sie nur die mit einem bereiten Endpunkt: {{nodes}}. Zu welchem sie kommt, ist nicht bekannt.',
  'trace.words.endpoint.published':
    'Der Pod {{pod}} unter {{address}} ist nicht bereit und bekommt trotzdem Anfragen.',
  'trace.words.endpoint.terminating':
    'Der Pod {{pod}} unter {{address}} endet gerade und antwortet so lange.',
  'trace.words.endpoint.notReady':
    'Pod {{pod}} unter {{address}} ist nicht bereit.',
  'trace.words.endpoint.outside': '{{address}} ist kein Pod des Clusters.',
  'trace.words.endpoint.gone':
    'Pod {{pod}} unter {{address}} ist nicht bekannt.',
  'trace.words.policy.allows': 'Richtlinien lassen sie durch. {{summary}}',
  'trace.words.policy.denies': 'Richtlinien verbieten sie. {{summary}}',
  'trace.words.policy.uncertain':
    'Ob Richtlinien sie durchlassen, ist unsicher. {{summary}}',
  'trace.words.policy.hangsOnSource':
    'Was Richtlinien sagen, hängt davon ab, wer fragt; das sagt dieser Weg nicht. Die Registerkarte „Policies“ antwortet für zwei Enden.',
  'trace.words.policy.notAsked':
    'Was Richtlinien sagen, ließ sich nicht ermitteln.',
  'trace.words.container.declares': 'Ein Container deklariert Port {{port}}.',
  'trace.words.container.undeclared':
    'Kein Container deklariert Port {{port}}, sondern {{declared}}. Er kann trotzdem dort hören.',
  'trace.words.container.notForwarded':
    'Die VM bekommt nach ihrer Schnittstelle nur Port {{declared}} und nicht {{port}}.',
  'trace.words.container.noSuchName':
    'Kein Container deklariert einen Port namens {{target}}. Deklariert: {{declared}}.',
  'trace.mend.address.pending':
    'Sehen Sie in den Ereignissen des Service nach, was der Controller des Load-Balancers sagt.',
  'trace.mend.class.none': 'Nennen Sie eine Klasse in spec.ingressClassName.',
  'trace.mend.class.missing':
    'Nennen Sie eine Klasse, die es gibt, oder installieren Sie den Controller, der sie anlegt.',
  'trace.mend.class.notAccepted':
    'Installieren oder starten Sie den Controller, den die Klasse nennt, oder nehmen Sie eine andere.',
  'trace.mend.listener.noGateway':
    'Nennen Sie in spec.parentRefs ein Gateway, das es gibt.',
  'trace.mend.listener.noSection':
    'Nennen Sie in sectionName einen seiner Listener, oder keinen.',
  'trace.mend.listener.otherPort':
    'Fragen Sie nach einem dieser Ports, oder fügen Sie einen Listener hinzu.',
  'trace.mend.listener.otherHost':
    'Fügen Sie einen Listener für den Host hinzu, oder der Route einen Host, für den ein Listener ist.',
  'trace.mend.listener.notAllowed':
    'Wer das Gateway verwaltet, erlaubt es in allowedRoutes des Listeners.',
  'trace.mend.listener.notReady':
    'Beheben Sie, was die Bedingung des Listeners sagt.',
  'trace.mend.listener.isolated':
    'Hängen Sie die Route an Listener {{closer}}, oder nennen Sie in sectionName keinen.',
  'trace.mend.listener.closer':
    'Hängen Sie die Route an Listener {{closer}}, oder nennen Sie in sectionName keinen.',
  'trace.mend.listener.noTls':
    'Setzen Sie spec.tls der Route, oder fragen Sie mit http.',
  'trace.mend.listener.noHttp':
    'Fragen Sie mit https, oder setzen Sie spec.tls.insecureEdgeTerminationPolicy der Route auf Redirect.',
  'trace.mend.certificate.otherHost':
    'Fügen Sie den Host in spec.dnsNames des Certificates hinzu.',
  'trace.mend.certificate.expired':
    'Sehen Sie in Bedingungen und Ereignissen des Certificates nach, warum der Aussteller es nicht erneuern konnte.',
  'trace.mend.certificate.early':
    'Warten Sie bis dahin, oder prüfen Sie, ob die Uhren stimmen.',
  'trace.mend.certificate.notIssued':
    'Sehen Sie in Bedingungen und Ereignissen des Certificates nach, was der Aussteller sagt.',
  'trace.mend.certificate.noGrant':
    'Fügen Sie im Namespace {{namespace}} einen ReferenceGrant von Gateways des anderen zu Secrets hinzu.',
  'trace.mend.route.notAccepted':
    'Beheben Sie, was die Bedingung der Route sagt.',
  'trace.mend.route.waiting':
    'Prüfen Sie, ob der Controller läuft und spec.parentRefs ihn meint.',
  'trace.mend.route.outdated':
    'Warten Sie, und sehen Sie nach, ob der Controller ihres Parents läuft, wenn es lange dauert.',
  'trace.mend.route.none':
    'Fügen Sie den Host einer Route der Anwendung hinzu, die an dem Listener hängt.',
  'trace.mend.rule.noPath':
    'Fügen Sie eine Regel für den Pfad hinzu, oder fragen Sie nach einem, der eine hat.',
  'trace.mend.rule.noBackend':
    'Nennen Sie einen Service in backendRefs der Regel.',
  'trace.mend.rule.noWeight': 'Geben Sie ihm ein Gewicht über 0.',
  'trace.mend.rule.taken':
    'Geben Sie der Anwendung eine genauere Regel, oder stimmen Sie Host und Pfad mit denen ab, die {{by}} pflegen.',
  'trace.mend.rule.shared':
    'Stimmen Sie Host und Pfad mit denen ab, die {{by}} pflegen.',
  'trace.mend.grant.missing':
    'Fügen Sie im Namespace {{namespace}} einen ReferenceGrant von Routen aus {{from}} zu seinen Services hinzu.',
  'trace.mend.service.missing':
    'Legen Sie den Service an, oder nennen Sie einen, den es gibt.',
  'trace.mend.port.missing':
    'Nennen Sie einen seiner Ports, oder fügen Sie diesen dem Service hinzu.',
  'trace.mend.port.notMapped':
    'Fragen Sie nach Port {{target}}, oder geben Sie dem Service eine Adresse.',
  'trace.mend.endpoints.noneReady':
    'Sehen Sie nach, warum nicht bereit ist, was hinter diesen Adressen steht.',
  'trace.mend.endpoints.noneGiven':
    'Geben Sie dem Service einen Selektor oder EndpointSlices.',
  'trace.mend.endpoints.starting':
    'Warten Sie, und sehen Sie in den Ereignissen der Pods nach, wenn es lange dauert.',
  'trace.mend.endpoints.podsNotReady':
    'Sehen Sie ihre Readiness-Probes und Ereignisse an.',
  'trace.mend.endpoints.noPodsYet': 'Sehen Sie die Ereignisse von {{of}} an.',
  'trace.mend.endpoints.off': 'Starten Sie {{of}}.',
  'trace.mend.endpoints.selectsNothing':
    'Geben Sie den Pods diese Labels, oder dem Service einen Selektor, der sie meint.',
  'trace.mend.endpoints.noSuchPort':
    'Setzen Sie targetPort des Service auf einen Port, den ein Container deklariert.',
  'trace.mend.endpoints.portNotReady':
    'Sehen Sie die Readiness-Probes dessen an, was diesen Port hat.',
  'trace.mend.endpoint.notReady':
    'Sehen Sie seine Readiness-Probe und seine Ereignisse an.',
  'trace.mend.policy.denies':
    'Erlauben Sie es in einer Richtlinie an dem Ende, das es verbietet. Die Registerkarte „Policies“ probiert eine Änderung aus.',
  'trace.mend.container.notForwarded':
    'Ergänzen Sie Port {{port}} bei den Ports der Schnittstelle der VM, oder lassen Sie alle weg, und starten Sie die VM neu.',
  'trace.mend.container.noSuchName':
    'Geben Sie dem Port des Containers diesen Namen, oder dem Service den Namen, den er hat.',
} as const;
