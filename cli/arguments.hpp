// The command line, as a value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace devenv::cli {

enum class Verb
{
    build,
    target,
    shell,
    run,
    logs,
    clean,
    images_freeze,
    images_load,
    doctor,
    api,
    version,
};

struct Arguments
{
    // global
    std::string directory = ".";
    std::string host{};
    std::string context{};
    std::string config_file{};
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool no_color = false;

    Verb verb = Verb::version;
    std::string target{};                    ///< of Verb::target
    std::vector<std::string> assignments{};  ///< VAR=value
    std::vector<std::string> command{};      ///< behind --

    // build, and the targets that build first
    bool no_cache = false;
    bool pull = false;
    std::vector<std::string> cache_from{};
    std::string target_stage{};
    std::map<std::string, std::string> build_args{};
    std::string tag{};

    // runs
    bool no_build = false;
    bool detach = false;
    std::map<std::string, std::string> env{};
    std::string commit{};

    // logs
    bool follow = false;
    std::string since{};
    std::string run{};

    // clean
    bool images = false;
    bool bundles = false;
    bool all = false;
    bool dry_run = false;

    // images freeze
    std::string folder{};
    std::vector<std::string> image_names{};
    std::string platform{};
    bool oci = false;
    std::string tar_file{};
    std::vector<std::string> mirrors{};
    std::vector<std::string> insecure{};
    int parallel = 4;
    int tries = 10;
    int stall_seconds = 30;

    // images load
    std::string bundle{};

    // doctor
    bool show_config = false;
    bool fix = false;

    // api
    bool operations = false;
    bool include = false;
    std::string method{};
    std::string path{};
    std::string data{};
    std::vector<std::pair<std::string, std::string>> query{};
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// What parsing came to: arguments to go on with, or a text to print and an exit code (--help, usage errors).
struct Parsed
{
    std::optional<Arguments> arguments{};
    std::string text{};
    int exit_code = 0;
};

Parsed parse_arguments(std::vector<std::string> words);

}  // namespace devenv::cli
