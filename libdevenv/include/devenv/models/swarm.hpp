#pragma once

#include <devenv/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// The version of an object of the swarm. An update has to give the one it was read with.
struct ObjectVersion
{
    std::uint64_t index = 0;
    Extra extra{};
};

/// Source: TLSInfo.
struct TlsInfo
{
    std::string trust_root{};
    std::string cert_issuer_subject{};     ///< base64
    std::string cert_issuer_public_key{};  ///< base64
    Extra extra{};
};

/// A driver with its options.
struct Driver
{
    std::string name{};
    std::map<std::string, std::string> options{};
    Extra extra{};
};

/// Source: SwarmSpec.Orchestration.
struct Orchestration
{
    std::optional<std::int64_t> task_history_retention_limit{};
    Extra extra{};
};

/// Source: SwarmSpec.Raft.
struct Raft
{
    std::uint64_t snapshot_interval = 0;
    std::optional<std::uint64_t> keep_old_snapshots{};
    std::uint64_t log_entries_for_slow_followers = 0;
    std::int64_t election_tick = 0;
    std::int64_t heartbeat_tick = 0;
    Extra extra{};
};

/// Source: SwarmSpec.Dispatcher.
struct Dispatcher
{
    std::chrono::nanoseconds heartbeat_period{};
    Extra extra{};
};

/// Source: SwarmSpec.CAConfig.ExternalCAs.
struct ExternalCa
{
    std::string protocol{};
    std::string url{};
    std::map<std::string, std::string> options{};
    std::string ca_cert{};
    Extra extra{};
};

/// Source: SwarmSpec.CAConfig.
struct CaConfig
{
    std::chrono::nanoseconds node_cert_expiry{};
    std::vector<ExternalCa> external_cas{};
    std::string signing_ca_cert{};
    std::string signing_ca_key{};
    std::uint64_t force_rotate = 0;
    Extra extra{};
};

/// Source: SwarmSpec.EncryptionConfig.
struct EncryptionConfig
{
    bool auto_lock_managers = false;
    Extra extra{};
};

/// Source: SwarmSpec.TaskDefaults.
struct TaskDefaults
{
    std::optional<Driver> log_driver{};
    Extra extra{};
};

/// What a swarm should be. Source: SwarmSpec.
struct SwarmSpec
{
    std::string name{};
    std::map<std::string, std::string> labels{};
    Orchestration orchestration{};
    Raft raft{};
    Dispatcher dispatcher{};
    CaConfig ca_config{};
    TaskDefaults task_defaults{};
    EncryptionConfig encryption_config{};
    Extra extra{};
};

/// The secrets by which nodes join.
struct JoinTokens
{
    std::string worker{};
    std::string manager{};
    Extra extra{};
};

/// A swarm, with the tokens to join it. Source: Swarm.
struct Swarm
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    SwarmSpec spec{};
    TlsInfo tls_info{};
    bool root_rotation_in_progress = false;
    std::vector<std::string> default_addr_pool{};
    std::uint32_t subnet_size = 0;
    std::uint32_t data_path_port = 0;
    JoinTokens join_tokens{};
    Extra extra{};
};

/// The body of POST /swarm/init.
struct SwarmInit
{
    std::string listen_addr{};
    std::string advertise_addr{};
    std::string data_path_addr{};
    std::uint32_t data_path_port = 0;
    std::vector<std::string> default_addr_pool{};
    bool force_new_cluster = false;
    std::uint32_t subnet_size = 0;
    SwarmSpec spec{};
    bool auto_lock_managers = false;
    std::string availability{};
    Extra extra{};
};

/// The body of POST /swarm/join.
struct SwarmJoin
{
    std::string listen_addr{};
    std::string advertise_addr{};
    std::string data_path_addr{};
    std::vector<std::string> remote_addrs{};
    std::string join_token{};
    std::string availability{};
    Extra extra{};
};

/// The key that unlocks a manager after a restart.
struct SwarmUnlockKey
{
    std::string key{};
    Extra extra{};
};

/// Source: GenericResources.NamedResourceSpec.
struct NamedResource
{
    std::string kind{};
    std::string value{};
    Extra extra{};
};

/// Source: GenericResources.DiscreteResourceSpec.
struct DiscreteResource
{
    std::string kind{};
    std::int64_t value = 0;
    Extra extra{};
};

/// One of two kinds. Source: GenericResources.
struct GenericResource
{
    std::optional<NamedResource> named{};
    std::optional<DiscreteResource> discrete{};
    Extra extra{};
};

/// Source: Platform of a node.
struct NodePlatform
{
    std::string architecture{};
    std::string os{};
    Extra extra{};
};

/// Source: ResourceObject.
struct NodeResources
{
    std::int64_t nano_cpus = 0;
    std::int64_t memory_bytes = 0;
    std::vector<GenericResource> generic_resources{};
    Extra extra{};
};

/// Source: EngineDescription.Plugins.
struct EnginePlugin
{
    std::string type{};
    std::string name{};
    Extra extra{};
};

/// Source: EngineDescription.
struct EngineDescription
{
    std::string engine_version{};
    std::map<std::string, std::string> labels{};
    std::vector<EnginePlugin> plugins{};
    Extra extra{};
};

/// Source: NodeCSIInfo.AccessibleTopology.
struct CsiTopology
{
    std::map<std::string, std::string> segments{};
    Extra extra{};
};

/// Source: NodeCSIInfo, API 1.42.
struct CsiInfo
{
    std::string plugin_name{};
    std::string node_id{};
    std::int64_t max_volumes_per_node = 0;
    std::optional<CsiTopology> accessible_topology{};
    Extra extra{};
};

/// Source: NodeDescription.
struct NodeDescription
{
    std::string hostname{};
    NodePlatform platform{};
    NodeResources resources{};
    EngineDescription engine{};
    TlsInfo tls_info{};
    std::vector<CsiInfo> csi_info{};
    Extra extra{};
};

/// Source: NodeStatus.
struct NodeStatus
{
    std::string state{};  ///< "unknown", "down", "ready", "disconnected"
    std::string message{};
    std::string addr{};
    Extra extra{};
};

/// Source: ManagerStatus.
struct ManagerStatus
{
    bool leader = false;
    std::string reachability{};  ///< "unknown", "unreachable", "reachable"
    std::string addr{};
    Extra extra{};
};

/// What a node should be. Source: NodeSpec.
struct NodeSpec
{
    std::string name{};
    std::map<std::string, std::string> labels{};
    std::string role{};          ///< "worker", "manager"
    std::string availability{};  ///< "active", "pause", "drain"
    Extra extra{};
};

/// A machine of a swarm. Source: Node.
struct Node
{
    std::string id{};
    ObjectVersion version{};
    std::string created_at{};
    std::string updated_at{};
    NodeSpec spec{};
    NodeDescription description{};
    NodeStatus status{};
    std::optional<ManagerStatus> manager_status{};
    Extra extra{};
};

}  // namespace devenv::inline v1
