// What the fuzzed programs share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace devenv::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// A property that doesn't hold is a finding, as a crash is.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// The first byte of an input says how large the steps are in which the rest arrives.
inline std::size_t take_step(std::string_view& text)
{
    if (text.empty())
        return 1;
    const auto step = static_cast<std::size_t>(static_cast<unsigned char>(text.front())) + 1;
    text.remove_prefix(1);
    return step;
}

/// What `read(text, step)` makes of the input doesn't depend on the pieces in which it comes.
template <class Read>
void require_same_in_steps(const std::uint8_t* data, std::size_t size, Read read)
{
    std::string_view text = text_of(data, size);
    const std::size_t step = take_step(text);
    require(read(text, text.size() + 1) == read(text, step));
}

}
