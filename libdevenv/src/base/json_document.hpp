// A JSON text parsed in place, with a bound on nesting.
#pragma once

#include <rapidjson/document.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace devenv::detail::json {

/// One parsed document. Its values point into the text it was parsed from, which must outlive it.
/// The first 16 KiB of values need no allocation: a line of progress costs none.
class Document
{
public:
    Document();
    ~Document() = default;

    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    /// Parses `text`, which serves as working space and must end in a NUL behind `size` bytes (a std::string
    /// does). Returns an empty text, or what is wrong: "invalid JSON at byte 12: Missing a comma…".
    std::string parse(std::string& text);
    std::string parse(char* text, std::size_t size);

    const rapidjson::Value& root() const { return document_; }

private:
    using Pool = rapidjson::MemoryPoolAllocator<>;

    std::array<char, 16384> first_;
    std::array<char, 2048> stack_;
    Pool pool_;
    Pool stack_pool_;
    rapidjson::GenericDocument<rapidjson::UTF8<>, Pool, Pool> document_;
};

/// A text member of an object; empty if it isn't there or isn't a text.
std::string_view text_member(const rapidjson::Value& object, std::string_view name);
const rapidjson::Value* find_member(const rapidjson::Value& object, std::string_view name);

}  // namespace devenv::detail::json
