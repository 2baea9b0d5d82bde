// What is parsed can be walked.
#include "base/json_document.hpp"

#include "steps.hpp"

using namespace devenv;
using namespace devenv::detail;

namespace {

std::size_t count(const rapidjson::Value& value)
{
    std::size_t values = 1;
    if (value.IsString())
        fuzz::require(value.GetString()[value.GetStringLength()] == '\0');
    if (value.IsArray()) {
        for (const auto& item : value.GetArray())
            values += count(item);
    }
    if (value.IsObject()) {
        for (const auto& member : value.GetObject())
            values += count(member.value);
    }
    return values;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string text(fuzz::text_of(data, size));
    json::Document document;
    if (document.parse(text).empty())
        fuzz::require(count(document.root()) > 0);
    return 0;
}
