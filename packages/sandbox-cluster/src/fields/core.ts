/** Of k8s.io/api, Kubernetes 1.36. */
export const coreTypes: Record<string, string> = {
  ObjectMeta:
    'name:string generateName:string namespace:string selfLink uid:string resourceVersion:string generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels:map annotations:map ownerReferences:OwnerReference[] finalizers:string[] managedFields',
  OwnerReference:
    'apiVersion:string kind:string name:string uid:string controller:bool blockOwnerDeletion:bool',
  LabelSelector: 'matchLabels:map matchExpressions:Requirement[]',
  Requirement: 'key:string operator:string values:string[]',

  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  PodSpec:
    'volumes:Volume[] initContainers:Container[] containers:Container[] ephemeralContainers restartPolicy:string terminationGracePeriodSeconds:int activeDeadlineSeconds:int dnsPolicy:string nodeSelector:map serviceAccountName:string serviceAccount:string automountServiceAccountToken:bool nodeName:string hostNetwork:bool hostPID:bool hostIPC:bool shareProcessNamespace:bool securityContext imagePullSecrets hostname:string subdomain:string affinity:Affinity schedulerName:string tolerations:Toleration[] hostAliases priorityClassName:string priority:int dnsConfig readinessGates runtimeClassName:string enableServiceLinks:bool preemptionPolicy:string overhead topologySpreadConstraints:Spread[] setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride workloadRef schedulingGroup',
  Affinity: 'nodeAffinity podAffinity podAntiAffinity',
  Toleration:
    'key:string operator:string value:string effect:string tolerationSeconds:int',
  Spread:
    'maxSkew:int topologyKey:string whenUnsatisfiable:string labelSelector:LabelSelector minDomains:int nodeAffinityPolicy nodeTaintsPolicy matchLabelKeys',
  Container:
    'name:string image:string command:string[] args:string[] workingDir:string ports:ContainerPort[] envFrom:EnvFrom[] env:EnvVar[] resources:Resources resizePolicy restartPolicy restartPolicyRules volumeMounts:VolumeMount[] volumeDevices livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle terminationMessagePath:string terminationMessagePolicy:string imagePullPolicy:string securityContext stdin:bool stdinOnce:bool tty:bool',
  ContainerPort:
    'name:string hostPort:int containerPort:int protocol:string hostIP:string',
  EnvVar: 'name:string value:string valueFrom:EnvVarSource',
  EnvVarSource:
    'fieldRef resourceFieldRef configMapKeyRef:KeyRef secretKeyRef:KeyRef fileKeyRef',
  KeyRef: 'name:string key:string optional:bool',
  EnvFrom: 'prefix:string configMapRef secretRef',
  Resources: 'limits requests claims',
  VolumeMount:
    'name:string readOnly:bool recursiveReadOnly mountPath:string subPath:string mountPropagation:string subPathExpr:string',
  Probe:
    'exec httpGet:HttpGet tcpSocket grpc initialDelaySeconds:int timeoutSeconds:int periodSeconds:int successThreshold:int failureThreshold:int terminationGracePeriodSeconds:int',
  HttpGet: 'path:string port host:string scheme:string httpHeaders',
  Volume:
    'name:string hostPath emptyDir gcePersistentDisk awsElasticBlockStore gitRepo secret:SecretVolume nfs iscsi glusterfs persistentVolumeClaim:ClaimVolume rbd flexVolume cinder cephfs flocker downwardAPI fc azureFile configMap:ConfigMapVolume vsphereVolume quobyte azureDisk photonPersistentDisk projected portworxVolume scaleIO storageos csi ephemeral image',
  SecretVolume: 'secretName:string items defaultMode:int optional:bool',
  ConfigMapVolume: 'name:string items defaultMode:int optional:bool',
  ClaimVolume: 'claimName:string readOnly:bool',

  ServiceSpec:
    'ports:ServicePort[] selector:map clusterIP:string clusterIPs:string[] type:string externalIPs:string[] sessionAffinity:string loadBalancerIP:string loadBalancerSourceRanges:string[] externalName:string externalTrafficPolicy:string healthCheckNodePort:int publishNotReadyAddresses:bool sessionAffinityConfig ipFamilies:string[] ipFamilyPolicy:string allocateLoadBalancerNodePorts:bool loadBalancerClass:string internalTrafficPolicy:string trafficDistribution',
  ServicePort:
    'name:string protocol:string appProtocol:string port:int targetPort nodePort:int',
  ClaimSpec:
    'accessModes:string[] selector:LabelSelector resources:Resources volumeName:string storageClassName:string volumeMode:string dataSource dataSourceRef volumeAttributesClassName',
  Claim: 'apiVersion kind metadata:ObjectMeta spec:ClaimSpec status',
  NamespaceSpec: 'finalizers',

  DeploymentSpec:
    'replicas:int selector:LabelSelector template:PodTemplateSpec strategy:Strategy minReadySeconds:int revisionHistoryLimit:int paused:bool progressDeadlineSeconds:int',
  Strategy: 'type:string rollingUpdate',
  ReplicaSetSpec:
    'replicas:int minReadySeconds:int selector:LabelSelector template:PodTemplateSpec',
  StatefulSetSpec:
    'replicas:int selector:LabelSelector template:PodTemplateSpec volumeClaimTemplates:Claim[] serviceName:string podManagementPolicy:string updateStrategy:Strategy revisionHistoryLimit:int minReadySeconds:int persistentVolumeClaimRetentionPolicy ordinals',
  DaemonSetSpec:
    'selector:LabelSelector template:PodTemplateSpec updateStrategy:Strategy minReadySeconds:int revisionHistoryLimit:int',
  JobSpec:
    'parallelism:int completions:int activeDeadlineSeconds:int podFailurePolicy successPolicy backoffLimit:int backoffLimitPerIndex maxFailedIndexes selector:LabelSelector manualSelector template:PodTemplateSpec ttlSecondsAfterFinished:int completionMode:string suspend:bool podReplacementPolicy managedBy',
  CronJobSpec:
    'schedule:string timeZone:string startingDeadlineSeconds:int concurrencyPolicy:string suspend:bool jobTemplate:JobTemplate successfulJobsHistoryLimit:int failedJobsHistoryLimit:int',
  HpaSpec:
    'scaleTargetRef:ScaleTarget minReplicas:int maxReplicas:int metrics behavior',
  ScaleTarget: 'apiVersion:string kind:string name:string',
  PdbSpec:
    'minAvailable selector:LabelSelector maxUnavailable unhealthyPodEvictionPolicy:string',
  JobTemplate: 'metadata:ObjectMeta spec:JobSpec',

  NetworkPolicySpec:
    'podSelector:LabelSelector ingress:IngressRule[] egress:EgressRule[] policyTypes:string[]',
  IngressRule: 'ports:PolicyPort[] from:PolicyPeer[]',
  EgressRule: 'ports:PolicyPort[] to:PolicyPeer[]',
  PolicyPort: 'protocol:string port endPort:int',
  PolicyPeer:
    'podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:IpBlock',
  IpBlock: 'cidr:string except:string[]',
  IngressSpec:
    'ingressClassName:string defaultBackend:IngressBackend tls:IngressTls[] rules:IngressHost[]',
  IngressTls: 'hosts:string[] secretName:string',
  IngressHost: 'host:string http:IngressHttp',
  IngressHttp: 'paths:IngressPath[]',
  IngressPath: 'path:string pathType:string backend:IngressBackend',
  IngressBackend: 'service:IngressService resource',
  IngressService: 'name:string port:IngressPort',
  IngressPort: 'name:string number:int',
};
