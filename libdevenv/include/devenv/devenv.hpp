#pragma once

/// The coroutine face of libdevenv, whole. For programs without an event loop: devenv/blocking.hpp.

#include <devenv/artefacts.hpp>
#include <devenv/build.hpp>
#include <devenv/build_run.hpp>
#include <devenv/client.hpp>
#include <devenv/config.hpp>
#include <devenv/console.hpp>
#include <devenv/container.hpp>
#include <devenv/context.hpp>
#include <devenv/error.hpp>
#include <devenv/image_load.hpp>
#include <devenv/reference.hpp>
#include <devenv/registry.hpp>
#include <devenv/stream.hpp>
#include <devenv/workflow.hpp>
