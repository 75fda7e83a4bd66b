/** Of kubevirt.io/api, KubeVirt 1.9, and CDI's DataVolume. */
export const kubevirtTypes: Record<string, string> = {
  VmSpec:
    'running runStrategy instancetype:Matcher preference:Matcher template:VmTemplate dataVolumeTemplates:DataVolumeTemplate[] updateVolumesStrategy',
  Matcher:
    'name kind revisionName inferFromVolume inferFromVolumeFailurePolicy',
  // Its metadata is not in the CRD's schema.
  VmTemplate: 'metadata spec:VmiSpec',
  DataVolumeTemplate: 'apiVersion kind metadata spec:DataVolumeSpec status',
  VmiSpec:
    'priorityClassName domain:Domain nodeSelector affinity:Affinity schedulerName tolerations:Toleration[] topologySpreadConstraints:Spread[] resourceClaims evictionStrategy startStrategy terminationGracePeriodSeconds volumes:VmVolume[] livenessProbe readinessProbe hostname subdomain networks:VmNetwork[] dnsPolicy dnsConfig accessCredentials architecture utilityVolumes',
  Domain:
    'resources cpu memory:VmMemory machine firmware clock features devices:Devices ioThreadsPolicy ioThreads chassis launchSecurity rebootPolicy',
  VmMemory: 'hugepages guest maxGuest overcommit reservedOverhead',
  Devices:
    'useVirtioTransitional disableHotplug disks:Disk[] watchdog interfaces:Interface[] inputs autoattachPodInterface autoattachGraphicsDevice autoattachSerialConsole logSerialConsole autoattachMemBalloon autoattachInputDevice autoattachVSOCK rng blockMultiQueue networkInterfaceMultiqueue gpus downwardMetrics panicDevices filesystems hostDevices clientPassthrough sound tpm video',
  Disk: 'name bootOrder disk lun cdrom serial dedicatedIOThread cache io tag blockSize shareable errorPolicy changedBlockTracking',
  Interface:
    'name model bridge slirp masquerade sriov macvtap passt passtBinding binding ports:InterfacePort[] macAddress bootOrder pciAddress dhcpOptions tag acpiIndex state',
  InterfacePort: 'name protocol port',
  VmNetwork: 'name pod multus resourceClaim',
  VmVolume:
    'name hostDisk persistentVolumeClaim cloudInitNoCloud cloudInitConfigDrive sysprep containerDisk ephemeral emptyDisk dataVolume configMap secret downwardAPI serviceAccount downwardMetrics memoryDump containerPath',
  DataVolumeSpec:
    'source sourceRef pvc storage priorityClassName contentType checkpoints finalCheckpoint preallocation',
};
