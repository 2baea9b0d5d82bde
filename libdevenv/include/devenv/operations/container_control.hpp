#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/resources.hpp>
#include <devenv/models/stats.hpp>
#include <devenv/models/system.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace devenv::inline v1 {

class ByteReader;
template <class T>
class ObjectStream;

/// Lists the processes of a running container. Errors: not_found, conflict (not running).
/// Source: GET /containers/{id}/top, API 1.24.
struct ListProcesses
{
    using Response = ProcessList;
    std::string container{};
    std::string ps_args{};  ///< arguments of ps, "-ef" if empty
};

/// Lists what differs from the image. Errors: not_found.
/// Source: GET /containers/{id}/changes, API 1.24.
struct ListChanges
{
    using Response = std::vector<FilesystemChange>;
    std::string container{};
};

/// Reads a container's file system as a tar. Errors: not_found.
/// Source: GET /containers/{id}/export, API 1.24.
struct ExportContainer
{
    using Response = ByteReader;
    std::string container{};
};

/// Tells what a container uses, about once a second, until it ends. Errors: not_found.
/// Source: GET /containers/{id}/stats, API 1.24.
struct WatchStats
{
    using Response = ObjectStream<ContainerStats>;
    std::string container{};
};

/// Tells once what a container uses; it takes a second, unless `one_shot`. Errors: not_found.
/// Source: GET /containers/{id}/stats, API 1.24; one-shot 1.41.
struct ReadStats
{
    using Response = ContainerStats;
    std::string container{};
    bool one_shot = false;  ///< without the sample before it
};

/// Stops and starts a container. Errors: not_found.
/// Source: POST /containers/{id}/restart, API 1.24; signal 1.42.
struct RestartContainer
{
    using Response = Nothing;
    std::string container{};
    std::string signal{};
    std::optional<std::chrono::seconds> timeout{};  ///< the daemon's default is 10 s; -1 = wait for ever
};

/// Changes the limits of a container. Errors: not_found, bad_request.
/// Source: POST /containers/{id}/update, API 1.24.
struct UpdateContainer
{
    using Response = ContainerUpdated;
    std::string container{};
    ContainerUpdate config{};
};

/// Errors: not_found, conflict (not running, paused already).
/// Source: POST /containers/{id}/pause, API 1.24.
struct PauseContainer
{
    using Response = Nothing;
    std::string container{};
};

/// Errors: not_found, conflict or server (not paused).
/// Source: POST /containers/{id}/unpause, API 1.24.
struct UnpauseContainer
{
    using Response = Nothing;
    std::string container{};
};

/// Removes containers that don't run.
/// Source: POST /containers/prune, API 1.25.
struct PruneContainers
{
    using Response = ContainersPruned;
    Filters filters{};
};

}  // namespace devenv::inline v1
