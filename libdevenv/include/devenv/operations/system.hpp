#pragma once

#include <devenv/models/system.hpp>

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

}  // namespace devenv::inline v1
