/** Of k8s.io/api, Kubernetes 1.36. */
export const coreTypes: Record<string, string> = {
  ObjectMeta:
    'name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences:OwnerReference[] finalizers managedFields',
  OwnerReference: 'apiVersion kind name uid controller blockOwnerDeletion',
  LabelSelector: 'matchLabels matchExpressions:Requirement[]',
  Requirement: 'key operator values',

  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  PodSpec:
    'volumes:Volume[] initContainers:Container[] containers:Container[] ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity:Affinity schedulerName tolerations:Toleration[] hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints:Spread[] setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride workloadRef schedulingGroup',
  Affinity: 'nodeAffinity podAffinity podAntiAffinity',
  Toleration: 'key operator value effect tolerationSeconds',
  Spread:
    'maxSkew topologyKey whenUnsatisfiable labelSelector:LabelSelector minDomains nodeAffinityPolicy nodeTaintsPolicy matchLabelKeys',
  Container:
    'name image command args workingDir ports:ContainerPort[] envFrom:EnvFrom[] env:EnvVar[] resources:Resources resizePolicy restartPolicy restartPolicyRules volumeMounts:VolumeMount[] volumeDevices livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty',
  ContainerPort: 'name hostPort containerPort protocol hostIP',
  EnvVar: 'name value valueFrom:EnvVarSource',
  EnvVarSource:
    'fieldRef resourceFieldRef configMapKeyRef:KeyRef secretKeyRef:KeyRef fileKeyRef',
  KeyRef: 'name key optional',
  EnvFrom: 'prefix configMapRef secretRef',
  Resources: 'limits requests claims',
  VolumeMount:
    'name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr',
  Probe:
    'exec httpGet:HttpGet tcpSocket grpc initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold terminationGracePeriodSeconds',
  HttpGet: 'path port host scheme httpHeaders',
  Volume:
    'name hostPath emptyDir gcePersistentDisk awsElasticBlockStore gitRepo secret:SecretVolume nfs iscsi glusterfs persistentVolumeClaim:ClaimVolume rbd flexVolume cinder cephfs flocker downwardAPI fc azureFile configMap:ConfigMapVolume vsphereVolume quobyte azureDisk photonPersistentDisk projected portworxVolume scaleIO storageos csi ephemeral image',
  SecretVolume: 'secretName items defaultMode optional',
  ConfigMapVolume: 'name items defaultMode optional',
  ClaimVolume: 'claimName readOnly',

  ServiceSpec:
    'ports:ServicePort[] selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution',
  ServicePort: 'name protocol appProtocol port targetPort nodePort',
  ClaimSpec:
    'accessModes selector:LabelSelector resources:Resources volumeName storageClassName volumeMode dataSource dataSourceRef volumeAttributesClassName',
  Claim: 'apiVersion kind metadata:ObjectMeta spec:ClaimSpec status',
  NamespaceSpec: 'finalizers',

  DeploymentSpec:
    'replicas selector:LabelSelector template:PodTemplateSpec strategy:Strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds',
  Strategy: 'type rollingUpdate',
  ReplicaSetSpec:
    'replicas minReadySeconds selector:LabelSelector template:PodTemplateSpec',
  StatefulSetSpec:
    'replicas selector:LabelSelector template:PodTemplateSpec volumeClaimTemplates:Claim[] serviceName podManagementPolicy updateStrategy:Strategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals',
  DaemonSetSpec:
    'selector:LabelSelector template:PodTemplateSpec updateStrategy:Strategy minReadySeconds revisionHistoryLimit',
  JobSpec:
    'parallelism completions activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector:LabelSelector manualSelector template:PodTemplateSpec ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy',
  CronJobSpec:
    'schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate:JobTemplate successfulJobsHistoryLimit failedJobsHistoryLimit',
  JobTemplate: 'metadata:ObjectMeta spec:JobSpec',

  NetworkPolicySpec:
    'podSelector:LabelSelector ingress:IngressRule[] egress:EgressRule[] policyTypes',
  IngressRule: 'ports:PolicyPort[] from:PolicyPeer[]',
  EgressRule: 'ports:PolicyPort[] to:PolicyPeer[]',
  PolicyPort: 'protocol port endPort',
  PolicyPeer:
    'podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:IpBlock',
  IpBlock: 'cidr except',
  IngressSpec:
    'ingressClassName defaultBackend:IngressBackend tls:IngressTls[] rules:IngressHost[]',
  IngressTls: 'hosts secretName',
  IngressHost: 'host http:IngressHttp',
  IngressHttp: 'paths:IngressPath[]',
  IngressPath: 'path pathType backend:IngressBackend',
  IngressBackend: 'service:IngressService resource',
  IngressService: 'name port:IngressPort',
  IngressPort: 'name number',
};
