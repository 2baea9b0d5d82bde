#include "engine/examples.hpp"

#include "engine/core.hpp"

#include <algorithm>
#include <stdexcept>

namespace devenv::detail::engine {

const Operation& find_operation(std::string_view name)
{
    const OperationList& all = all_operations();
    const auto found =
        std::ranges::find_if(all, [name](const Operation* operation) { return operation->name == name; });
    if (found == all.end())
        throw std::runtime_error("there is no operation " + std::string(name));
    return **found;
}

std::string request_text(const Operation& operation, const void* spec, int api_minor)
{
    const Request request = make_request(operation, spec, api_minor, "");
    std::string text(to_string(operation.method));
    text += " " + request.target + "\n";
    for (const auto& [name, value] : request.headers)
        text.append(name).append(": ").append(value).append("\n");
    return text + request.body;
}

std::string read_and_write(const Operation& operation, std::string& answer, void* response)
{
    if (const std::string wrong = operation.decode({}, answer, response); !wrong.empty())
        throw std::runtime_error(wrong);
    return json::write_text(response, *operation.response);
}

}  // namespace devenv::detail::engine
