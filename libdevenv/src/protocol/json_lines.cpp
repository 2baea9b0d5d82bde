#include "protocol/json_lines.hpp"

namespace devenv::detail::protocol {

namespace {

// 0x1E is the record separator of application/json-seq.
bool is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\x1e';
}

}  // namespace

void JsonLines::put(std::string_view bytes)
{
    if (is_handed_out_) {
        kept_.clear();
        is_handed_out_ = false;
    }
    input_ = bytes;
    scanned_ = 0;
}

// Where the object under way ends in the input, if it does. The scan goes on where the last piece stopped.
std::optional<std::size_t> JsonLines::find_end()
{
    while (scanned_ < input_.size()) {
        const char c = input_[scanned_++];
        if (in_string_) {
            if (is_escaped_)
                is_escaped_ = false;
            else if (c == '\\')
                is_escaped_ = true;
            else if (c == '"')
                in_string_ = false;
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if ((c == '}' || c == ']') && --depth_ == 0) {
            return scanned_;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> JsonLines::next()
{
    if (is_handed_out_) {
        kept_.clear();
        is_handed_out_ = false;
    }
    if (fault_ != LineFault::none)
        return std::nullopt;
    if (depth_ == 0) {
        while (!input_.empty() && is_between(input_.front()))
            input_.remove_prefix(1);
        scanned_ = 0;
        if (input_.empty())
            return std::nullopt;
        if (input_.front() != '{') {
            fault_ = LineFault::not_json;
            return std::nullopt;
        }
    }
    const std::optional<std::size_t> end = find_end();
    if (kept_.size() + end.value_or(input_.size()) > max_value_) {
        fault_ = LineFault::too_long;
        return std::nullopt;
    }
    kept_.append(input_.substr(0, end.value_or(input_.size())));
    input_.remove_prefix(end.value_or(input_.size()));
    scanned_ = 0;
    if (!end)
        return std::nullopt;
    is_handed_out_ = true;
    return std::string_view(kept_);
}

LineFault JsonLines::put_eof() const
{
    if (fault_ != LineFault::none)
        return fault_;
    return depth_ == 0 ? LineFault::none : LineFault::cut;
}

}  // namespace devenv::detail::protocol
