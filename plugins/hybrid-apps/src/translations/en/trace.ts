/** The texts of the way of a request in English: a part of `en.ts`. */
export const traceMessages = {
  open: 'Trace a request',
  toIt: 'Trace a request to it',
  title: 'The way of a request',
  close: 'Close the way of a request',
  field: 'URL, host or address',
  placeholder: 'https://shop.example.com/cart',
  ask: 'Trace',
  clear: 'Clear',
  failed: 'This cannot be traced',
  object: '{{kind}} {{name}}',
  none: 'Nothing of this app answers to {{to}}',
  noneHelp: 'It answers to these:',
  noHosts: 'It has no Service, Ingress, route or Gateway with a name.',
  way: '{{entry}} for {{host}}',
  more_one: 'One more way is not shown. Ask with a scheme, port and path.',
  more_other:
    '{{count}} more ways are not shown. Ask with a scheme, port and path.',
  left_one:
    'One rule or route was not looked at, as there are too many: it may take the request.',
  left_other:
    '{{count}} rules or routes were not looked at, as there are too many: one of them may take the request.',
  othersHidden:
    'Routes in namespaces that you are not shown may take the request first.',
  moreEnds_one: 'One more endpoint is not shown.',
  moreEnds_other: '{{count}} more endpoints are not shown.',
  end: 'Endpoint {{n}} of {{total}}',
  hops: 'Hops',
  beyond: 'Beyond the break, it would meet:',
  mendLabel: 'To mend it:',
  passes: 'passes',
  breaks: 'breaks',
  unknown: 'not known',
  summaryPasses: 'The request arrives, as far as the cluster can tell.',
  summaryBreaks: 'The request does not arrive.',
  summaryUnknown: 'Whether the request arrives is not known.',
  at: {
    dns: 'Name',
    address: 'Address',
    class: 'Class',
    listener: 'Listener',
    certificate: 'Certificate',
    route: 'Route',
    rule: 'Rule',
    grant: 'Grant',
    service: 'Service',
    port: 'Port',
    endpoints: 'Endpoints',
    endpoint: 'Endpoint',
    policy: 'Policy',
    container: 'Container port',
  },
  words: {
    dns: {
      cluster: 'The DNS of the cluster leads {{host}} to Service {{service}}.',
      outside:
        'DNS outside of the cluster has to lead {{host}} to {{addresses}}. The portal does not read it.',
      unknown:
        'DNS outside of the cluster has to lead {{host}} here. The portal does not read it.',
    },
    address: {
      known: 'It is reached at {{addresses}}.',
      inCluster: 'Within the cluster it is reached at {{addresses}}.',
      none: 'It reports no address, as some controllers never do.',
      pending: 'It has no address outside of the cluster yet.',
    },
    class: {
      known: 'Controller {{controller}} serves the class {{class}}.',
      byAddress:
        'It names no class, but has an address: some controller has taken it.',
      none: 'It names no class, so no controller takes it.',
      missing: 'There is no class {{class}}, so no controller takes it.',
      notAccepted: 'No controller has taken the class {{class}}. {{message}}',
      unknown: 'Which controller serves the class {{class}} is not known.',
    },
    listener: {
      takes: 'Listener {{listener}} takes it on port {{port}} ({{protocol}}).',
      noGateway: 'There is no {{gateway}} in namespace {{namespace}}.',
      unknownGateway:
        '{{gateway}} of namespace {{namespace}} is not known: it is not read, or you may not see it.',
      noSection:
        '{{gateway}} has no listener {{wanted}}. It has {{listeners}}.',
      otherPort: '{{gateway}} does not listen there, but on {{ports}}.',
      otherHost: 'The listeners of {{gateway}} are for {{hosts}}.',
      notAllowed:
        'Listener {{listener}} of {{gateway}} takes no {{kind}} of namespace {{namespace}}.',
      notReady: 'Listener {{listener}} is not ready: {{reason}}. {{message}}',
      isolated:
        'The Gateway isolates its listeners: {{closer}} is closer to {{host}} and takes it, and the route is not on that one.',
      closer:
        'Listener {{closer}} is closer to {{host}}, and the route is not on it. Whether {{listener}} gets such requests all the same, the controller decides.',
      noTls: 'The route has no TLS.',
      noHttp: 'The route is for TLS alone, and takes no plain HTTP.',
    },
    certificate: {
      valid: 'Certificate {{certificate}} is for {{hosts}}.',
      notRead:
        'What is in Secret {{secret}} is not known: the portal reads no Secrets, and no Certificate fills it.',
      default:
        'The controller shows a certificate of its own, which is not known.',
      passedOn:
        'TLS is passed on: what is behind the Service shows its certificate.',
      otherHost:
        'Certificate {{certificate}} is for {{hosts}}, and not for {{host}}.',
      expired: 'Certificate {{certificate}} ended at {{time}}.',
      early: 'Certificate {{certificate}} counts from {{time}} on.',
      notIssued: 'Certificate {{certificate}} is not issued: {{message}}',
      noGrant:
        'Namespace {{namespace}} does not let the Gateway use its Secret {{secret}}.',
    },
    route: {
      accepted: '{{by}} has accepted the route.',
      notAccepted: '{{by}} does not take the route: {{reason}}. {{message}}',
      waiting: 'No controller has said anything of the route yet.',
      outdated:
        '{{by}} has said nothing yet of the route as it is now, but as it was before.',
      none: 'Listener {{listener}} is for {{host}}, but no route of this app on it is.',
    },
    rule: {
      takes: 'The rule for {{path}} ({{type}}) takes it.',
      default: 'No rule takes it, so that the default backend does.',
      noPath: 'No rule takes {{path}}. There are rules for {{paths}}.',
      pattern:
        'Whether the rule for {{path}} ({{type}}) takes it, its controller decides.',
      conditions: 'Only for requests with {{conditions}}.',
      redirects: 'The rule answers itself, by a redirect.',
      noBackend: 'The rule sends to nothing, so that it answers with an error.',
      extension:
        'The rule sends to nothing, but has a filter of its controller’s own ({{kind}}), which may answer.',
      otherBackend: 'It sends to what is no Service ({{kind}}).',
      noWeight: 'Service {{service}} has the weight 0 and gets no requests.',
      taken:
        '{{by}} of namespace {{namespace}} takes it by {{path}}, and is not of this app.',
      shared:
        '{{by}} of namespace {{namespace}}, which is not of this app, may take it by {{path}}: their controller decides which counts.',
    },
    grant: {
      given: 'Namespace {{namespace}} lets routes of {{from}} use its Service.',
      missing:
        'Namespace {{namespace}} does not let routes of {{from}} use its Service.',
      unknown:
        'Whether namespace {{namespace}} lets routes of {{from}} use its Service is not known.',
    },
    service: {
      found: 'It goes to Service {{service}} of namespace {{namespace}}.',
      missing: 'There is no Service {{service}} in namespace {{namespace}}.',
      unknown:
        'Service {{service}} of namespace {{namespace}} is not known: it is not read, or you may not see it.',
      outside:
        'Service {{service}} is an alias of {{name}}, which is outside of what the portal reads.',
    },
    port: {
      found: 'Its port {{port}} leads to {{target}} ({{protocol}}).',
      missing: 'Service {{service}} has no port {{port}}. It has {{ports}}.',
      notMapped:
        'The Service is headless: its name leads to the Pods themselves, and {{port}} is not turned into their port {{target}}. Whether they listen on {{port}} is not known.',
    },
    endpoints: {
      ready: '{{ready}} of {{all}} endpoints are ready.',
      onNodes:
        'Of the nodes, those with a ready endpoint alone take it: {{nodes}}. Which of them it comes to is not known.',
      terminating: 'All endpoints are about to end, and answer as long.',
      unknown: 'Its endpoints are not known.',
      noneReady: 'None of its endpoints is ready.',
      noneGiven: 'It selects no Pods, and nobody has given it endpoints.',
      starting: 'The Pods behind it are starting.',
      podsNotReady: 'None of the Pods behind it is ready.',
      noPodsYet: 'There are no Pods yet of {{of}}.',
      off: 'What it leads to is stopped: {{of}}.',
      selectsNothing: 'No Pod has the labels {{selector}}.',
      noSuchPort:
        'Nothing behind it has the port {{target}}, to which its port {{port}} leads.',
      portNotReady: 'Nothing behind its port {{port}} is ready.',
    },
    endpoint: {
      pod: 'Pod {{pod}} at {{address}} is ready.',
      published:
        'Pod {{pod}} at {{address}} is not ready, and gets requests all the same.',
      terminating:
        'Pod {{pod}} at {{address}} is about to end, and answers as long.',
      notReady: 'Pod {{pod}} at {{address}} is not ready.',
      outside: '{{address}} is no Pod of the cluster.',
      gone: 'Pod {{pod}} at {{address}} is not known.',
    },
    policy: {
      allows: 'Policies let it through. {{summary}}',
      denies: 'Policies deny it. {{summary}}',
      uncertain: 'Whether policies let it through is uncertain. {{summary}}',
      hangsOnSource:
        'What policies say hangs on who asks, which this way does not tell. The tab Policies answers for two ends.',
      notAsked: 'What policies say could not be worked out.',
    },
    container: {
      declares: 'A container declares port {{port}}.',
      undeclared:
        'No container declares port {{port}}, but {{declared}}. It may listen there all the same.',
      notForwarded:
        'The VM is given port {{declared}} alone, as its interface says, and not {{port}}.',
      noSuchName:
        'No container declares a port called {{target}}. Declared are {{declared}}.',
    },
  },
  mend: {
    address: {
      pending:
        'See what the load balancer’s controller says in the events of the Service.',
    },
    class: {
      none: 'Name a class in spec.ingressClassName.',
      missing:
        'Name a class that there is, or install the controller that makes it.',
      notAccepted:
        'Install or start the controller that the class names, or use another class.',
    },
    listener: {
      noGateway: 'Name a Gateway that there is in spec.parentRefs.',
      noSection: 'Name one of its listeners in sectionName, or none.',
      otherPort: 'Ask for one of these ports, or add a listener.',
      otherHost:
        'Add a listener for the host, or a host that a listener is for to the route.',
      notAllowed:
        'Whoever keeps the Gateway allows it in allowedRoutes of the listener.',
      notReady: 'Mend what the condition of the listener says.',
      isolated:
        'Hang the route on listener {{closer}}, or name no listener in its sectionName.',
      closer:
        'Hang the route on listener {{closer}}, or name no listener in its sectionName.',
      noTls: 'Set spec.tls of the Route, or ask by http.',
      noHttp:
        'Ask by https, or set spec.tls.insecureEdgeTerminationPolicy of the Route to Redirect.',
    },
    certificate: {
      otherHost: 'Add the host to spec.dnsNames of the Certificate.',
      expired:
        'See why its issuer could not renew it, in the conditions and events of the Certificate.',
      early: 'Wait until then, or see whether the clocks are right.',
      notIssued:
        'See what its issuer says, in the conditions and events of the Certificate.',
      noGrant:
        'Add a ReferenceGrant in namespace {{namespace}} from Gateways of the other to Secrets.',
    },
    route: {
      notAccepted: 'Mend what the condition of the route says.',
      waiting:
        'See that the controller of its parent runs, and that spec.parentRefs means it.',
      outdated:
        'Wait, and see that the controller of its parent runs where it takes long.',
      none: 'Add the host to a route of the app that hangs on the listener.',
    },
    rule: {
      noPath: 'Add a rule for the path, or ask for a path that has one.',
      noBackend: 'Name a Service in backendRefs of the rule.',
      noWeight: 'Give it a weight above 0.',
      taken:
        'Give the app a closer rule, or agree on the host and path with whoever keeps {{by}}.',
      shared: 'Agree on the host and path with whoever keeps {{by}}.',
    },
    grant: {
      missing:
        'Add a ReferenceGrant in namespace {{namespace}} from routes of {{from}} to its Services.',
    },
    service: {
      missing: 'Create the Service, or name one that there is.',
    },
    port: {
      missing: 'Name one of its ports, or add this one to the Service.',
      notMapped: 'Ask for port {{target}}, or give the Service an address.',
    },
    endpoints: {
      noneReady: 'See why what stands behind these addresses is not ready.',
      noneGiven: 'Give the Service a selector, or EndpointSlices.',
      starting: 'Wait, and see the events of the Pods where it takes long.',
      podsNotReady: 'See their readiness probes and events.',
      noPodsYet: 'See the events of {{of}}.',
      off: 'Start {{of}}.',
      selectsNothing:
        'Give the Pods these labels, or the Service a selector that means them.',
      noSuchPort:
        'Set targetPort of the Service to a port that a container declares.',
      portNotReady: 'See the readiness probes of what has this port.',
    },
    endpoint: {
      notReady: 'See its readiness probe and its events.',
    },
    policy: {
      denies:
        'Allow it in a policy at the end that denies it. The tab Policies tries a change.',
    },
    container: {
      notForwarded:
        'Add port {{port}} to the ports of the VM’s interface, or leave all of these out, and start the VM anew.',
      noSuchName:
        'Give the container’s port this name, or the Service the name that it has.',
    },
  },
} as const;
