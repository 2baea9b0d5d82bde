// A devenv.json is read or refused by Error; nothing else is thrown.
#include "workflow/config_file.hpp"

#include "devenv/error.hpp"
#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail::workflow;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        read_config_file(fuzz::text_of(data, size), "devenv.json");
    } catch (const Error& e) {
        fuzz::require(e.kind() == ErrorKind::config);
    }
    return 0;
}
