#pragma once

#include <devenv/export.hpp>
#include <devenv/stream.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace devenv::inline v1 {

/// What the library knows of an operation of the Engine API.
struct OperationInfo
{
    std::string_view name{};    ///< "StopContainer"
    std::string_view method{};  ///< "POST"
    std::string_view path{};    ///< "/containers/{container}/stop"
    int since = 0;              ///< minor of the API version
};

/// All operations, by path and method. Some paths have two: a pull and an import are one to the daemon.
DEVENV_API std::vector<OperationInfo> operations();

/// A request to any path of the daemon, for what has no operation of its own.
struct RawRequest
{
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    std::string method = "GET";
    std::string
        path{};     ///< "/containers/json", sent as it is; with the version agreed upon unless it has one
    Pairs query{};  ///< encoded here
    Pairs headers{};
    std::string body{};  ///< of type application/json, unless a header says otherwise
};

/// The answer to a RawRequest: a good one, all others are thrown with the daemon's words.
struct RawAnswer
{
    int status = 0;
    RawRequest::Pairs headers{};
    ByteReader body;
};

}  // namespace devenv::inline v1
