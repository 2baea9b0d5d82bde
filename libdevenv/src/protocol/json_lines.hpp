// Endless JSON: build, pull, push, load, events. One value after the other, with any white space or none
// between.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace devenv::detail::protocol {

enum class LineFault
{
    none,
    not_json,  ///< something other than an object starts where one has to
    too_long,  ///< a value above the bound
    cut,       ///< the stream ended inside a value
};

/// Cuts a byte stream into JSON objects. It finds the end of an object by counting braces outside of strings,
/// so it needs no line ends. Each object is copied
/// into a buffer of its own, since who takes it parses it in place.
class JsonLines
{
public:
    explicit JsonLines(std::size_t max_value = std::size_t{16} << 20) : max_value_(max_value) {}

    /// Gives the next piece of the stream, which must outlive the calls of `next` up to its nullopt.
    void put(std::string_view bytes);

    /// The next whole object as text that may be parsed in place, until `next` or `put` is called again;
    /// nullopt if more bytes are needed or there is a fault.
    std::optional<std::string_view> next();

    LineFault fault() const { return fault_; }

    /// The stream has ended.
    LineFault put_eof() const;

private:
    std::optional<std::size_t> find_end();

    std::size_t max_value_;
    std::string_view input_{};
    std::string kept_{};  // an object that began in an earlier piece, or the one handed out
    bool is_handed_out_ = false;
    std::size_t scanned_ = 0;  // of input_, in the object under way
    int depth_ = 0;
    bool in_string_ = false;
    bool is_escaped_ = false;
    LineFault fault_ = LineFault::none;
};

}  // namespace devenv::detail::protocol
