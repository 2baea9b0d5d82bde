#include "workflow/config_file.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace devenv::detail::workflow {

using base::TextKind;
using base::TextValue;

namespace {

enum class FieldType
{
    object,     // whose members are fields of their own
    text,       // a string
    flag,       // true or false
    list,       // of strings
    variables,  // map name → string, number, true or false
    arguments,  // the same, or null
    volumes,    // map volume → path
    mounts,     // list of {type, source, target, readonly}
    targets,    // map name → command
    not_yet,    // known, but of a later version
};

struct Field
{
    std::string_view key;
    FieldType type;
};

constexpr std::array<Field, 31> schema{{
    {"name", FieldType::text},
    {"image", FieldType::text},
    {"build", FieldType::object},
    {"build.dockerfile", FieldType::text},
    {"build.context", FieldType::text},
    {"build.target", FieldType::text},
    {"build.args", FieldType::arguments},
    {"build.cacheFrom", FieldType::list},
    {"build.builder", FieldType::text},
    {"build.platform", FieldType::text},
    {"build.network", FieldType::text},
    {"workdir", FieldType::text},
    {"bundles", FieldType::object},
    {"bundles.dir", FieldType::text},
    {"bundles.hash", FieldType::list},
    {"bind", FieldType::text},
    {"run", FieldType::object},
    {"run.privileged", FieldType::flag},
    {"run.init", FieldType::flag},
    {"run.env", FieldType::variables},
    {"run.passEnv", FieldType::list},
    {"run.mounts", FieldType::mounts},
    {"run.caches", FieldType::volumes},
    {"run.ports", FieldType::list},
    {"run.user", FieldType::text},
    {"run.network", FieldType::text},
    {"targets", FieldType::targets},
    {"sidecars", FieldType::not_yet},
    {"frozen", FieldType::not_yet},
    {"mirrors", FieldType::not_yet},
    {"share", FieldType::not_yet},
}};

constexpr std::array<std::string_view, 10> reserved_verbs{
    "build",
    "shell",
    "run",
    "logs",
    "images",
    "share",
    "doctor",
    "clean",
    "version",
    "help",
};

const Field* find_field(std::string_view key)
{
    const auto* found =
        std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.key == key; });
    return found == schema.end() ? nullptr : found;
}

std::string_view last_part(std::string_view key)
{
    return key.substr(key.rfind('.') + 1);
}

// The nearest key of the same object, else a key of that last part elsewhere ("privileged" →
// "run.privileged").
std::string suggest_key(std::string_view key)
{
    if (find_field(key) != nullptr)
        return fmt::format(
            R"( (did you mean "{}" inside of "{}"?))", last_part(key), key.substr(0, key.rfind('.'))
        );
    const std::string_view parent =
        key.substr(0, key.rfind('.') == std::string_view::npos ? 0 : key.rfind('.') + 1);
    std::vector<std::string_view> siblings;
    for (const Field& field : schema) {
        const bool is_sibling =
            field.key.starts_with(parent) && field.key.find('.', parent.size()) == std::string_view::npos;
        if (is_sibling)
            siblings.push_back(last_part(field.key));
        else if (base::equals_ignoring_case(last_part(field.key), last_part(key)))
            return fmt::format(" (did you mean \"{}\"?)", field.key);
    }
    const auto nearest = base::nearest(last_part(key), siblings);
    return nearest ? fmt::format(" (did you mean \"{}{}\"?)", parent, *nearest) : "";
}

class FileReader
{
public:
    explicit FileReader(std::string_view file_name)
        : source_{.kind = Source::Kind::file, .text = std::string(file_name)}
    {}

    Settings read(std::string_view text)
    {
        TextValue root;
        if (const auto problem = base::parse_json_text(text, base::JsonDialect::commented, root))
            fail_at(source_, problem->position, problem->message);
        if (root.kind != TextKind::object)
            fail_at(
                source_, root.position, fmt::format("the file must be an object, not {}", describe(root.kind))
            );
        read_members(root, "");
        return std::move(settings_);
    }

private:
    void read_members(const TextValue& object, const std::string& prefix)
    {
        for (const TextValue& member : object.items) {
            const std::string key = prefix + member.key;
            // a dot inside of a name would reach into another object
            const Field* field = member.key.find('.') == std::string::npos ? find_field(key) : nullptr;
            if (field == nullptr)
                fail_at(
                    source_, member.key_position, fmt::format("unknown key \"{}\"{}", key, suggest_key(key))
                );
            read_field(*field, member);
        }
    }

    void read_field(const Field& field, const TextValue& value)
    {
        const std::string key(field.key);
        switch (field.type) {
            case FieldType::not_yet:
                fail_at(source_, value.key_position, fmt::format("\"{}\" is not supported yet", key));
            case FieldType::object:
                expect(value, key, TextKind::object, "an object");
                return read_members(value, key + '.');
            case FieldType::text:
                expect(value, key, TextKind::string, "a string");
                return put(key, value, text_of(value));
            case FieldType::flag:
                expect(value, key, TextKind::boolean, "true or false");
                return put(key, value, value.boolean);
            case FieldType::list:
                return put(key, value, read_list(value, key));
            case FieldType::mounts:
                return put(key, value, read_mounts(value, key));
            case FieldType::variables:
            case FieldType::arguments:
                return read_variables(value, key, field.type);
            case FieldType::volumes:
                return read_volumes(value, key);
            case FieldType::targets:
                return read_targets(value, key);
        }
    }

    template <class T>
    void put(const std::string& key, const TextValue& at, T value)
    {
        settings_.insert_or_assign(key, Setting{std::move(value), source_, at.position});
    }

    void expect(const TextValue& value, std::string_view key, TextKind kind, std::string_view expected) const
    {
        if (value.kind != kind)
            fail_type(value, key, expected);
    }

    [[noreturn]] void fail_type(const TextValue& value, std::string_view key, std::string_view expected) const
    {
        fail_at(
            source_,
            value.position,
            fmt::format("\"{}\" must be {}, not {}", key, expected, describe(value.kind))
        );
    }

    static Text text_of(const TextValue& value) { return {value.text, value.position}; }

    std::vector<Text> read_list(const TextValue& value, const std::string& key) const
    {
        expect(value, key, TextKind::array, "a list of strings");
        std::vector<Text> list;
        for (const TextValue& item : value.items) {
            expect(item, fmt::format("{}[{}]", key, list.size()), TextKind::string, "a string");
            list.push_back(text_of(item));
        }
        return list;
    }

    void read_variables(const TextValue& value, const std::string& key, FieldType type)
    {
        const bool null_is_allowed = type == FieldType::arguments;
        expect(value, key, TextKind::object, "an object of names and values");
        for (const TextValue& member : value.items) {
            const std::string member_key = key + '.' + member.key;
            if (!base::is_identifier(member.key))
                fail_at(
                    source_,
                    member.key_position,
                    fmt::format(R"("{}": "{}" isn't the name of a variable)", key, member.key)
                );
            if (member.kind == TextKind::null && null_is_allowed)
                put(member_key, member, FromEnvironment{});
            else if (member.kind == TextKind::boolean)
                put(member_key, member, Text{member.boolean ? "true" : "false", member.position});
            else if (member.kind == TextKind::string || member.kind == TextKind::number)
                put(member_key, member, text_of(member));
            else
                fail_type(
                    member,
                    member_key,
                    null_is_allowed ? "a string, a number, true, false or null (taken "
                                      "from the environment)"
                                    : "a string, a number, true or false"
                );
        }
    }

    void read_volumes(const TextValue& value, const std::string& key)
    {
        expect(value, key, TextKind::object, "an object of volumes and paths");
        for (const TextValue& member : value.items) {
            const std::string member_key = key + '.' + member.key;
            expect(member, member_key, TextKind::string, "a string");
            put(member_key, member, text_of(member));
        }
    }

    std::vector<MountText> read_mounts(const TextValue& value, const std::string& key) const
    {
        expect(value, key, TextKind::array, "a list of objects");
        std::vector<MountText> mounts;
        for (const TextValue& item : value.items) {
            const std::string item_key = fmt::format("{}[{}]", key, mounts.size());
            expect(item, item_key, TextKind::object, "an object with type, source, target and readonly");
            mounts.push_back(read_mount(item, item_key));
        }
        return mounts;
    }

    MountText read_mount(const TextValue& item, const std::string& item_key) const
    {
        static constexpr std::array<std::string_view, 4> names{"type", "source", "target", "readonly"};
        MountText mount{.kind = {"bind", item.position}, .position = item.position};
        for (const TextValue& member : item.items) {
            const std::string member_key = item_key + '.' + member.key;
            if (member.key == "readonly") {
                expect(member, member_key, TextKind::boolean, "true or false");
                mount.read_only = member.boolean;
                continue;
            }
            Text* into = member.key == "type"     ? &mount.kind
                         : member.key == "source" ? &mount.source
                         : member.key == "target" ? &mount.target
                                                  : nullptr;
            if (into == nullptr)
                fail_at(
                    source_,
                    member.key_position,
                    fmt::format("unknown key \"{}\"{}", member_key, base::suggestion(member.key, names))
                );
            expect(member, member_key, TextKind::string, "a string");
            *into = text_of(member);
        }
        return mount;
    }

    void read_targets(const TextValue& value, const std::string& key)
    {
        expect(value, key, TextKind::object, "an object of names and commands");
        for (const TextValue& member : value.items) {
            const std::string member_key = key + '.' + member.key;
            if (is_reserved_verb(member.key))
                fail_at(
                    source_,
                    member.key_position,
                    fmt::format("a target can't be called \"{}\": that is a verb of devenv-cli", member.key)
                );
            put(member_key, member, read_target(member, member_key));
        }
    }

    TargetText read_target(const TextValue& value, const std::string& key) const
    {
        if (value.kind != TextKind::object)
            return TargetText{.command = read_command(value, key)};
        static constexpr std::array<std::string_view, 2> names{"command", "build"};
        TargetText target;
        for (const TextValue& member : value.items) {
            const std::string member_key = key + '.' + member.key;
            if (member.key == "command") {
                target.command = read_command(member, member_key);
            } else if (member.key == "build") {
                expect(member, member_key, TextKind::boolean, "true or false");
                target.build = member.boolean;
            } else {
                fail_at(
                    source_,
                    member.key_position,
                    fmt::format("unknown key \"{}\"{}", member_key, base::suggestion(member.key, names))
                );
            }
        }
        if (target.command.empty())
            fail_at(source_, value.position, fmt::format("\"{}\" has no command", key));
        return target;
    }

    // A string is a shell's command line.
    std::vector<Text> read_command(const TextValue& value, const std::string& key) const
    {
        if (value.kind == TextKind::string && !base::trim(value.text).empty())
            return {{"sh", value.position}, {"-c", value.position}, text_of(value)};
        if (value.kind != TextKind::array && value.kind != TextKind::string)
            fail_type(value, key, "a command: a list of strings, or a string for sh -c");
        std::vector<Text> command =
            value.kind == TextKind::array ? read_list(value, key) : std::vector<Text>();
        if (command.empty() || command.front().value.empty())
            fail_at(source_, value.position, fmt::format("\"{}\" is an empty command", key));
        return command;
    }

    Source source_;
    Settings settings_{};
};

}  // namespace

bool is_reserved_verb(std::string_view name)
{
    return name != "run" &&
           std::find(reserved_verbs.begin(), reserved_verbs.end(), name) != reserved_verbs.end();
}

Settings read_config_file(std::string_view text, std::string_view file_name)
{
    return FileReader(file_name).read(text);
}

}  // namespace devenv::detail::workflow
