// BIND_DIR, the variable that moby's Makefile is most often misunderstood in.
#pragma once

#include "devenv/config.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::workflow {

struct BindRequest
{
    std::optional<std::string> bind_dir{};  ///< BIND_DIR
    std::optional<std::string> binddir{};   ///< BINDDIR, its old name
    std::string bundles = "bundles";        ///< bundles.dir
    std::filesystem::path root{};
    DaemonPlace daemon = DaemonPlace::local;  ///< remote: a note says that nothing can be mounted
};

struct BindDecision
{
    std::optional<BindMode> mode{};  ///< absent = neither variable is set
    std::string variable{};          ///< which one decided, "BIND_DIR"
    std::string value{};
    std::string also_bound{};  ///< a folder that was asked for but isn't where artefacts go
    std::vector<ConfigNote> notes{};
};

/// Decides what BIND_DIR means, and says where artefacts really go if it isn't what was meant.
/// Errors: config, for a folder outside of the project.
BindDecision decide_bind(const BindRequest& request);

}  // namespace devenv::detail::workflow
