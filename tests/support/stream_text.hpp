// A stream of frames as one text.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <string>

namespace devenv::test {

/// All that still comes, whichever channel it is of. `stream` must outlive the coroutine.
template <class Stream>
boost::asio::awaitable<std::string> rest_of(Stream& stream)
{
    std::string text;
    while (true) {
        const auto frame = co_await stream.next();
        if (!frame)
            break;
        text += frame->bytes;
    }
    co_return text;
}

}  // namespace devenv::test
