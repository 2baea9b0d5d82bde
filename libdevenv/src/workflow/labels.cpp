#include "workflow/labels.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <random>

namespace devenv::detail::workflow {

namespace {

// Containers that share a host's name have pid namespaces of their own; a pid means something in one of them
// only.
std::string this_host()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    std::string host = name.data();
    std::erase(host, ':');
    struct stat seen = {};
    if (::stat("/proc/self/ns/pid", &seen) == 0)
        host += fmt::format("/{}", seen.st_ino);
    return host;
}

// The 22nd field of /proc/PID/stat; the second is the program's name, in parentheses, and may hold anything.
std::string start_time_of(pid_t pid)
{
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos)
        return {};
    std::string_view left = std::string_view(text).substr(name_end + 1);
    constexpr int fields_after_name = 20;
    std::string_view field;
    for (int i = 0; i < fields_after_name; ++i) {
        left.remove_prefix(std::min(left.find_first_not_of(' '), left.size()));
        field = left.substr(0, left.find(' '));
        left.remove_prefix(field.size());
    }
    return std::string(field);
}

}  // namespace

Owner Owner::self()
{
    const pid_t pid = ::getpid();
    return {.host = this_host(), .pid = pid, .start_time = start_time_of(pid)};
}

std::optional<Owner> Owner::parse(std::string_view label)
{
    const std::size_t last = label.rfind(':');
    if (last == std::string_view::npos || last == 0)
        return std::nullopt;
    const std::size_t first = label.rfind(':', last - 1);
    if (first == std::string_view::npos)
        return std::nullopt;
    Owner owner{
        .host = std::string(label.substr(0, first)), .start_time = std::string(label.substr(last + 1))};
    const std::string_view pid = label.substr(first + 1, last - first - 1);
    const auto result = std::from_chars(pid.data(), pid.data() + pid.size(), owner.pid);
    if (result.ec != std::errc{} || result.ptr != pid.data() + pid.size() || owner.pid <= 0)
        return std::nullopt;
    return owner;
}

std::string Owner::to_string() const
{
    return fmt::format("{}:{}:{}", host, pid, start_time);
}

Liveness liveness_of(const Owner& owner)
{
    if (owner.host != this_host())
        return Liveness::not_known;
    return start_time_of(owner.pid) == owner.start_time ? Liveness::alive : Liveness::dead;
}

std::string make_run_id()
{
    std::random_device random;
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("{:%Y%m%d-%H%M%S}-{:08x}", now, random());
}

std::map<std::string, std::string> labels_of_run(std::string_view project, std::string_view run)
{
    return {
        {project_label, std::string(project)},
        {run_label, std::string(run)},
        {owner_label, Owner::self().to_string()},
    };
}

}  // namespace devenv::detail::workflow
