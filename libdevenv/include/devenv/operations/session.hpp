#pragma once

#include <devenv/models/system.hpp>

#include <string>
#include <vector>

namespace devenv::inline v1 {

class AttachStream;

/// Gives the connection to the daemon's builder, which speaks HTTP/2 on it as the client.
/// Source: POST /session, API 1.31.
struct OpenSession
{
    using Response = AttachStream;
    std::string id{};
    std::string name{};
    std::string shared_key{};
    std::vector<std::string> methods{};  ///< "/moby.filesync.v1.Auth/Credentials", …
};

/// Opens a connection to the daemon's builder, on which this side is the HTTP/2 client.
/// Source: POST /grpc, API 1.31.
struct OpenGrpc
{
    using Response = AttachStream;
};

}  // namespace devenv::inline v1
