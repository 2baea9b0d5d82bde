#pragma once

#include <devenv/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// What `/_ping` says in its headers.
struct Pong
{
    std::string api_version{};      ///< newest version served, "1.51"
    std::string builder_version{};  ///< "1" classic, "2" BuildKit preferred; empty before 23.0
    std::string os_type{};          ///< "linux", "windows"
    std::string server{};           ///< "Docker/28.5.2 (linux)", "Libpod/…"
    bool is_experimental = false;
};

/// Source: SystemVersion, API 1.24.
struct SystemVersion
{
    std::string version{};
    std::string api_version{};
    std::string min_api_version{};
    std::string git_commit{};
    std::string go_version{};
    std::string os{};
    std::string arch{};
    std::string kernel_version{};
    std::string build_time{};
    bool experimental = false;
    Extra extra{};
};

/// Source: SystemInfo, API 1.24.
struct SystemInfo
{
    std::string id{};
    std::int64_t containers = 0;
    std::int64_t images = 0;
    std::string driver{};  ///< storage driver
    std::string docker_root_dir{};
    std::string name{};
    std::string server_version{};
    std::string operating_system{};
    std::string os_type{};
    std::string architecture{};
    std::string kernel_version{};
    std::string cgroup_driver{};
    std::string cgroup_version{};  ///< "1", "2"; empty before API 1.41
    std::int64_t cpus = 0;
    std::int64_t memory_bytes = 0;
    std::string http_proxy{};
    std::string https_proxy{};
    std::string no_proxy{};
    std::vector<std::string> security_options{};  ///< "name=rootless", "name=userns"
    std::vector<std::string> warnings{};
    Extra extra{};
};

/// The answer of an operation that has none.
struct Nothing
{};

}  // namespace devenv::inline v1
