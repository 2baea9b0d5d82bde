// A context on its way to the daemon.
#pragma once

#include "devenv/byte_source.hpp"
#include "devenv/context.hpp"

#include <memory>
#include <utility>

namespace devenv::detail::build {

class ContextSource final : public ByteSource
{
public:
    explicit ContextSource(std::shared_ptr<ContextStream> context) : context_(std::move(context)) {}

    boost::asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        co_return context_->read(std::as_writable_bytes(into));
    }

private:
    std::shared_ptr<ContextStream> context_;
};

}  // namespace devenv::detail::build
