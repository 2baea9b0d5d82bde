#include "arguments.hpp"

#include "exit_code.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace devenv::cli {

namespace {

struct NamedVerb
{
    std::string_view name;
    Verb verb;
};

constexpr std::array<NamedVerb, 9> verbs{{
    {"build", Verb::build},
    {"shell", Verb::shell},
    {"run", Verb::run},
    {"logs", Verb::logs},
    {"clean", Verb::clean},
    {"doctor", Verb::doctor},
    {"images", Verb::images_freeze},
    {"api", Verb::api},
    {"version", Verb::version},
}};
constexpr std::array<std::string_view, 1> later_verbs{"share"};
constexpr std::string_view target_verb = "TARGET";

constexpr const char* footer =
    R"(Targets come from devenv.json, or from the tree itself if it has hack/make.sh:
  devenv-cli binary                builds the image, compiles in it, leaves bundles/VERSION/binary/
  devenv-cli KEEPBUNDLE=1 binary   variables as with make, anywhere on the line
  devenv-cli shell                 a shell in the same environment
  devenv-cli run -- go version     any other command in it)";

bool is_assignment(std::string_view word)
{
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0 ||
        std::isdigit(static_cast<unsigned char>(word[0])) != 0)
        return false;
    return std::ranges::all_of(word.substr(0, equals), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
}

bool takes_value(std::string_view global)
{
    return global == "-C" || global == "-H" || global == "--config" || global == "--context" ||
           global == "--host" || global == "--directory";
}

// A target may have any name, so the verb is looked for here, and CLI11 sees a verb of its own in front of
// it. Assignments before the verb go behind it. Returns whether there is a verb.
bool put_verb_first(std::vector<std::string>& words, Arguments& arguments)
{
    std::vector<std::string> front;
    std::size_t at = 0;
    std::vector<std::string> assignments;
    for (; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (is_assignment(word)) {
            assignments.push_back(word);
        } else if (word.starts_with('-')) {
            front.push_back(word);
            if (takes_value(word) && at + 1 < words.size())
                front.push_back(words[++at]);
        } else {
            break;
        }
    }
    if (at == words.size()) {
        words = std::move(front);
        return false;
    }
    if (words[at] == "help") {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        words.emplace_back("--help");
        return put_verb_first(words, arguments);
    }
    const std::string verb = words[at];
    if (std::ranges::find(verbs, verb, &NamedVerb::name) != verbs.end()) {
        front.push_back(verb);
    } else {
        front.emplace_back(target_verb);
        arguments.target = verb;
    }
    front.insert(front.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
    front.insert(front.end(), assignments.begin(), assignments.end());
    words = std::move(front);
    return true;
}

std::map<std::string, std::string> as_map(const std::vector<std::string>& pairs, std::string_view option)
{
    std::map<std::string, std::string> map;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || equals == 0)
            throw CLI::ValidationError(std::string(option), fmt::format("`{}` isn't NAME=value", pair));
        map.insert_or_assign(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return map;
}

// "NAME=value" or "Name: value", the first separator counts; a name may be given again.
std::vector<std::pair<std::string, std::string>> as_pairs(
    const std::vector<std::string>& texts, char separator, std::string_view option
)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& text : texts) {
        const std::size_t at = text.find(separator);
        if (at == std::string::npos || at == 0)
            throw CLI::ValidationError(
                std::string(option), fmt::format("`{}` isn't NAME{}value", text, separator)
            );
        const std::size_t value = text.find_first_not_of(' ', at + 1);
        const bool is_header = separator == ':';
        const std::size_t start = is_header ? std::min(value, text.size()) : at + 1;
        pairs.emplace_back(text.substr(0, at), text.substr(start));
    }
    return pairs;
}

struct Lists
{
    std::vector<std::string> query{};
    std::vector<std::string> headers{};
    std::vector<std::string> build_args{};
    std::vector<std::string> env{};
};

void add_assignments(CLI::App& verb, Arguments& arguments)
{
    verb.add_option("VAR=value", arguments.assignments, "variables of the project, as make takes them");
}

void add_build_options(CLI::App& verb, Arguments& arguments, Lists& lists)
{
    verb.add_flag("--no-cache", arguments.no_cache, "do every step anew");
    verb.add_flag("--pull", arguments.pull, "look for newer base images");
    verb.add_option("--cache-from", arguments.cache_from, "images whose layers serve as cache")
        ->type_name("REF")
        ->allow_extra_args(false);
    verb.add_option("--target", arguments.target_stage, "stage of the Dockerfile")->type_name("STAGE");
    verb.add_option("--build-arg", lists.build_args, "argument of the Dockerfile")
        ->type_name("NAME=value")
        ->allow_extra_args(false);
    verb.add_option("-t,--tag", arguments.tag, "name of the image")->type_name("REF");
}

void add_run_options(CLI::App& verb, Arguments& arguments, Lists& lists)
{
    verb.add_flag("--no-build", arguments.no_build, "take the image as it is");
    verb.add_option("-e,--env", lists.env, "variable in the container")
        ->type_name("NAME=value")
        ->allow_extra_args(false);
}

void add_images(CLI::App& app, Arguments& arguments)
{
    CLI::App* images = app.add_subcommand("images", "images on disk: freeze, load");
    images->require_subcommand(1);
    images->fallthrough();

    CLI::App* freeze = images->add_subcommand(
        "freeze", "bring images from registries to a folder, without a daemon; goes on where it was stopped"
    );
    freeze->add_option("DIR", arguments.folder, "a new folder, or one of an earlier freeze")->required();
    freeze->add_option("IMAGE", arguments.image_names, "IMAGE[:TAG][@DIGEST]…")->required();
    freeze
        ->add_option(
            "--platform", arguments.platform, "os/architecture[/variant]; this machine's if left out"
        )
        ->type_name("PLATFORM");
    freeze->add_option("--mirror", arguments.mirrors, "registry to ask first, https://HOST")
        ->type_name("URL")
        ->allow_extra_args(false);
    freeze->add_option("--insecure", arguments.insecure, "registry to speak plain http with, HOST[:PORT]")
        ->type_name("HOST")
        ->allow_extra_args(false);
    freeze->add_flag("--oci", arguments.oci, "an OCI layout instead of what `docker load` reads");
    freeze->add_option("--tar", arguments.tar_file, "write the folder as one tar as well")->type_name("FILE");
    freeze->add_option("-j,--parallel", arguments.parallel, "layers at once")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
    freeze->add_option("--tries", arguments.tries, "tries in a row that bring nothing")
        ->type_name("N")
        ->check(CLI::Range(1, 1000));
    freeze->add_option("--stall", arguments.stall_seconds, "seconds without a byte that end a try")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 86'400));

    CLI::App* load = images->add_subcommand("load", "load what freeze wrote into the daemon, verified first");
    load->add_option("PATH", arguments.bundle, "the folder, or its tar")->required();
}

void add_verbs(CLI::App& app, Arguments& arguments, Lists& lists)
{
    CLI::App* build = app.add_subcommand("build", "build the image, and print its id");
    add_build_options(*build, arguments, lists);
    add_assignments(*build, arguments);

    CLI::App* target =
        app.add_subcommand(std::string(target_verb), "run a target of the project: binary, test, …");
    add_run_options(*target, arguments, lists);
    add_build_options(*target, arguments, lists);
    target->add_flag("-d,--detach", arguments.detach, "start it and return; see `logs`");
    add_assignments(*target, arguments);

    CLI::App* shell = app.add_subcommand("shell", "an interactive shell in the environment");
    add_run_options(*shell, arguments, lists);
    add_assignments(*shell, arguments);

    CLI::App* run = app.add_subcommand("run", "run a command in the environment: run -- COMMAND…");
    add_run_options(*run, arguments, lists);
    run->add_flag("-d,--detach", arguments.detach, "start it and return; see `logs`");
    add_assignments(*run, arguments);

    CLI::App* logs = app.add_subcommand("logs", "output of a detached run, or of the last one");
    logs->add_flag("-f,--follow", arguments.follow, "go on until it ends");
    logs->add_option("--since", arguments.since, "Unix time in seconds, or 10m, 2h")->type_name("TIME");
    logs->add_option("RUN", arguments.run, "id of the run or container; the newest if left out");

    CLI::App* clean = app.add_subcommand("clean", "remove cache volumes and leftovers of this project");
    clean->add_flag("--images", arguments.images, "its images as well, but for the current branch's");
    clean->add_flag("--bundles", arguments.bundles, "the bundles as well");
    clean->add_flag("--all", arguments.all, "all of that");
    clean->add_flag("--dry-run", arguments.dry_run, "say what would go");

    add_images(app, arguments);

    CLI::App* doctor = app.add_subcommand("doctor", "look for what stands in the way");
    doctor->add_flag(
        "--config", arguments.show_config, "print each value of the configuration and its source"
    );
    doctor->add_flag("--fix", arguments.fix, "remove what killed runs have left");
    add_assignments(*doctor, arguments);

    CLI::App* api = app.add_subcommand("api", "call a path of the Engine API: api GET /containers/json");
    api->add_flag("--operations", arguments.operations, "list the operations that the library knows");
    api->add_flag("-i,--include", arguments.include, "print the head of the answer as well");
    api->add_option("--data", arguments.data, "the body: its text, @FILE, or - for stdin")->type_name("DATA");
    api->add_option("--query", lists.query, "parameter behind the path, encoded")
        ->type_name("NAME=value")
        ->allow_extra_args(false);
    api->add_option("--header", lists.headers, "header of the request")
        ->type_name("'Name: value'")
        ->allow_extra_args(false);
    api->add_option("METHOD", arguments.method, "GET, HEAD, POST, PUT or DELETE");
    api->add_option("PATH", arguments.path, "without the version, or with one of your own");

    app.add_subcommand("version", "versions of the client, the API and the daemon");
}

void add_globals(CLI::App& app, Arguments& arguments)
{
    app.add_option("-C,--directory", arguments.directory, "where the project is")->type_name("DIR");
    app.add_option("-H,--host", arguments.host, "the daemon: unix:///path or tcp://host:port")
        ->type_name("HOST");
    app.add_option("--context", arguments.context, "the daemon: a context of docker's")->type_name("NAME");
    app.add_option("--config", arguments.config_file, "instead of devenv.json")->type_name("FILE");
    app.add_flag("--json", arguments.json, "events as JSON lines on stdout");
    app.add_flag("-q,--quiet", arguments.quiet, "no progress, only problems");
    app.add_flag("-v,--verbose", arguments.verbose, "each request to the daemon");
    app.add_flag("--no-color", arguments.no_color, "no colours; so does NO_COLOR");
}

Verb verb_of(const CLI::App& app)
{
    const CLI::App* verb = app.get_subcommands().front();
    const std::string name = verb->get_name();
    if (name == "images")
        return verb->got_subcommand("load") ? Verb::images_load : Verb::images_freeze;
    const auto found = std::ranges::find(verbs, name, &NamedVerb::name);
    return found == verbs.end() ? Verb::target : found->verb;
}

Parsed usage_error(const std::string& what)
{
    return {
        .text = fmt::format("devenv-cli: {}; see `devenv-cli --help`\n", what),
        .exit_code = exit_devenv_failed,
    };
}

}  // namespace

Parsed parse_arguments(std::vector<std::string> words)
{
    Arguments arguments;
    const auto dashes = std::ranges::find(words, "--");
    const bool has_command = dashes != words.end();
    if (has_command) {
        arguments.command.assign(dashes + 1, words.end());
        words.erase(dashes, words.end());
    }
    const bool has_verb = put_verb_first(words, arguments);
    if (std::ranges::find(later_verbs, arguments.target) != later_verbs.end())
        return usage_error(fmt::format("`{}` is not supported yet", arguments.target));

    CLI::App app("A project's compile environment as a container.", "devenv-cli");
    app.require_subcommand(has_verb ? 1 : 0, 1);
    app.fallthrough();
    app.set_version_flag("--version", "devenv-cli " DEVENV_VERSION "\n", "print the client's version");
    app.footer(footer);
    app.get_formatter()->column_width(34);
    Lists lists;
    add_globals(app, arguments);
    add_verbs(app, arguments, lists);
    try {
        std::ranges::reverse(words);
        app.parse(words);
        arguments.build_args = as_map(lists.build_args, "--build-arg");
        arguments.env = as_map(lists.env, "-e");
        arguments.query = as_pairs(lists.query, '=', "--query");
        arguments.headers = as_pairs(lists.headers, ':', "--header");
    } catch (const CLI::CallForHelp&) {
        return {.text = app.help()};
    } catch (const CLI::CallForVersion& version) {
        return {.text = version.what()};
    } catch (const CLI::ParseError& e) {
        return usage_error(e.what());
    }
    if (!has_verb)
        return {.text = app.help(), .exit_code = exit_devenv_failed};
    arguments.verb = verb_of(app);
    for (const std::string& word : arguments.assignments) {
        if (!is_assignment(word))
            return usage_error(fmt::format("`{}` is neither an option nor VAR=value", word));
    }
    const bool wants_call = arguments.verb == Verb::api && !arguments.operations;
    if (wants_call && (arguments.method.empty() || arguments.path.empty()))
        return usage_error("api wants a method and a path, or --operations");
    if (has_command && arguments.verb != Verb::run)
        return usage_error("a command behind -- belongs to `run`");
    return {.arguments = std::move(arguments)};
}

}  // namespace devenv::cli
