// All failures become devenv::Error here, once.
#pragma once

#include "devenv/error.hpp"
#include "engine/exchange.hpp"

#include <boost/system/system_error.hpp>

#include <string>
#include <string_view>

namespace devenv::detail::engine {

/// What a request was doing when it failed.
enum class Phase
{
    connecting,
    sending,
    waiting_for_head,
    reading,
};

/// What a status that isn't a success means.
ErrorKind kind_of(int status);

/// A reply that isn't a success: its status and the words of its body.
Error refused(const Request& request, int status, std::string_view content_type, std::string body);

/// The network failed.
Error broken(const Request& request, Phase phase, const boost::system::error_code& ec);

/// The daemon's bytes aren't HTTP, or not what the operation answers.
Error malformed(const Request& request, std::string_view what);

Error timed_out(const Request& request, Phase phase);
Error cancelled(const Request& request);

/// The same error, said of an operation, if it isn't yet.
Error during(const std::string& label, const Error& error);

}  // namespace devenv::detail::engine
