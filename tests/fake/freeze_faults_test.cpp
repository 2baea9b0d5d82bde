// Registries and networks that fail.
#include "freeze_fixture.hpp"
#include "transport/with_deadline.hpp"

#include <iostream>
#include <random>
#include <set>

namespace devenv {
namespace {

using test::FakeImage;
using test::FakeImageSpec;
using test::RegistryFault;
using test::RegistryRequest;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

using Kind = FreezeEvent::Kind;

class FreezeFaults : public FreezeTest
{
protected:
    /// The first `times` answers about blobs go wrong.
    void fail_blobs(int times, const RegistryFault& fault)
    {
        registry_.on_request([times, fault](const RegistryRequest& request) mutable {
            return request.is_blob() && times-- > 0 ? fault : RegistryFault{};
        });
    }

    FakeImage image_ = registry_.add_image("lib/a", "one");
};

TEST_F(FreezeFaults, goes_on_after_a_reset)
{
    fail_blobs(2, {.reset_at = 300});
    const FreezeOutcome outcome = blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_EQ(outcome.retries, 2U);
    EXPECT_EQ(events_->counts[Kind::retrying], 2);
    EXPECT_THAT(events_->errors, Contains(HasSubstr("broke")));
}

TEST_F(FreezeFaults, asks_only_for_the_rest)
{
    FreezeSpec one = spec();
    one.parallel = 1;
    bool was_cut = false;
    registry_.on_request([&](const RegistryRequest& request) {
        RegistryFault fault;
        if (request.is_blob() && request.path.ends_with(image_.layers[0]) && !std::exchange(was_cut, true))
            fault.close_at = 10'000;
        return fault;
    });
    blocking::freeze(one);
    std::set<std::string> ranges;
    for (const RegistryRequest& request : registry_.requests()) {
        if (const auto range = request.headers.find("range"); range != request.headers.end())
            ranges.insert(range->second);
    }
    EXPECT_EQ(ranges, std::set<std::string>{"bytes=10000-"});
    EXPECT_EQ(right_layers(image_), 3U);
}

TEST_F(FreezeFaults, ends_a_stall)
{
    fail_blobs(1, {.stall_at = 200});
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_THAT(events_->errors, Contains(HasSubstr("nothing came from")));
}

TEST_F(FreezeFaults, waits_as_long_as_it_is_told)
{
    fail_blobs(1, {.status = 429, .headers = {{"Retry-After", "1"}}, .body = "{}"});
    blocking::freeze(spec());
    EXPECT_THAT(events_->pauses, Contains(std::chrono::milliseconds(1000)));
}

TEST_F(FreezeFaults, does_not_wait_for_ever)
{
    fail_blobs(100, {.status = 429, .headers = {{"Retry-After", "100000"}}});
    const Error error = failure(spec());
    EXPECT_EQ(error.http_status(), 429);
}

TEST_F(FreezeFaults, tries_again_what_passes)
{
    for (const int status : {408, 500, 502, 503, 504}) {
        std::filesystem::remove_all(out());
        fail_blobs(2, {.status = status, .body = "<html>"});
        blocking::freeze(spec());
        EXPECT_EQ(right_layers(image_), 3U) << status;
    }
}

TEST_F(FreezeFaults, gives_up_after_its_tries_and_lists_them)
{
    fail_blobs(1000, {.status = 503, .body = R"({"errors":[{"message":"down for repair"}]})"});
    const Error error = failure(spec());
    EXPECT_EQ(error.kind(), ErrorKind::server);
    EXPECT_THAT(
        error.what(), AllOf(HasSubstr("down for repair"), HasSubstr("try 4"), HasSubstr("lib/a:one"))
    );
    EXPECT_EQ(events_->counts[Kind::retrying], 3);
}

TEST_F(FreezeFaults, does_not_repeat_what_lasts)
{
    for (const auto& [status, kind] : std::map<int, ErrorKind>{
             {401, ErrorKind::unauthorized}, {403, ErrorKind::denied}, {404, ErrorKind::not_found}}) {
        events_->counts.clear();
        fail_blobs(1000, {.status = status, .body = "{}"});
        EXPECT_EQ(failure(spec()).kind(), kind);
        EXPECT_EQ(events_->counts[Kind::retrying], 0);
    }
}

TEST_F(FreezeFaults, leaves_a_loop_of_401)
{
    registry_.on_request([this](const RegistryRequest& request) {
        RegistryFault fault;
        if (request.path == "/token")
            return RegistryFault{.status = 200, .body = R"({"token":"t"})"};
        fault.status = 401;
        fault.headers = {{"WWW-Authenticate", "Bearer realm=\"" + registry_.url() + "/token\""}};
        return fault;
    });
    EXPECT_EQ(failure(spec()).kind(), ErrorKind::unauthorized);
    EXPECT_LE(registry_.requests().size(), 4U);
}

TEST_F(FreezeFaults, a_wrong_byte_is_fetched_again)
{
    fail_blobs(2, {.flip_at = 700});
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_THAT(events_->errors, Contains(HasSubstr("aren't the")));
}

TEST_F(FreezeFaults, wrong_twice_is_the_end)
{
    registry_.on_request([this](const RegistryRequest& request) {
        return request.path.ends_with(image_.layers[1]) ? RegistryFault{.flip_at = 9} : RegistryFault{};
    });
    const Error error = failure(spec());
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_THAT(error.what(), HasSubstr(image_.layers[1]));
    EXPECT_FALSE(std::filesystem::exists(out() + "/manifest.json"));
}

TEST_F(FreezeFaults, content_that_the_configuration_does_not_know_is_the_end)
{
    registry_.add_image("lib/a", "one", {.has_wrong_content = true});
    EXPECT_THAT(failure(spec()).what(), HasSubstr("configuration says"));
    EXPECT_FALSE(std::filesystem::exists(out() + "/manifest.json"));
}

TEST_F(FreezeFaults, lengths_that_lie)
{
    for (const std::int64_t lie : {-5, 5}) {
        std::filesystem::remove_all(out());
        fail_blobs(1, {.length_lie = lie});
        blocking::freeze(spec());
        EXPECT_EQ(right_layers(image_), 3U) << lie;
    }
}

TEST_F(FreezeFaults, a_registry_without_ranges)
{
    int cuts = 0;
    registry_.on_request([&](const RegistryRequest& request) {
        RegistryFault fault{.ignores_range = true};
        if (request.is_blob() && cuts < 3)
            fault.close_at = static_cast<std::uint64_t>(5'000 * ++cuts);
        return fault;
    });
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
}

TEST_F(FreezeFaults, a_web_page_instead_of_a_manifest)
{
    registry_.add_manifest("lib/a", "one", "<html>Log in to the hotel's network</html>", "text/html");
    const Error error = failure(spec());
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_THAT(error.what(), HasSubstr("web page"));
}

TEST_F(FreezeFaults, a_manifest_of_100_MiB)
{
    registry_.add_manifest("lib/a", "one", std::string(std::size_t{100} << 20, ' '), "application/json");
    FreezeSpec patient = spec();
    patient.stall = std::chrono::minutes(1);
    EXPECT_THAT(failure(patient).what(), HasSubstr("more than 4194304 bytes"));
}

TEST_F(FreezeFaults, schema_1_is_refused_by_name)
{
    registry_.add_manifest(
        "lib/a", "one", R"({"schemaVersion":1})", "application/vnd.docker.distribution.manifest.v1+json"
    );
    const Error error = failure(spec());
    EXPECT_EQ(error.kind(), ErrorKind::unsupported);
    EXPECT_THAT(error.what(), HasSubstr("schema 1"));
}

TEST_F(FreezeFaults, redirects_to_a_dead_network)
{
    std::string dead;
    {
        const test::FakeRegistry closed;
        dead = closed.url();
    }
    fail_blobs(2, {.status = 307, .headers = {{"Location", dead + "/x"}}});
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_THAT(events_->errors, Contains(HasSubstr("cannot connect")));
}

TEST_F(FreezeFaults, redirects_that_lead_nowhere)
{
    for (const std::string location : {"file:///etc/passwd", "", "ftp://x/", "/v2/lib/a/blobs/loop"}) {
        registry_.on_request([&location](const RegistryRequest& request) {
            RegistryFault fault;
            if (request.is_blob())
                fault = {.status = 302, .headers = {{"Location", location}}};
            return fault;
        });
        EXPECT_EQ(failure(spec()).kind(), ErrorKind::protocol) << location;
    }
}

TEST_F(FreezeFaults, goes_on_at_a_mirror_and_back)
{
    test::FakeRegistry mirror;
    mirror.take_content_of(registry_);
    mirror.on_request([](const RegistryRequest& request) {
        return request.is_blob() ? RegistryFault{.reset_at = 4'000} : RegistryFault{};
    });
    FreezeSpec both = spec();
    both.mirrors = {mirror.url()};
    const FreezeOutcome outcome = blocking::freeze(both);
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_GT(mirror.count("/blobs/"), 0U);
    EXPECT_LT(outcome.bytes_received, image_.size + 3 * 4'096);
}

TEST_F(FreezeFaults, a_mirror_that_lies_is_left)
{
    test::FakeRegistry mirror;
    mirror.take_content_of(registry_);
    mirror.on_request([](const RegistryRequest& request) {
        return request.is_blob() ? RegistryFault{.flip_at = 5} : RegistryFault{};
    });
    FreezeSpec both = spec();
    both.mirrors = {mirror.url()};
    blocking::freeze(both);
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_GT(events_->counts[Kind::gave_up], 0);
}

TEST_F(FreezeFaults, a_mirror_without_the_image_is_passed_over)
{
    const test::FakeRegistry empty;
    std::string dead;
    {
        const test::FakeRegistry closed;
        dead = closed.url();
    }
    FreezeSpec both = spec();
    both.mirrors = {dead, empty.url()};
    blocking::freeze(both);
    EXPECT_EQ(right_layers(image_), 3U);
}

TEST_F(FreezeFaults, takes_up_what_a_killed_run_left)
{
    FreezeSpec broken = spec();
    broken.retry.tries = 1;
    broken.parallel = 1;
    registry_.on_request([this](const RegistryRequest& request) {
        return request.path.ends_with(image_.layers[1]) ? RegistryFault{.close_at = 15'000} : RegistryFault{};
    });
    failure(broken);
    registry_.on_request({});
    const std::uint64_t before = registry_.blob_bytes_sent();
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
    EXPECT_EQ(events_->resumed_at, std::vector<std::uint64_t>{15'000});
    EXPECT_LT(registry_.blob_bytes_sent() - before, 35'000U);
}

TEST_F(FreezeFaults, a_part_file_that_is_wrong_is_thrown_away)
{
    for (const std::string& layer : image_.layers)
        write(".partial/" + layer.substr(7) + ".partial", std::string(12'345, 'x'));
    write(".partial/" + image_.layers[0].substr(7) + ".partial", std::string(1'000'000, 'x'));
    blocking::freeze(spec());
    EXPECT_EQ(right_layers(image_), 3U);
}

TEST_F(FreezeFaults, a_folder_that_holds_something_else_is_left_alone)
{
    write("notes.txt", "mine");
    const Error error = failure(spec());
    EXPECT_EQ(error.kind(), ErrorKind::local);
    EXPECT_THAT(error.what(), HasSubstr("notes.txt"));
    EXPECT_EQ(files(out()).size(), 1U);
    EXPECT_TRUE(registry_.requests().empty());
}

TEST_F(FreezeFaults, can_be_cancelled)
{
    fail_blobs(1000, {.stall_at = 100});
    FreezeSpec patient = spec();
    patient.stall = std::chrono::hours(1);
    Client client;
    auto job = [&]() -> boost::asio::awaitable<void> { co_await freeze(patient); };
    auto bounded = [&]() -> boost::asio::awaitable<void> {
        auto work = job();
        co_await detail::transport::with_deadline(
            std::chrono::steady_clock::now() + std::chrono::milliseconds(200), std::move(work)
        );
    };
    EXPECT_THROW(run(client, bounded()), Error);
}

// The number that this is for: 30 % of connections reset at a random byte, 10 % stalled.
TEST_F(FreezeFaults, a_network_at_its_worst_costs_little_more)
{
    constexpr std::size_t layer_size = 8'700'000;
    constexpr int runs = 20;
    const FakeImage big = registry_.add_image("lib/big", "one", {.layers = 12, .layer_size = layer_size});
    // The dice are the function's own: connections may outlive the test's body.
    registry_.on_request([random = std::mt19937(12345),  // NOLINT(cert-msc51-cpp): the same network each time
                          bad = std::map<int, RegistryFault>{}](const RegistryRequest& request) mutable {
        const auto [known, is_new] = bad.try_emplace(request.connection);
        if (is_new) {
            const auto dice = random() % 10;
            const std::uint64_t at = random() % layer_size;
            if (dice < 3)
                known->second.reset_at = at;
            else if (dice == 3)
                known->second.stall_at = at;
        }
        return known->second;
    });
    std::uint64_t worst = 0;
    std::size_t retries = 0;
    for (int i = 0; i < runs; ++i) {
        FreezeSpec again = spec("lib/big:one");
        again.folder = (folder_ / "big").string();
        // A slow machine (or a sanitizer) makes pauses too, which count as tries.
        again.stall = std::chrono::milliseconds(500);
        again.retry.tries = 10;
        const std::uint64_t before = registry_.blob_bytes_sent();
        const FreezeOutcome outcome = blocking::freeze(again);
        EXPECT_EQ(outcome.blobs_fetched, 13U);
        worst = std::max(worst, registry_.blob_bytes_sent() - before);
        retries += outcome.retries;
        std::filesystem::remove_all(again.folder);
    }
    std::cout << runs << " of " << runs << " runs right, " << retries << " retries, at worst "
              << static_cast<double>(worst) / static_cast<double>(big.size) << " x the image\n";
    EXPECT_LE(static_cast<double>(worst), 1.15 * static_cast<double>(big.size));
    EXPECT_GT(retries, 20U);
}

}  // namespace
}  // namespace devenv
