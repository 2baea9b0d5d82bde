#pragma once

#include <devenv/byte_source.hpp>
#include <devenv/workflow.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace devenv::inline v1 {

/// The output of a run into two file descriptors, which stay the caller's: by `writev`, straight from the
/// receive buffer. A descriptor that can't take more (a pipe whose reader is slow) is waited for without
/// blocking the loop, and without changing its flags for those who share it.
DEVENV_API std::shared_ptr<OutputSink> descriptor_output(
    const boost::asio::any_io_executor& executor, int out_descriptor, int err_descriptor
);

/// The input of a run from a file descriptor: a terminal, a pipe or a file.
DEVENV_API std::shared_ptr<InputSource> descriptor_input(
    const boost::asio::any_io_executor& executor, int descriptor
);

/// The body of an upload from a file descriptor, which stays the caller's: a terminal, a pipe or a file.
/// `name` is what errors call it. Errors when read: local.
DEVENV_API std::shared_ptr<ByteSource> descriptor_source(
    const boost::asio::any_io_executor& executor, int descriptor, std::string name
);

/// The body of an upload from a file. Errors: config, if it can't be opened; when read: local.
DEVENV_API std::shared_ptr<ByteSource> file_source(
    const boost::asio::any_io_executor& executor, const std::string& path
);

}  // namespace devenv::inline v1
