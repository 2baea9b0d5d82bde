// Images, with a builder and a registry.
#include "operation_calls.hpp"
#include "support/real_daemon.hpp"

namespace devenv::test {

namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* imported = "devenv-operations:imported";

void save_and_load(Calls& calls)
{
    const std::string tar = calls.bytes(calls.serve(SaveImage{.image = imported}));
    EXPECT_THAT(tar, HasSubstr("manifest.json"));
    const std::string both =
        calls.bytes(calls.serve(SaveImages{.names = {imported, "devenv-operations:tagged"}}));
    EXPECT_THAT(both, HasSubstr("tagged"));
    EXPECT_THAT(calls.lines(LoadImages{}, tar), HasSubstr("Loaded image"));
}

void build(Calls& calls)
{
    BuildImage op{.tags = {"devenv-operations:built"}, .labels = {{"devenv.operations", "built"}}};
    op.build_id = "devenv-operations";
    EXPECT_THAT(
        calls.lines(op, tar_of({{"Dockerfile", "FROM devenv-operations:imported\nENV A=b\n"}})),
        HasSubstr("Successfully built")
    );
    const ImageInspect image = calls.serve(InspectImage{.image = "devenv-operations:built"});
    EXPECT_THAT(image.config.env, Contains("A=b"));
    EXPECT_THAT(calls.serve(ReadHistory{.image = image.id}).at(0).tags, Contains("devenv-operations:built"));
    calls.serve(CancelBuild{.build_id = "devenv-operations"});  // ended, and no error
    calls.serve(RemoveImage{.image = "devenv-operations:built"});
    EXPECT_EQ(calls.serve(PruneBuildCache{.all = true}).space_reclaimed, 0U)
        << "all was built the classic way";
}

}  // namespace

void call_images(Calls& calls)
{
    ImportImage import{.repository = "devenv-operations", .tag = "imported"};
    import.changes = {"CMD [\"nothing\"]"};
    EXPECT_THAT(calls.lines(import, tar_of({{"file", "content"}})), HasSubstr("sha256:"));
    const std::string id = calls.serve(InspectImage{.image = imported}).id;
    calls.serve(TagImage{.image = imported, .repository = "devenv-operations", .tag = "tagged"});
    std::vector<std::string> tags;
    for (const ImageSummary& one : calls.serve(ListImages{}))
        tags.insert(tags.end(), one.repo_tags.begin(), one.repo_tags.end());
    EXPECT_THAT(tags, Contains("devenv-operations:tagged"));
    save_and_load(calls);
    build(calls);
    calls.refuse(ReadAttestations{.image = imported}, ErrorKind::unsupported, "1.55");
    calls.serve(RemoveImage{.image = "devenv-operations:tagged"});
    EXPECT_THAT(calls.serve(RemoveImage{.image = imported}), Not(IsEmpty()));
    EXPECT_THAT(
        calls.serve(PruneImages{.filters = {{"label", {"devenv.operations=never"}}}}).removed, IsEmpty()
    );
}

void call_registry(Calls& calls, const std::string& registry)
{
    const std::string repository = registry + "/devenv-operations-" + calls.version();
    calls.lines(ImportImage{.repository = repository, .tag = "one"}, tar_of({{"file", "content"}}));
    EXPECT_THAT(calls.lines(PushImage{.image = repository, .tag = "one"}), HasSubstr("digest: sha256:"));
    calls.serve(RemoveImage{.image = repository + ":one"});
    EXPECT_THAT(
        calls.lines(PullImage{.image = repository, .tag = "one"}), HasSubstr("Downloaded newer image")
    );
    EXPECT_THAT(
        calls.serve(InspectDistribution{.image = repository + ":one"}).descriptor.digest, HasSubstr("sha256:")
    );
    calls.serve(RemoveImage{.image = repository + ":one"});
    Authenticate login{};
    login.config = {.username = "someone", .password = "anything", .server_address = "http://" + registry};
    EXPECT_EQ(calls.serve(login).status, "Login Succeeded");
    calls.refuse(SearchImages{.term = repository, .limit = 3}, ErrorKind::server, "404");
}

}  // namespace devenv::test
