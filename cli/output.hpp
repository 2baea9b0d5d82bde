// Where the output of containers goes.
#pragma once

#include "session.hpp"
#include <devenv/workflow.hpp>

#include <memory>

namespace devenv::cli {

/// stdout and stderr, with the status line out of the way; with --json events on stdout.
std::shared_ptr<OutputSink> output_of(Session& session);

/// Each piece as an event, handed to `next`. A character that a frame's end cuts goes with the next frame of
/// its channel.
std::shared_ptr<OutputSink> output_as_events(std::shared_ptr<OutputSink> next);

}  // namespace devenv::cli
