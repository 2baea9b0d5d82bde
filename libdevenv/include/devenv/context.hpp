#pragma once

#include <devenv/export.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace devenv::inline v1 {

/// When the files of a context are checked for being readable.
enum class ReadCheck
{
    before_sending,  ///< a walk of its own first: a build isn't begun that can't be sent
    while_sending,   ///< for callers that have just opened everything, by context_fingerprint()
};

/// What a context leaves out.
enum class IgnoreFile
{
    applied,      ///< as a build wants it
    passed_over,  ///< everything travels, and no Dockerfile is looked for: a copy of the folder
};

/// A folder that a build is made from.
struct ContextSpec
{
    std::string path = ".";
    /// Relative to `path`, or absolute; may lie outside of it. Empty = `Dockerfile`, else `dockerfile`.
    std::string dockerfile{};
    ReadCheck read_check = ReadCheck::before_sending;
    IgnoreFile ignore_file = IgnoreFile::applied;
    /// Whose the files are in the archive.
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    /// Paths relative to `path` that never travel, whatever the ignore file says: what the build itself
    /// makes.
    std::vector<std::string> left_out{};
};

/// A folder as the tar that POST /build takes, made while it is read: less what .dockerignore excludes (or
/// DOCKERFILE.dockerignore beside the Dockerfile, which wins), always with the Dockerfile. The same folder
/// gives the same bytes.
///
/// Memory: the names of the directories on the way down, whatever the size of the files.
/// Threads: one at a time.
class DEVENV_API ContextStream
{
public:
    /// Finds the Dockerfile and the rules and checks that all can be read.
    /// Errors: config (no such folder or Dockerfile, wrong pattern in .dockerignore with its line); local
    /// (a file can't be read).
    explicit ContextStream(const ContextSpec& spec);
    ~ContextStream();
    ContextStream(const ContextStream&) = delete;
    ContextStream& operator=(const ContextStream&) = delete;
    ContextStream(ContextStream&& other) noexcept;
    ContextStream& operator=(ContextStream&& other) noexcept;

    /// Fills `into` with the next bytes; file contents are read straight into it, so 256 KiB or more are
    /// good. Returns fewer bytes than there is room for only at the end, and 0 after the last one.
    /// Errors: local, naming the file that vanished, grew, shrank or can't be read. The archive then has no
    /// end, and each further call fails alike.
    std::size_t read(std::span<std::byte> into);

    /// The Dockerfile's name in the archive: the `dockerfile` argument of the request.
    const std::string& dockerfile() const noexcept;

    /// What was left out for another reason than a rule, as one sentence each: sockets. Complete at the end.
    const std::vector<std::string>& notes() const noexcept;

    /// Entries begun so far.
    std::uint64_t entries() const noexcept;
    /// Bytes of the archive handed out so far.
    std::uint64_t bytes() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What a build from `spec` depends on, as one sha256 in hexadecimal digits: all that the daemon would get
/// (names, types, permissions, contents, link targets, in the order of sending) without the times, and
/// `inputs` (build arguments, target, platform, base image …) in the given order.
/// Equal digits mean an equal build.
///
/// Reads the whole context; but if `known_contents` names a file (made when missing), a file of the context
/// whose inode, size and times are those of the last call is only opened. Use one such file for each folder.
/// Errors: as ContextStream; trouble with `known_contents` only costs time.
DEVENV_API std::string context_fingerprint(
    const ContextSpec& spec, std::span<const std::string> inputs, const std::string& known_contents = {}
);

}  // namespace devenv::inline v1
