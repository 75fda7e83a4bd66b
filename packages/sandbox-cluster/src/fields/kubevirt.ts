/** Of kubevirt.io/api, KubeVirt 1.9, and CDI's DataVolume. */
export const kubevirtTypes: Record<string, string> = {
  VmSpec:
    'running:bool runStrategy:string instancetype:Matcher preference:Matcher template:VmTemplate dataVolumeTemplates:DataVolumeTemplate[] updateVolumesStrategy',
  Matcher:
    'name:string kind:string revisionName:string inferFromVolume inferFromVolumeFailurePolicy',
  // Its metadata is not in the CRD's schema.
  VmTemplate: 'metadata spec:VmiSpec',
  DataVolumeTemplate: 'apiVersion kind metadata spec:DataVolumeSpec status',
  VmiSpec:
    'priorityClassName:string domain:Domain nodeSelector:map affinity:Affinity schedulerName:string tolerations:Toleration[] topologySpreadConstraints:Spread[] resourceClaims evictionStrategy:string startStrategy:string terminationGracePeriodSeconds:int volumes:VmVolume[] livenessProbe readinessProbe hostname:string subdomain:string networks:VmNetwork[] dnsPolicy:string dnsConfig accessCredentials architecture:string utilityVolumes',
  Domain:
    'resources cpu:VmCpu memory:VmMemory machine firmware clock features devices:Devices ioThreadsPolicy ioThreads chassis launchSecurity rebootPolicy',
  VmCpu:
    'cores:int sockets:int maxSockets:int threads:int model:string features numa dedicatedCpuPlacement:bool isolateEmulatorThread:bool realtime',
  VmMemory: 'hugepages guest maxGuest overcommit reservedOverhead',
  Devices:
    'useVirtioTransitional disableHotplug disks:Disk[] watchdog interfaces:Interface[] inputs autoattachPodInterface autoattachGraphicsDevice autoattachSerialConsole logSerialConsole autoattachMemBalloon autoattachInputDevice autoattachVSOCK rng blockMultiQueue networkInterfaceMultiqueue gpus downwardMetrics panicDevices filesystems hostDevices clientPassthrough sound tpm video',
  Disk: 'name:string bootOrder:int disk lun cdrom serial:string dedicatedIOThread cache:string io:string tag:string blockSize shareable:bool errorPolicy changedBlockTracking',
  Interface:
    'name:string model:string bridge slirp masquerade sriov macvtap passt passtBinding binding ports:InterfacePort[] macAddress:string bootOrder:int pciAddress:string dhcpOptions tag:string acpiIndex state',
  InterfacePort: 'name:string protocol:string port:int',
  VmNetwork: 'name:string pod multus resourceClaim',
  VmVolume:
    'name:string hostDisk persistentVolumeClaim cloudInitNoCloud cloudInitConfigDrive sysprep containerDisk ephemeral emptyDisk dataVolume configMap secret downwardAPI serviceAccount downwardMetrics memoryDump containerPath',
  DataVolumeSpec:
    'source sourceRef pvc storage priorityClassName contentType checkpoints finalCheckpoint preallocation',
};
