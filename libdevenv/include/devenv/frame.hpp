#pragma once

#include <cstdint>
#include <string_view>

namespace devenv::inline v1 {

/// Where a container wrote to. A TTY has one channel only: out.
enum class Channel : std::uint8_t
{
    out = 1,
    err = 2,
};

/// A piece of a container's output: a view of the receive buffer, not a line or a write of the program.
struct Frame
{
    Channel channel = Channel::out;
    std::string_view bytes{};
};

}  // namespace devenv::inline v1
