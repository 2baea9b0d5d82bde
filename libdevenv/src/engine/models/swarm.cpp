#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<ObjectVersion>()
{
    static const Fields list = fields<ObjectVersion>(
        &ObjectVersion::extra,
        {
            {"Index", &ObjectVersion::index},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TlsInfo>()
{
    static const Fields list = fields<TlsInfo>(
        &TlsInfo::extra,
        {
            {"TrustRoot", &TlsInfo::trust_root},
            {"CertIssuerSubject", &TlsInfo::cert_issuer_subject},
            {"CertIssuerPublicKey", &TlsInfo::cert_issuer_public_key},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Driver>()
{
    static const Fields list = fields<Driver>(
        &Driver::extra,
        {
            {"Name", &Driver::name},
            {"Options", &Driver::options},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Orchestration>()
{
    static const Fields list = fields<Orchestration>(
        &Orchestration::extra,
        {
            {"TaskHistoryRetentionLimit", &Orchestration::task_history_retention_limit},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Raft>()
{
    static const Fields list = fields<Raft>(
        &Raft::extra,
        {
            {"SnapshotInterval", &Raft::snapshot_interval},
            {"KeepOldSnapshots", &Raft::keep_old_snapshots},
            {"LogEntriesForSlowFollowers", &Raft::log_entries_for_slow_followers},
            {"ElectionTick", &Raft::election_tick},
            {"HeartbeatTick", &Raft::heartbeat_tick},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Dispatcher>()
{
    static const Fields list = fields<Dispatcher>(
        &Dispatcher::extra,
        {
            {"HeartbeatPeriod", &Dispatcher::heartbeat_period},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ExternalCa>()
{
    static const Fields list = fields<ExternalCa>(
        &ExternalCa::extra,
        {
            {"Protocol", &ExternalCa::protocol},
            {"URL", &ExternalCa::url},
            {"Options", &ExternalCa::options},
            {"CACert", &ExternalCa::ca_cert},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CaConfig>()
{
    static const Fields list = fields<CaConfig>(
        &CaConfig::extra,
        {
            {"NodeCertExpiry", &CaConfig::node_cert_expiry},
            {"ExternalCAs", &CaConfig::external_cas},
            {"SigningCACert", &CaConfig::signing_ca_cert},
            {"SigningCAKey", &CaConfig::signing_ca_key},
            {"ForceRotate", &CaConfig::force_rotate},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EncryptionConfig>()
{
    static const Fields list = fields<EncryptionConfig>(
        &EncryptionConfig::extra,
        {
            {"AutoLockManagers", &EncryptionConfig::auto_lock_managers},
        }
    );
    return list;
}

template <>
const Fields& fields_of<TaskDefaults>()
{
    static const Fields list = fields<TaskDefaults>(
        &TaskDefaults::extra,
        {
            {"LogDriver", &TaskDefaults::log_driver},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmSpec>()
{
    static const Fields list = fields<SwarmSpec>(
        &SwarmSpec::extra,
        {
            {"Name", &SwarmSpec::name},
            {"Labels", &SwarmSpec::labels},
            {"Orchestration", &SwarmSpec::orchestration},
            {"Raft", &SwarmSpec::raft},
            {"Dispatcher", &SwarmSpec::dispatcher},
            {"CAConfig", &SwarmSpec::ca_config},
            {"TaskDefaults", &SwarmSpec::task_defaults},
            {"EncryptionConfig", &SwarmSpec::encryption_config},
        }
    );
    return list;
}

template <>
const Fields& fields_of<JoinTokens>()
{
    static const Fields list = fields<JoinTokens>(
        &JoinTokens::extra,
        {
            {"Worker", &JoinTokens::worker},
            {"Manager", &JoinTokens::manager},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Swarm>()
{
    static const Fields list = fields<Swarm>(
        &Swarm::extra,
        {
            {"ID", &Swarm::id},
            {"Version", &Swarm::version},
            {"CreatedAt", &Swarm::created_at},
            {"UpdatedAt", &Swarm::updated_at},
            {"Spec", &Swarm::spec},
            {"TLSInfo", &Swarm::tls_info},
            {"RootRotationInProgress", &Swarm::root_rotation_in_progress},
            {"DefaultAddrPool", &Swarm::default_addr_pool},
            {"SubnetSize", &Swarm::subnet_size},
            {"DataPathPort", &Swarm::data_path_port},
            {"JoinTokens", &Swarm::join_tokens},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmInit>()
{
    static const Fields list = fields<SwarmInit>(
        &SwarmInit::extra,
        {
            {"ListenAddr", &SwarmInit::listen_addr},
            {"AdvertiseAddr", &SwarmInit::advertise_addr},
            {"DataPathAddr", &SwarmInit::data_path_addr, since(31)},
            {"DataPathPort", &SwarmInit::data_path_port, since(40)},
            {"DefaultAddrPool", &SwarmInit::default_addr_pool, since(39)},
            {"ForceNewCluster", &SwarmInit::force_new_cluster},
            {"SubnetSize", &SwarmInit::subnet_size, since(39)},
            {"Spec", &SwarmInit::spec},
            {"AutoLockManagers", &SwarmInit::auto_lock_managers},
            {"Availability", &SwarmInit::availability},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmJoin>()
{
    static const Fields list = fields<SwarmJoin>(
        &SwarmJoin::extra,
        {
            {"ListenAddr", &SwarmJoin::listen_addr},
            {"AdvertiseAddr", &SwarmJoin::advertise_addr},
            {"DataPathAddr", &SwarmJoin::data_path_addr, since(31)},
            {"RemoteAddrs", &SwarmJoin::remote_addrs},
            {"JoinToken", &SwarmJoin::join_token},
            {"Availability", &SwarmJoin::availability},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmUnlockKey>()
{
    static const Fields list = fields<SwarmUnlockKey>(
        &SwarmUnlockKey::extra,
        {
            {"UnlockKey", &SwarmUnlockKey::key},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NamedResource>()
{
    static const Fields list = fields<NamedResource>(
        &NamedResource::extra,
        {
            {"Kind", &NamedResource::kind},
            {"Value", &NamedResource::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<DiscreteResource>()
{
    static const Fields list = fields<DiscreteResource>(
        &DiscreteResource::extra,
        {
            {"Kind", &DiscreteResource::kind},
            {"Value", &DiscreteResource::value},
        }
    );
    return list;
}

template <>
const Fields& fields_of<GenericResource>()
{
    static const Fields list = fields<GenericResource>(
        &GenericResource::extra,
        {
            {"NamedResourceSpec", &GenericResource::named},
            {"DiscreteResourceSpec", &GenericResource::discrete},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NodePlatform>()
{
    static const Fields list = fields<NodePlatform>(
        &NodePlatform::extra,
        {
            {"Architecture", &NodePlatform::architecture},
            {"OS", &NodePlatform::os},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NodeResources>()
{
    static const Fields list = fields<NodeResources>(
        &NodeResources::extra,
        {
            {"NanoCPUs", &NodeResources::nano_cpus},
            {"MemoryBytes", &NodeResources::memory_bytes},
            {"GenericResources", &NodeResources::generic_resources},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EnginePlugin>()
{
    static const Fields list = fields<EnginePlugin>(
        &EnginePlugin::extra,
        {
            {"Type", &EnginePlugin::type},
            {"Name", &EnginePlugin::name},
        }
    );
    return list;
}

template <>
const Fields& fields_of<EngineDescription>()
{
    static const Fields list = fields<EngineDescription>(
        &EngineDescription::extra,
        {
            {"EngineVersion", &EngineDescription::engine_version},
            {"Labels", &EngineDescription::labels},
            {"Plugins", &EngineDescription::plugins},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CsiTopology>()
{
    static const Fields list = fields<CsiTopology>(
        &CsiTopology::extra,
        {
            {"Segments", &CsiTopology::segments},
        }
    );
    return list;
}

template <>
const Fields& fields_of<CsiInfo>()
{
    static const Fields list = fields<CsiInfo>(
        &CsiInfo::extra,
        {
            {"PluginName", &CsiInfo::plugin_name},
            {"NodeID", &CsiInfo::node_id},
            {"MaxVolumesPerNode", &CsiInfo::max_volumes_per_node},
            {"AccessibleTopology", &CsiInfo::accessible_topology},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NodeDescription>()
{
    static const Fields list = fields<NodeDescription>(
        &NodeDescription::extra,
        {
            {"Hostname", &NodeDescription::hostname},
            {"Platform", &NodeDescription::platform},
            {"Resources", &NodeDescription::resources},
            {"Engine", &NodeDescription::engine},
            {"TLSInfo", &NodeDescription::tls_info},
            {"CSIInfo", &NodeDescription::csi_info},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NodeStatus>()
{
    static const Fields list = fields<NodeStatus>(
        &NodeStatus::extra,
        {
            {"State", &NodeStatus::state},
            {"Message", &NodeStatus::message},
            {"Addr", &NodeStatus::addr},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ManagerStatus>()
{
    static const Fields list = fields<ManagerStatus>(
        &ManagerStatus::extra,
        {
            {"Leader", &ManagerStatus::leader},
            {"Reachability", &ManagerStatus::reachability},
            {"Addr", &ManagerStatus::addr},
        }
    );
    return list;
}

template <>
const Fields& fields_of<NodeSpec>()
{
    static const Fields list = fields<NodeSpec>(
        &NodeSpec::extra,
        {
            {"Name", &NodeSpec::name},
            {"Labels", &NodeSpec::labels},
            {"Role", &NodeSpec::role},
            {"Availability", &NodeSpec::availability},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Node>()
{
    static const Fields list = fields<Node>(
        &Node::extra,
        {
            {"ID", &Node::id},
            {"Version", &Node::version},
            {"CreatedAt", &Node::created_at},
            {"UpdatedAt", &Node::updated_at},
            {"Spec", &Node::spec},
            {"Description", &Node::description},
            {"Status", &Node::status},
            {"ManagerStatus", &Node::manager_status},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
