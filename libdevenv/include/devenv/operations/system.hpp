#pragma once

#include <devenv/models/system.hpp>
#include <devenv/models/usage.hpp>

#include <string>
#include <vector>

namespace devenv::inline v1 {

/// Asks whether the daemon answers, and which API it speaks.
/// Source: HEAD /_ping, API 1.40; GET where the daemon doesn't know HEAD.
struct Ping
{
    using Response = Pong;
};

/// The daemon's version. Source: GET /version, API 1.24.
struct Version
{
    using Response = SystemVersion;
};

/// The daemon's state: drivers, limits, counts. Source: GET /info, API 1.24.
struct Info
{
    using Response = SystemInfo;
};

/// Asks a registry whether it takes a name and password. Errors: unauthorized, server.
/// Source: POST /auth, API 1.24.
struct Authenticate
{
    using Response = AuthResult;
    AuthConfig config{};
};

/// Tells what the daemon's objects take of its disk; it may take long.
/// Source: GET /system/df, API 1.25; type 1.42, verbose 1.52.
struct ReadDiskUsage
{
    using Response = DiskUsage;
    std::vector<std::string> types{};  ///< "container", "image", "volume", "build-cache"; all if empty
    bool verbose = false;              ///< the lists as well
};

}  // namespace devenv::inline v1
