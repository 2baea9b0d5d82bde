#pragma once

#include <devenv/export.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace devenv::inline v1 {

/// Bytes that are made while they are sent: the body of an upload.
class DEVENV_API ByteSource
{
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource();

    /// Fills `into` from its start and returns how much; 0 = the end. What it throws becomes the operation's
    /// error; the request is then cut off, so that the daemon never takes a part for the whole.
    virtual boost::asio::awaitable<std::size_t> read(std::span<char> into) = 0;
};

/// Bytes that are there already.
DEVENV_API std::shared_ptr<ByteSource> byte_source(std::string bytes);

}  // namespace devenv::inline v1
