// Every operation has an example of its request, an answer to read, and its place in the API's own list.
#include "base/json_document.hpp"
#include "devenv/client.hpp"
#include "engine/core.hpp"
#include "engine/examples.hpp"

#include <gmock/gmock.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace devenv::detail::engine {

namespace {

using ::testing::HasSubstr;

const std::filesystem::path golden = std::filesystem::path(DEVENV_GOLDEN) / "engine";
constexpr int newest = 55;

const std::vector<Example>& examples()
{
    static const std::vector<Example> rows = [] {
        std::vector<Example> made;
        add_container_examples(made);
        add_daemon_examples(made);
        add_image_examples(made);
        add_swarm_examples(made);
        return made;
    }();
    return rows;
}

const Example* example_of(std::string_view name)
{
    const auto found = std::ranges::find(examples(), name, &Example::name);
    return found == examples().end() ? nullptr : &*found;
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_nothing(const rapidjson::Value& value)
{
    return value.IsNull() || value.IsFalse() || (value.IsString() && value.GetStringLength() == 0) ||
           (value.IsNumber() && value.GetDouble() == 0.0) || (value.IsArray() && value.Empty()) ||
           (value.IsObject() && value.ObjectEmpty());
}

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// What is left when members that say nothing are left out, by name: two documents that mean the same to
// the daemon have the same.
std::string meaning(const rapidjson::Value& value)
{
    if (value.IsObject()) {
        std::map<std::string, std::string> members;
        for (const auto& member : value.GetObject()) {
            const std::string inner = meaning(member.value);
            if (!is_nothing(member.value) && inner != "{}")
                members[member.name.GetString()] = inner;
        }
        std::string text = "{";
        for (const auto& [name, inner] : members)
            text.append(name).append(":").append(inner).append(",");
        return members.empty() ? "{}" : text + "}";
    }
    if (value.IsArray()) {
        std::string text = "[";
        for (const rapidjson::Value& item : value.GetArray())
            text.append(meaning(item)).append(",");
        return text + "]";
    }
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    value.Accept(writer);
    return buffer.GetString();
}

std::string meaning(const std::string& text)
{
    rapidjson::Document document;
    document.Parse(text.c_str());
    EXPECT_FALSE(document.HasParseError()) << text;
    if (document.HasParseError())
        return text;
    const std::string said = meaning(document);
    return said == "{}" || said == "[]" || is_nothing(document) ? std::string{} : said;
}

std::string nameless(std::string_view path)
{
    return std::regex_replace(std::string(path), std::regex(R"(\{[a-z_]+\})"), "{}");
}

TEST(Operations, are_those_of_the_api)
{
    std::set<std::string> ours;
    for (const OperationInfo& operation : operations())
        ours.insert(
            std::string(operation.method) + " " + nameless(operation.path) + " 1." +
            std::to_string(operation.since)
        );
    std::set<std::string> documented;
    std::ifstream list(golden / "operations.txt");
    for (std::string line; std::getline(list, line);)
        documented.insert(line);
    EXPECT_EQ(documented.size(), 113U);
    EXPECT_EQ(ours, documented);
}

TEST(Operations, have_names_of_their_own)
{
    std::set<std::string_view> names;
    for (const Operation* operation : all_operations())
        EXPECT_TRUE(names.insert(operation->name).second) << operation->name;
}

TEST(Operations, each_has_an_example_of_its_request)
{
    for (const Operation* operation : all_operations())
        EXPECT_NE(example_of(operation->name), nullptr) << operation->name << " has none";
}

TEST(Operations, requests_are_as_the_examples_say)
{
    for (const Example& example : examples())
        EXPECT_EQ(example.request(newest), example.expected) << example.name;
}

TEST(Operations, each_is_answered_somehow)
{
    for (const Operation* operation : all_operations()) {
        const bool has_value = operation->decode != nullptr;
        EXPECT_EQ(has_value, operation->answer == Answer::value) << operation->name;
    }
}

// The structs in the headers are the operations: none is forgotten in the lists.
TEST(Operations, each_struct_with_a_response_is_on_the_list)
{
    const std::regex declaration(R"(struct (\w+)\n\{\n    using Response)");
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(DEVENV_OPERATION_HEADERS)) {
        const std::string text = read_file(file.path());
        for (std::sregex_iterator found(text.begin(), text.end(), declaration), end; found != end; ++found) {
            EXPECT_NO_THROW(find_operation((*found)[1].str())) << file.path();
            ++count;
        }
    }
    EXPECT_GT(count, 110U);
}

TEST(Operations, older_daemons_are_told_apart)
{
    for (const Operation* operation : all_operations()) {
        const Example* example = example_of(operation->name);
        if (example == nullptr || !operation->is_versioned || operation->since <= oldest_api)
            continue;
        try {
            example->request(operation->since - 1);
            ADD_FAILURE() << operation->name << " is sent to a daemon that is too old";
        } catch (const Error& e) {
            EXPECT_EQ(e.kind(), ErrorKind::unsupported);
            EXPECT_THAT(e.what(), HasSubstr("this operation needs Docker API 1."));
            EXPECT_EQ(e.operation(), operation->name);
        }
    }
}

// The examples set every option.
TEST(Operations, an_option_is_refused_by_name_where_it_is_not_known)
{
    std::size_t count = 0;
    for (const Operation* operation : all_operations()) {
        const Example* example = example_of(operation->name);
        const auto& parameters = operation->parameters;
        const auto newest_option = std::ranges::max_element(parameters, {}, [](const Parameter& parameter) {
            return parameter.version.minor;
        });
        if (example == nullptr || newest_option == parameters.end() ||
            newest_option->version.minor <= operation->since)
            continue;
        ++count;
        try {
            const std::string sent = example->request(newest_option->version.minor - 1);
            const bool has_older_form =
                std::ranges::any_of(parameters, [](const Parameter& p) { return p.version.until != 0; });
            EXPECT_TRUE(has_older_form) << operation->name << ": " << newest_option->name << " in\n" << sent;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind(), ErrorKind::unsupported);
            EXPECT_THAT(e.what(), HasSubstr("` needs Docker API 1."));
        }
    }
    EXPECT_GT(count, 20U);
}

TEST(Operations, a_field_of_a_body_is_refused_by_its_place)
{
    CreateContainer create{};
    create.config.host_config.mounts.push_back({.volume_options = VolumeOptions{.subpath = "a"}});
    try {
        request_text(find_operation("CreateContainer"), &create, 44);
        FAIL();
    } catch (const Error& e) {
        EXPECT_STREQ(
            e.what(),
            "CreateContainer: the option `HostConfig/Mounts/0/VolumeOptions/Subpath` needs Docker API "
            "1.45, the daemon speaks 1.44; update the daemon"
        );
    }
    EXPECT_NO_THROW(request_text(find_operation("CreateContainer"), &create, 45));
}

TEST(Operations, a_second_platform_is_refused_until_it_may_be_given)
{
    SaveImage save{.image = "a", .platforms = {{.os = "linux"}, {.os = "windows"}}};
    EXPECT_THROW(request_text(find_operation("SaveImage"), &save, 51), Error);
    EXPECT_NO_THROW(request_text(find_operation("SaveImage"), &save, 52));
    save.platforms.pop_back();
    EXPECT_NO_THROW(request_text(find_operation("SaveImage"), &save, 48));
}

TEST(Operations, what_changed_its_name_travels_by_that_of_the_version)
{
    const PruneBuildCache prune{.reserved_space = 7};
    EXPECT_EQ(
        request_text(find_operation("PruneBuildCache"), &prune, 47),
        "POST /v1.47/build/prune?keep-storage=7\n"
    );
    EXPECT_EQ(
        request_text(find_operation("PruneBuildCache"), &prune, 48),
        "POST /v1.48/build/prune?reserved-space=7\n"
    );
}

class AnswersOf : public ::testing::TestWithParam<const char*>
{};

// Whatever a daemon says, known fields and unknown ones, comes back when it is sent to it.
TEST_P(AnswersOf, keep_their_meaning_when_they_are_read_and_written)
{
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(golden / GetParam())) {
        const std::string name = file.path().stem().string();
        const Example* example = example_of(name);
        ASSERT_NE(example, nullptr) << name;
        ASSERT_TRUE(example->read_and_write) << name;
        const std::string answer = read_file(file.path());
        try {
            EXPECT_EQ(meaning(example->read_and_write(answer)), meaning(answer)) << name;
        } catch (const std::exception& e) {
            ADD_FAILURE() << name << ": " << e.what();
        }
        ++count;
    }
    EXPECT_GT(count, 0U);
}

INSTANTIATE_TEST_SUITE_P(Daemons, AnswersOf, ::testing::Values("20.10", "26", "28", "document"));

TEST(Operations, each_that_answers_with_json_has_an_answer_to_read)
{
    for (const Operation* operation : all_operations()) {
        if (operation->response == nullptr)
            continue;
        const std::string file = std::string(operation->name) + ".json";
        bool is_there = false;
        for (const char* daemon : {"20.10", "26", "28", "document"})
            is_there = is_there || std::filesystem::exists(golden / daemon / file);
        EXPECT_TRUE(is_there) << operation->name;
    }
}

TEST(Operations, a_service_keeps_what_the_library_does_not_know)
{
    constexpr std::string_view spec =
        R"({"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"a","Newer":{"x":[1,null,""]}},"ForceUpdate":0,)"
        R"("Runtime":"novel"},"Mode":{"Replicated":{"Replicas":0}},"Future":18446744073709551615})";
    std::string text(spec);
    UpdateService update{.service = "web", .version = 3};
    ASSERT_EQ(json::read_text(text, &update.spec, *find_operation("UpdateService").body), "");
    update.spec.labels["a"] = "b";
    const std::string sent = request_text(find_operation("UpdateService"), &update, 51);
    EXPECT_EQ(
        sent,
        "POST /v1.51/services/web/update?version=3\n"
        R"({"Name":"web","Labels":{"a":"b"},"TaskTemplate":{"ContainerSpec":{"Image":"a","Newer":{"x":[1,null,""]}},)"
        R"("Runtime":"novel"},"Mode":{"Replicated":{"Replicas":0}},"Future":18446744073709551615})"
    );
}

}  // namespace

}  // namespace devenv::detail::engine
