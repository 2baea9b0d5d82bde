#pragma once

#include <devenv/export.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::inline v1 {

/// What the repository around a project says about it. Read from `.git` itself: git needs not be installed.
struct GitFacts
{
    bool is_repository = false;
    std::string branch{};         ///< "HEAD" if detached; empty if it isn't known
    std::string commit{};         ///< full hash; empty before the first commit
    std::optional<bool> dirty{};  ///< tracked files differ from the commit; absent if git can't be asked
    std::filesystem::path common_directory{};  ///< the repository's own .git, for a worktree the shared one
    bool is_worktree = false;  ///< `.git` is a file that points into another checkout's `.git`
    std::string note{};        ///< why something isn't known, for the user
};

/// Which part of the project the container shares with the host.
enum class BindMode
{
    bundles,  ///< only the folder of artefacts
    source,   ///< the whole project, over the image's working directory
    none,     ///< nothing: artefacts are copied out after the run
};

/// The name as devenv.json has it, "bundles".
DEVENV_API std::string_view to_string(BindMode mode) noexcept;

/// Where the values come from that neither flags, variables nor devenv.json give.
enum class BuiltInProfile
{
    moby,        ///< hack/make.sh and a Dockerfile: the tree builds as moby does
    dockerfile,  ///< anything else: no targets but those of devenv.json
};

/// Whether the daemon sees this machine's folders.
enum class DaemonPlace
{
    local,
    remote,  ///< nothing can be mounted from here
};

/// A remark about the configuration. It never stops the work.
struct ConfigNote
{
    enum class Level
    {
        note,
        warning,
    };

    Level level = Level::note;
    std::string text{};

    bool operator==(const ConfigNote&) const = default;
};

/// What scripts of moby's kind expect; it changed over the years.
struct TreeConventions
{
    enum class Commit
    {
        short_hash,
        full_hash,
    };

    enum class TestFolders
    {
        dotted,  ///< TESTDIRS=./pkg/term
        bare,    ///< TESTDIRS=pkg/term: the script adds the ./
    };

    Commit commit = Commit::full_hash;
    std::string dirty_mark = "-dirty";          ///< behind the commit if tracked files differ from it
    std::optional<TestFolders> test_folders{};  ///< absent: TESTDIRS is passed as it is
    bool knows_keep_bundle = true;              ///< KEEPBUNDLE has an effect
};

/// A project's configuration with every value decided, expanded and checked.
struct ProjectConfig
{
    enum class Builder
    {
        automatic,
        classic,
    };

    struct Build
    {
        std::string context = ".";              ///< folder, relative to the root or absolute
        std::string dockerfile = "Dockerfile";  ///< relative to the context or absolute
        std::string target{};                   ///< stage; empty = the last one
        std::map<std::string, std::string> args{};
        std::vector<std::string> cache_from{};
        Builder builder = Builder::automatic;
        std::string platform{};  ///< "linux/arm64/v8"; empty = the daemon's
        std::string network{};   ///< of the steps; empty = the daemon's default
    };

    enum class Hash
    {
        md5,
        sha256,
    };

    struct Bundles
    {
        std::string directory =
            "bundles";               ///< relative, on the host to the root, in the container to the workdir
        std::vector<Hash> hashes{};  ///< hash files to write where they are missing
    };

    struct Mount
    {
        enum class Kind
        {
            bind,
            volume,
            tmpfs,
        };

        Kind kind = Kind::bind;
        std::string source{};  ///< bind: absolute path on the host; volume: its name; tmpfs: empty
        std::string target{};  ///< absolute path in the container
        bool read_only = false;

        bool operator==(const Mount&) const = default;
    };

    struct Port
    {
        std::string address{};  ///< of the host; empty = all
        std::uint16_t host = 0;
        std::uint16_t container = 0;
        std::string protocol = "tcp";

        bool operator==(const Port&) const = default;
    };

    struct Run
    {
        bool privileged = true;
        bool init = true;
        std::map<std::string, std::string> env{};
        std::map<std::string, std::string> given_env{};  ///< -e: wins over everything else
        std::vector<std::string> pass_env{};             ///< names, or prefixes as `X_*`
        std::vector<std::string>
            pass_assigned{};  ///< forwarded only as VAR=value: too common in environments
        std::vector<Mount> mounts{};
        std::map<std::string, std::string> caches{};  ///< named volume → path in the container
        std::vector<Port> ports{};
        std::string user{};     ///< empty = the image's
        std::string network{};  ///< empty = the daemon's default
    };

    struct Target
    {
        std::vector<std::string> command{};
        bool build = true;  ///< the image is brought up to date first

        bool operator==(const Target&) const = default;
    };

    std::filesystem::path root{};
    BuiltInProfile profile = BuiltInProfile::dockerfile;
    TreeConventions conventions{};
    std::string name{};
    std::string image{};  ///< reference to build and run, with its tag
    Build build{};
    std::string workdir{};  ///< empty = the image's
    Bundles bundles{};
    BindMode bind = BindMode::bundles;
    std::string
        bound_directory{};  ///< what BIND_DIR named besides, relative to root and workdir; mostly empty
    Run run{};
    std::map<std::string, Target> targets{};
    std::map<std::string, std::string> absent_targets{};  ///< known to the profile → the file it lacks here
    std::string version{};                                ///< first line of the file VERSION
    GitFacts git{};
    std::map<std::string, std::string> assignments{};  ///< the VAR=value arguments
    std::vector<ConfigNote> notes{};
};

/// One line of `doctor --config`. Values of variables that look like secrets are masked.
struct EffectiveValue
{
    std::string key{};    ///< "run.privileged"
    std::string value{};  ///< as JSON would have it, a string without its quotes
    std::string
        source{};  ///< "devenv.json:3:14", "--target", "BIND_DIR=. (argument)", "moby profile", "default"

    bool operator==(const EffectiveValue&) const = default;
};

/// What the command line adds to the configuration; each wins over all other sources.
struct ConfigFlags
{
    std::optional<std::string> image{};               ///< -t
    std::optional<std::string> target_stage{};        ///< --target
    std::optional<std::string> platform{};            ///< --platform
    std::vector<std::string> cache_from{};            ///< --cache-from
    std::map<std::string, std::string> build_args{};  ///< --build-arg
    std::map<std::string, std::string> env{};         ///< -e
};

/// What a configuration is loaded from.
struct ConfigRequest
{
    std::filesystem::path directory = ".";        ///< where the search for the project's root begins
    std::optional<std::filesystem::path> file{};  ///< --config; else devenv.json in the root, if there is one
    ConfigFlags flags{};
    std::vector<std::string> assignments{};            ///< VAR=value arguments as given
    std::map<std::string, std::string> environment{};  ///< mostly process_environment()
    DaemonPlace daemon = DaemonPlace::local;
};

/// A configuration and where each of its values comes from.
struct LoadedConfig
{
    ProjectConfig config{};
    std::vector<EffectiveValue> values{};
};

/// Finds the project's root, reads devenv.json, git facts and VERSION, and merges all by precedence: flags,
/// VAR=value, environment, devenv.json, built-in profile.
/// Errors: config, as "devenv.json:LINE:COLUMN: what (did you mean …?)"; local for files that can't be read.
DEVENV_API LoadedConfig load_config(const ConfigRequest& request);

/// The target of that name.
/// Errors: config, with the nearest name, or with the file that the tree lacks for it.
DEVENV_API const ProjectConfig::Target& find_target(const ProjectConfig& config, std::string_view name);

/// This process's environment as a map.
DEVENV_API std::map<std::string, std::string> process_environment();

}  // namespace devenv::inline v1
