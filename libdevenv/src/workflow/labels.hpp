// What marks our containers and volumes, so that a later command knows what a killed one left.
#pragma once

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::workflow {

inline constexpr const char* project_label = "devenv.project";
inline constexpr const char* run_label = "devenv.run";
inline constexpr const char* owner_label = "devenv.owner";
inline constexpr const char* target_label = "devenv.target";
inline constexpr const char* fingerprint_label = "devenv.fingerprint";

/// Containers of this name were left on purpose (`run -d`, detach keys), whatever their labels say.
inline constexpr const char* detached_name = "devenv-detached-";

/// A process, told apart from every other one: its host (and pid namespace), its pid, and when it started.
struct Owner
{
    std::string host{};
    pid_t pid = 0;
    std::string start_time{};  ///< clock ticks since boot, as /proc/PID/stat has them

    static Owner self();
    static std::optional<Owner> parse(std::string_view label);
    std::string to_string() const;  ///< "host:pid:start"

    bool operator==(const Owner&) const = default;
};

enum class Liveness
{
    alive,
    dead,
    not_known,  ///< another host's process
};

/// Whether the owner still runs, seen from this process.
Liveness liveness_of(const Owner& owner);

/// A name for one run, unique among all: "20261124-113344-1a2b3c".
std::string make_run_id();

/// The labels of everything that a run makes.
std::map<std::string, std::string> labels_of_run(std::string_view project, std::string_view run);

}  // namespace devenv::detail::workflow
