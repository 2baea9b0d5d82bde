// Values for a project that has no devenv.json, or that leaves something out of it.
#pragma once

#include "devenv/config.hpp"
#include "workflow/settings.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::workflow {

/// What a project's folder has, as far as profiles decide by it.
struct TreeFacts
{
    std::string make_script{};                ///< text of hack/make.sh
    std::set<std::string> bundles{};          ///< names in hack/make
    std::set<std::string> validations{};      ///< names in hack/validate
    bool has_make_script = false;             ///< hack/make.sh
    bool has_unit_script = false;             ///< hack/test/unit
    bool has_dev_script = false;              ///< hack/dev.sh
    std::optional<std::string> dockerfile{};  ///< text of Dockerfile
};

/// The lowest layer of the configuration.
struct Profile
{
    BuiltInProfile kind = BuiltInProfile::dockerfile;
    Settings settings{};
    TreeConventions conventions{};
    std::vector<std::string> pass_assigned{};
    std::map<std::string, std::string> absent_targets{};  ///< target → file that it would need
};

/// The names of a Dockerfile's stages, in its order.
std::vector<std::string> stage_names(std::string_view dockerfile);

/// Whether the Dockerfile's entrypoint is one of moby's docker-in-docker scripts.
bool has_dind_entrypoint(std::string_view dockerfile);

/// The profile that fits the tree: moby's if it has hack/make.sh and a Dockerfile. `bind` is what was asked
/// for by the layers above; the stage to build depends on it.
Profile choose_profile(const TreeFacts& tree, std::optional<BindMode> bind);

}  // namespace devenv::detail::workflow
