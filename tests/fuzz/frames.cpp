// The output is the same whatever the steps are, and nothing but views of the input.
#include "protocol/frames.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::protocol;

namespace {

struct Seen
{
    std::string out{};
    std::string err{};
    std::string failure{};
    FrameFault fault = FrameFault::none;

    bool operator==(const Seen&) const = default;
};

Seen read(std::string_view text, std::size_t step)
{
    FrameDemultiplexer demultiplexer;
    Seen seen;
    std::vector<Frame> frames;
    for (std::size_t at = 0; at < text.size() && seen.fault == FrameFault::none; at += step) {
        const std::string_view piece = text.substr(at, step);
        frames.clear();
        seen.fault = demultiplexer.put(piece, frames);
        for (const Frame& frame : frames) {
            fuzz::require(frame.bytes.data() >= piece.data() && frame.bytes.size() <= piece.size());
            (frame.channel == Channel::err ? seen.err : seen.out) += frame.bytes;
        }
    }
    if (seen.fault == FrameFault::none)
        seen.fault = demultiplexer.put_eof();
    seen.failure = demultiplexer.daemon_error();
    return seen;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view text = fuzz::text_of(data, size);
    const std::size_t step = fuzz::take_step(text);
    fuzz::require(read(text, text.size() + 1) == read(text, step));
    return 0;
}
