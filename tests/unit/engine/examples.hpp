// Each operation with an example: what its spec becomes on the wire, and how answers are read into its
// Response.
#pragma once

#include "engine/registry.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::engine {

struct Example
{
    std::string name{};
    std::string expected{};  ///< "METHOD target\nHeader: value\nbody"
    /// The request for a version of the API, in the form of `expected`. Throws what make_request throws.
    std::function<std::string(int api_minor)> request{};
    /// An answer, read into the Response and written again. Throws std::runtime_error if it doesn't fit.
    std::function<std::string(std::string answer)> read_and_write{};
};

/// The operation of that name. Throws std::runtime_error if there is none.
const Operation& find_operation(std::string_view name);

std::string request_text(const Operation& operation, const void* spec, int api_minor);
std::string read_and_write(const Operation& operation, std::string& answer, void* response);

template <class Op>
Example row(std::string name, const Op& op, std::string expected)
{
    Example example{.name = name, .expected = std::move(expected)};
    example.request = [name, op](int api_minor) {
        return request_text(find_operation(name), &op, api_minor);
    };
    if constexpr (std::default_initializable<typename Op::Response>)
        example.read_and_write = [name](std::string answer) {
            typename Op::Response response{};
            return read_and_write(find_operation(name), answer, &response);
        };
    return example;
}

void add_container_examples(std::vector<Example>& rows);
void add_daemon_examples(std::vector<Example>& rows);
void add_image_examples(std::vector<Example>& rows);
void add_swarm_examples(std::vector<Example>& rows);

}  // namespace devenv::detail::engine
