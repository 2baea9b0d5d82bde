// The field lists of the models, declared for all that use them.
#pragma once

#include "base/json_fields.hpp"
#include "devenv/models/cluster_volume.hpp"
#include "devenv/models/container.hpp"
#include "devenv/models/container_parts.hpp"
#include "devenv/models/daemon.hpp"
#include "devenv/models/descriptor.hpp"
#include "devenv/models/image.hpp"
#include "devenv/models/image_parts.hpp"
#include "devenv/models/network.hpp"
#include "devenv/models/plugin.hpp"
#include "devenv/models/registry.hpp"
#include "devenv/models/resources.hpp"
#include "devenv/models/secret.hpp"
#include "devenv/models/service.hpp"
#include "devenv/models/stats.hpp"
#include "devenv/models/swarm.hpp"
#include "devenv/models/system.hpp"
#include "devenv/models/task_spec.hpp"
#include "devenv/models/usage.hpp"
#include "devenv/models/volume.hpp"
#include "devenv/operations/volumes.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<BindOptions>();
template <>
const Fields& fields_of<VolumeOptions>();
template <>
const Fields& fields_of<TmpfsOptions>();
template <>
const Fields& fields_of<Mount>();
template <>
const Fields& fields_of<HostConfig>();
template <>
const Fields& fields_of<ContainerConfig>();
template <>
const Fields& fields_of<ContainerCreated>();
template <>
const Fields& fields_of<ContainerState>();
template <>
const Fields& fields_of<MountPoint>();
template <>
const Fields& fields_of<ContainerInspect>();
template <>
const Fields& fields_of<ContainerSummary>();
template <>
const Fields& fields_of<WaitError>();
template <>
const Fields& fields_of<ContainerEnd>();
template <>
const Fields& fields_of<ExecConfig>();
template <>
const Fields& fields_of<ExecCreated>();
template <>
const Fields& fields_of<ExecInspect>();
template <>
const Fields& fields_of<PathStat>();
template <>
const Fields& fields_of<ImageInspect>();
template <>
const Fields& fields_of<ImageSummary>();
template <>
const Fields& fields_of<ImageRemoved>();
template <>
const Fields& fields_of<Volume>();
template <>
const Fields& fields_of<VolumeList>();
template <>
const Fields& fields_of<VolumeCreate>();
template <>
const Fields& fields_of<SystemVersion>();
template <>
const Fields& fields_of<SystemInfo>();
template <>
const Fields& fields_of<EmptyObject>();
template <>
const Fields& fields_of<VolumeDriverConfig>();
template <>
const Fields& fields_of<ImageMountOptions>();
template <>
const Fields& fields_of<PortBinding>();
template <>
const Fields& fields_of<RestartPolicy>();
template <>
const Fields& fields_of<ThrottleDevice>();
template <>
const Fields& fields_of<WeightDevice>();
template <>
const Fields& fields_of<DeviceMapping>();
template <>
const Fields& fields_of<DeviceRequest>();
template <>
const Fields& fields_of<Ulimit>();
template <>
const Fields& fields_of<HealthConfig>();
template <>
const Fields& fields_of<LogConfig>();
template <>
const Fields& fields_of<ContainerUpdate>();
template <>
const Fields& fields_of<StorageDriverData>();
template <>
const Fields& fields_of<IpamPool>();
template <>
const Fields& fields_of<Ipam>();
template <>
const Fields& fields_of<NetworkContainer>();
template <>
const Fields& fields_of<NetworkConfigSource>();
template <>
const Fields& fields_of<NetworkPeer>();
template <>
const Fields& fields_of<NetworkTask>();
template <>
const Fields& fields_of<NetworkService>();
template <>
const Fields& fields_of<SubnetStatus>();
template <>
const Fields& fields_of<IpamStatus>();
template <>
const Fields& fields_of<NetworkStatus>();
template <>
const Fields& fields_of<NetworkInspect>();
template <>
const Fields& fields_of<NetworkCreate>();
template <>
const Fields& fields_of<NetworkCreated>();
template <>
const Fields& fields_of<EndpointIpam>();
template <>
const Fields& fields_of<EndpointSettings>();
template <>
const Fields& fields_of<NetworkConnect>();
template <>
const Fields& fields_of<NetworkDisconnect>();
template <>
const Fields& fields_of<NetworksPruned>();
template <>
const Fields& fields_of<HealthLogEntry>();
template <>
const Fields& fields_of<Health>();
template <>
const Fields& fields_of<Port>();
template <>
const Fields& fields_of<NetworkingConfig>();
template <>
const Fields& fields_of<Address>();
template <>
const Fields& fields_of<NetworkSettings>();
template <>
const Fields& fields_of<SummaryHostConfig>();
template <>
const Fields& fields_of<SummaryNetworks>();
template <>
const Fields& fields_of<ExecProcess>();
template <>
const Fields& fields_of<ObjectVersion>();
template <>
const Fields& fields_of<TlsInfo>();
template <>
const Fields& fields_of<Driver>();
template <>
const Fields& fields_of<Orchestration>();
template <>
const Fields& fields_of<Raft>();
template <>
const Fields& fields_of<Dispatcher>();
template <>
const Fields& fields_of<ExternalCa>();
template <>
const Fields& fields_of<CaConfig>();
template <>
const Fields& fields_of<EncryptionConfig>();
template <>
const Fields& fields_of<TaskDefaults>();
template <>
const Fields& fields_of<SwarmSpec>();
template <>
const Fields& fields_of<JoinTokens>();
template <>
const Fields& fields_of<Swarm>();
template <>
const Fields& fields_of<SwarmInit>();
template <>
const Fields& fields_of<SwarmJoin>();
template <>
const Fields& fields_of<SwarmUnlockKey>();
template <>
const Fields& fields_of<NamedResource>();
template <>
const Fields& fields_of<DiscreteResource>();
template <>
const Fields& fields_of<GenericResource>();
template <>
const Fields& fields_of<NodePlatform>();
template <>
const Fields& fields_of<NodeResources>();
template <>
const Fields& fields_of<EnginePlugin>();
template <>
const Fields& fields_of<EngineDescription>();
template <>
const Fields& fields_of<CsiTopology>();
template <>
const Fields& fields_of<CsiInfo>();
template <>
const Fields& fields_of<NodeDescription>();
template <>
const Fields& fields_of<NodeStatus>();
template <>
const Fields& fields_of<ManagerStatus>();
template <>
const Fields& fields_of<NodeSpec>();
template <>
const Fields& fields_of<Node>();
template <>
const Fields& fields_of<Platform>();
template <>
const Fields& fields_of<Descriptor>();
template <>
const Fields& fields_of<ManifestSize>();
template <>
const Fields& fields_of<ManifestImageData>();
template <>
const Fields& fields_of<ManifestAttestationData>();
template <>
const Fields& fields_of<ImageManifest>();
template <>
const Fields& fields_of<RootFs>();
template <>
const Fields& fields_of<ImageMetadata>();
template <>
const Fields& fields_of<SecretSpec>();
template <>
const Fields& fields_of<Secret>();
template <>
const Fields& fields_of<SwarmConfigSpec>();
template <>
const Fields& fields_of<SwarmConfig>();
template <>
const Fields& fields_of<SwarmObjectCreated>();
template <>
const Fields& fields_of<ObjectCreated>();
template <>
const Fields& fields_of<PluginPrivilege>();
template <>
const Fields& fields_of<PluginMount>();
template <>
const Fields& fields_of<PluginDevice>();
template <>
const Fields& fields_of<PluginEnv>();
template <>
const Fields& fields_of<PluginArgs>();
template <>
const Fields& fields_of<PluginInterface>();
template <>
const Fields& fields_of<PluginUser>();
template <>
const Fields& fields_of<PluginNetwork>();
template <>
const Fields& fields_of<PluginLinux>();
template <>
const Fields& fields_of<PluginRootfs>();
template <>
const Fields& fields_of<PluginConfig>();
template <>
const Fields& fields_of<PluginSettings>();
template <>
const Fields& fields_of<Plugin>();
template <>
const Fields& fields_of<PluginTaskSpec>();
template <>
const Fields& fields_of<CredentialSpec>();
template <>
const Fields& fields_of<SelinuxContext>();
template <>
const Fields& fields_of<SeccompOptions>();
template <>
const Fields& fields_of<AppArmorOptions>();
template <>
const Fields& fields_of<Privileges>();
template <>
const Fields& fields_of<DnsConfig>();
template <>
const Fields& fields_of<FileTarget>();
template <>
const Fields& fields_of<SecretReference>();
template <>
const Fields& fields_of<ConfigReference>();
template <>
const Fields& fields_of<TaskContainer>();
template <>
const Fields& fields_of<AttachmentSpec>();
template <>
const Fields& fields_of<TaskLimits>();
template <>
const Fields& fields_of<TaskResources>();
template <>
const Fields& fields_of<TaskRestartPolicy>();
template <>
const Fields& fields_of<SpreadOver>();
template <>
const Fields& fields_of<PlacementPreference>();
template <>
const Fields& fields_of<Placement>();
template <>
const Fields& fields_of<NetworkAttachmentConfig>();
template <>
const Fields& fields_of<TaskSpec>();
template <>
const Fields& fields_of<Replicated>();
template <>
const Fields& fields_of<ReplicatedJob>();
template <>
const Fields& fields_of<ServiceMode>();
template <>
const Fields& fields_of<UpdateConfig>();
template <>
const Fields& fields_of<EndpointPort>();
template <>
const Fields& fields_of<EndpointSpec>();
template <>
const Fields& fields_of<ServiceSpec>();
template <>
const Fields& fields_of<VirtualIp>();
template <>
const Fields& fields_of<ServiceEndpoint>();
template <>
const Fields& fields_of<UpdateStatus>();
template <>
const Fields& fields_of<ServiceStatus>();
template <>
const Fields& fields_of<JobStatus>();
template <>
const Fields& fields_of<Service>();
template <>
const Fields& fields_of<ServiceCreated>();
template <>
const Fields& fields_of<ServiceUpdated>();
template <>
const Fields& fields_of<ContainerStatus>();
template <>
const Fields& fields_of<PortStatus>();
template <>
const Fields& fields_of<TaskStatus>();
template <>
const Fields& fields_of<AttachedNetwork>();
template <>
const Fields& fields_of<TaskNetwork>();
template <>
const Fields& fields_of<VolumeAttachment>();
template <>
const Fields& fields_of<Task>();
template <>
const Fields& fields_of<VolumeUsageData>();
template <>
const Fields& fields_of<VolumesPruned>();
template <>
const Fields& fields_of<TopologySegments>();
template <>
const Fields& fields_of<TopologyRequirement>();
template <>
const Fields& fields_of<CapacityRange>();
template <>
const Fields& fields_of<VolumeSecret>();
template <>
const Fields& fields_of<MountVolumeOptions>();
template <>
const Fields& fields_of<VolumeAccessMode>();
template <>
const Fields& fields_of<ClusterVolumeSpec>();
template <>
const Fields& fields_of<ClusterVolumeInfo>();
template <>
const Fields& fields_of<ClusterVolumePublish>();
template <>
const Fields& fields_of<ClusterVolume>();
template <>
const Fields& fields_of<VolumeUpdate>();
template <>
const Fields& fields_of<EnginePlatform>();
template <>
const Fields& fields_of<EngineComponent>();
template <>
const Fields& fields_of<DaemonPlugins>();
template <>
const Fields& fields_of<RegistryIndex>();
template <>
const Fields& fields_of<RegistryConfig>();
template <>
const Fields& fields_of<ContainerRuntime>();
template <>
const Fields& fields_of<Commit>();
template <>
const Fields& fields_of<PeerNode>();
template <>
const Fields& fields_of<SwarmInfo>();
template <>
const Fields& fields_of<AddressPool>();
template <>
const Fields& fields_of<FirewallInfo>();
template <>
const Fields& fields_of<DiscoveredDevice>();
template <>
const Fields& fields_of<ContainerdNamespaces>();
template <>
const Fields& fields_of<ContainerdInfo>();
template <>
const Fields& fields_of<CpuTimes>();
template <>
const Fields& fields_of<CpuThrottling>();
template <>
const Fields& fields_of<CpuStats>();
template <>
const Fields& fields_of<MemoryStats>();
template <>
const Fields& fields_of<BlockIoEntry>();
template <>
const Fields& fields_of<BlockIoStats>();
template <>
const Fields& fields_of<PidsStats>();
template <>
const Fields& fields_of<NetworkStats>();
template <>
const Fields& fields_of<StorageStats>();
template <>
const Fields& fields_of<ContainerStats>();
template <>
const Fields& fields_of<ProcessList>();
template <>
const Fields& fields_of<FilesystemChange>();
template <>
const Fields& fields_of<ContainerUpdated>();
template <>
const Fields& fields_of<ContainersPruned>();
template <>
const Fields& fields_of<Checkpoint>();
template <>
const Fields& fields_of<CheckpointCreate>();
template <>
const Fields& fields_of<DistributionPlatform>();
template <>
const Fields& fields_of<DistributionInspect>();
template <>
const Fields& fields_of<HistoryEntry>();
template <>
const Fields& fields_of<SearchResult>();
template <>
const Fields& fields_of<ImagesPruned>();
template <>
const Fields& fields_of<AttestationStatement>();
template <>
const Fields& fields_of<BuildCacheRecord>();
template <>
const Fields& fields_of<ImagesUsage>();
template <>
const Fields& fields_of<ContainersUsage>();
template <>
const Fields& fields_of<VolumesUsage>();
template <>
const Fields& fields_of<BuildCacheUsage>();
template <>
const Fields& fields_of<DiskUsage>();
template <>
const Fields& fields_of<AuthConfig>();
template <>
const Fields& fields_of<AuthResult>();
template <>
const Fields& fields_of<EventActor>();
template <>
const Fields& fields_of<Event>();
template <>
const Fields& fields_of<BuildCachePruned>();

}  // namespace devenv::detail::json
