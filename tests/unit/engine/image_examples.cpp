// What the operations of images and volumes are on the wire.
#include "devenv/client.hpp"
#include "engine/examples.hpp"

namespace devenv::detail::engine {

void add_image_examples(std::vector<Example>& rows)
{
    rows.push_back(row(
        "ReadHistory",
        ReadHistory{.image = "id", .platform = Platform{.architecture = "arm64", .os = "linux"}},
        R"(GET /v1.55/images/id/history?platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D
)"
    ));
    rows.push_back(row(
        "ReadAttestations",
        ReadAttestations{
            .image = "id",
            .platform = Platform{.architecture = "arm64", .os = "linux"},
            .types = {"a", "b"},
            .statement = true},
        R"(GET /v1.55/images/id/attestations?platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D&type=a&type=b&statement=1
)"
    ));
    rows.push_back(row(
        "SearchImages",
        SearchImages{.term = "x/1 +", .limit = 7, .filters = {{"label", {"a=b+c"}}}, .registry_auth = "x"},
        R"(GET /v1.55/images/search?term=x%2F1%20%2B&limit=7&filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
X-Registry-Auth: x
)"
    ));
    rows.push_back(
        row("PruneImages",
            PruneImages{.filters = {{"label", {"a=b+c"}}}},
            R"(POST /v1.55/images/prune?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("CommitContainer",
            CommitContainer{
                .container = "x",
                .repository = "x",
                .tag = "x",
                .comment = "x",
                .author = "x",
                .pause = false,
                .changes = {"a", "b"},
                .config = ContainerConfig{.user = "u"}},
            R"(POST /v1.55/commit?container=x&repo=x&tag=x&comment=x&author=x&pause=0&changes=a&changes=b
{"User":"u"})")
    );
    rows.push_back(row(
        "PushImage",
        PushImage{
            .image = "id",
            .tag = "x",
            .platform = Platform{.architecture = "arm64", .os = "linux"},
            .registry_auth = "x"},
        R"(POST /v1.55/images/id/push?tag=x&platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D
X-Registry-Auth: x
)"
    ));
    rows.push_back(row(
        "SaveImage",
        SaveImage{
            .image = "id",
            .platforms =
                {{.architecture = "arm64", .os = "linux"}, {.architecture = "amd64", .os = "linux"}}},
        R"(GET /v1.55/images/id/get?platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D&platform=%7B%22architecture%22%3A%22amd64%22%2C%22os%22%3A%22linux%22%7D
)"
    ));
    rows.push_back(row(
        "SaveImages",
        SaveImages{
            .names = {"a", "b"},
            .platforms =
                {{.architecture = "arm64", .os = "linux"}, {.architecture = "amd64", .os = "linux"}}},
        R"(GET /v1.55/images/get?names=a&names=b&platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D&platform=%7B%22architecture%22%3A%22amd64%22%2C%22os%22%3A%22linux%22%7D
)"
    ));
    rows.push_back(row(
        "LoadImages",
        LoadImages{
            .quiet = true,
            .platforms =
                {{.architecture = "arm64", .os = "linux"}, {.architecture = "amd64", .os = "linux"}}},
        R"(POST /v1.55/images/load?quiet=1&platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D&platform=%7B%22architecture%22%3A%22amd64%22%2C%22os%22%3A%22linux%22%7D
)"
    ));
    rows.push_back(
        row("UpdateVolume",
            UpdateVolume{
                .volume = "id", .version = 7, .config = {.spec = ClusterVolumeSpec{.availability = "drain"}}},
            R"(PUT /v1.55/volumes/id?version=7
{"Spec":{"Availability":"drain"}})")
    );
    rows.push_back(
        row("PruneVolumes",
            PruneVolumes{.filters = {{"label", {"a=b+c"}}}},
            R"(POST /v1.55/volumes/prune?filters=%7B%22label%22%3A%5B%22a%3Db%2Bc%22%5D%7D
)")
    );
    rows.push_back(
        row("ListImages", ListImages{.all = true, .digests = true}, R"(GET /v1.55/images/json?all=1&digests=1
)")
    );
    rows.push_back(row(
        "InspectImage", InspectImage{.image = "host:5000/a/b:c"}, R"(GET /v1.55/images/host:5000/a/b:c/json
)"
    ));
    rows.push_back(
        row("TagImage",
            TagImage{.image = "id", .repository = "a/b", .tag = "c"},
            R"(POST /v1.55/images/id/tag?repo=a%2Fb&tag=c
)")
    );
    rows.push_back(
        row("RemoveImage",
            RemoveImage{.image = "id", .force = true, .no_prune = true},
            R"(DELETE /v1.55/images/id?force=1&noprune=1
)")
    );
    rows.push_back(
        row("PullImage",
            PullImage{.image = "a", .tag = "b", .platform = "linux/arm64", .registry_auth = "e30="},
            R"(POST /v1.55/images/create?fromImage=a&tag=b&platform=linux%2Farm64
X-Registry-Auth: e30=
)")
    );
    rows.push_back(row(
        "ImportImage",
        ImportImage{.repository = "a", .changes = {"CMD ls", "ENV A=b"}, .platform = "linux/arm64"},
        R"(POST /v1.55/images/create?fromSrc=-&repo=a&changes=CMD%20ls&changes=ENV%20A%3Db&platform=linux%2Farm64
)"
    ));
    rows.push_back(row(
        "BuildImage",
        BuildImage{
            .tags = {"a", "b"},
            .args = {{"X", std::nullopt}},
            .cache_from = {"c"},
            .registry_config = "e30=",
            .remove = false,
            .memory_swap = -1,
            .builder_version = "2",
            .build_id = "one",
            .outputs = {R"j([{"Type":"local"}])j"}},
        R"t(POST /v1.55/build?t=a&t=b&buildargs=%7B%22X%22%3Anull%7D&cachefrom=%5B%22c%22%5D&rm=0&memswap=-1&version=2&buildid=one&outputs=%5B%7B%22Type%22%3A%22local%22%7D%5D
X-Registry-Config: e30=
)t"
    ));
    rows.push_back(
        row("CreateVolume",
            CreateVolume{.config = {.name = "v", .labels = {{"a", "b"}}}},
            R"(POST /v1.55/volumes/create
{"Name":"v","Labels":{"a":"b"}})")
    );
    rows.push_back(row("ListVolumes", ListVolumes{}, R"(GET /v1.55/volumes
)"));
    rows.push_back(row("InspectVolume", InspectVolume{.volume = "id"}, R"(GET /v1.55/volumes/id
)"));
    rows.push_back(
        row("RemoveVolume", RemoveVolume{.volume = "id", .force = true}, R"(DELETE /v1.55/volumes/id?force=1
)")
    );
}

}  // namespace devenv::detail::engine
