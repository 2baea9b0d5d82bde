#include "devenv/json.hpp"

#include "base/json_text.hpp"
#include "base/utf8.hpp"

namespace devenv::inline v1 {

std::string json_quote(std::string_view text)
{
    std::string quoted;
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty())
        detail::base::append_utf8(clean, detail::base::take_character(text));
    detail::base::append_json_string(quoted, clean);
    return quoted;
}

}  // namespace devenv::inline v1
