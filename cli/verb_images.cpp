#include "report_json.hpp"
#include "session.hpp"
#include <devenv/image_load.hpp>
#include <devenv/registry.hpp>

#include <fmt/format.h>

#include <array>
#include <map>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

using Kind = FreezeEvent::Kind;

std::string_view word_of(Kind kind)
{
    switch (kind) {
        case Kind::resolved:
            return "resolved";
        case Kind::kept:
            return "kept";
        case Kind::resumed:
            return "resumed";
        case Kind::started:
            return "started";
        case Kind::received:
            return "received";
        case Kind::done:
            return "done";
        case Kind::retrying:
            return "retrying";
        case Kind::gave_up:
            return "gave_up";
    }
    return "";
}

// "sha256:0123456789ab".
std::string short_digest(std::string_view digest)
{
    constexpr std::size_t shown = 19;
    return std::string(digest.substr(0, shown));
}

class FreezeLines final : public FreezeObserver
{
public:
    explicit FreezeLines(Session& session) : session_(session) {}

    void on_event(const FreezeEvent& event) override
    {
        if (session_.arguments().json)
            write_json(event);
        else if (!session_.arguments().quiet)
            write_text(event);
    }

private:
    void write_json(const FreezeEvent& event)
    {
        // As often as a reader can use it: each twentieth of a blob.
        constexpr std::uint64_t parts = 20;
        if (event.kind == Kind::received && event.total > 0) {
            std::uint64_t& told = told_[event.digest];
            const std::uint64_t part = event.bytes * parts / event.total;
            if (part == told)
                return;
            told = part;
        }
        JsonLine line("freeze");
        line.text("what", word_of(event.kind)).text("image", event.image).text("digest", event.digest);
        line.text("source", event.source);
        line.number("bytes", static_cast<std::int64_t>(event.bytes));
        line.number("total", static_cast<std::int64_t>(event.total));
        if (event.error) {
            line.number("attempt", event.attempt);
            line.number("pause", event.pause.count());
            line.text("message", event.error->what());
        }
    }

    void write_text(const FreezeEvent& event)
    {
        const std::string name = event.digest.empty() ? event.image : short_digest(event.digest);
        switch (event.kind) {
            case Kind::resolved:
                say(fmt::format("{} is {}, told by {}", event.image, event.digest, event.source));
                break;
            case Kind::kept:
                say(fmt::format("{} is there already, {}", name, size_text(event.bytes)));
                break;
            case Kind::resumed:
                say(fmt::format(
                    "{} goes on at {} of {}", name, size_text(event.bytes), size_text(event.total)
                ));
                break;
            case Kind::done:
                say(fmt::format("{} is there, {}", name, size_text(event.total)));
                break;
            case Kind::retrying:
                say(fmt::format(
                    "{}: try {} in {}: {}",
                    name,
                    event.attempt,
                    time_text(event.pause),
                    event.error->message()
                ));
                break;
            case Kind::gave_up:
                say(fmt::format("{}: {} won't do: {}", name, event.source, event.error->message()));
                break;
            case Kind::started:
            case Kind::received:
                break;
        }
    }

    void say(const std::string& line) { session_.report().say(line); }

    Session& session_;
    std::map<std::string, std::uint64_t> told_{};
};

FreezeSpec spec_of(Session& session)
{
    const Arguments& arguments = session.arguments();
    FreezeSpec spec{
        .folder = arguments.folder,
        .images = arguments.image_names,
        .platform = arguments.platform,
        .format = arguments.oci ? FreezeFormat::oci_layout : FreezeFormat::docker_archive,
        .tar_file = arguments.tar_file,
        .mirrors = arguments.mirrors,
        .insecure = arguments.insecure,
        .parallel = arguments.parallel,
        .stall = std::chrono::seconds(arguments.stall_seconds),
        .logins = docker_logins(process_environment()),
        .observer = std::make_shared<FreezeLines>(session),
    };
    spec.retry.tries = arguments.tries;
    return spec;
}

void print_image(const FrozenImage& image, bool json)
{
    if (json)
        JsonLine("frozen")
            .text("reference", image.reference)
            .text("digest", image.digest)
            .text("manifest", image.manifest)
            .text("id", image.id)
            .text("platform", image.platform)
            .text("source", image.source)
            .number("layers", static_cast<std::int64_t>(image.layers))
            .number("bytes", static_cast<std::int64_t>(image.size));
    else
        fmt::print("{}@{}\n", image.reference.substr(0, image.reference.find('@')), image.digest);
}

}  // namespace

asio::awaitable<int> freeze(Session& session)
{
    const Arguments& arguments = session.arguments();
    const FreezeSpec spec = spec_of(session);
    const FreezeOutcome outcome = co_await freeze(spec);
    for (const FrozenImage& image : outcome.images)
        print_image(image, arguments.json);
    if (arguments.json)
        JsonLine("freeze_ended")
            .text("folder", spec.folder)
            .number("blobs_fetched", static_cast<std::int64_t>(outcome.blobs_fetched))
            .number("blobs_kept", static_cast<std::int64_t>(outcome.blobs_kept))
            .number("bytes_received", static_cast<std::int64_t>(outcome.bytes_received))
            .number("bytes_kept", static_cast<std::int64_t>(outcome.bytes_kept))
            .number("retries", static_cast<std::int64_t>(outcome.retries));
    else if (!arguments.quiet)
        session.report().say(fmt::format(
            "frozen to {}: {} received, {} there already, {} retries; load it by `devenv-cli images load {}`",
            spec.folder,
            size_text(outcome.bytes_received),
            size_text(outcome.bytes_kept),
            outcome.retries,
            spec.folder
        ));
    co_return 0;
}

asio::awaitable<int> load(Session& session)
{
    const ImageLoadSpec spec{.path = session.arguments().bundle};
    Client client = session.client();
    const std::vector<LoadedImage> images = co_await load_images(client, spec);
    constexpr std::array<std::string_view, 3> states{"loaded", "tagged", "present"};
    for (const LoadedImage& image : images) {
        const std::string_view state = states.at(static_cast<std::size_t>(image.state));
        if (session.arguments().json) {
            JsonLine("loaded")
                .text("id", image.id)
                .texts("references", image.references)
                .text("state", state);
            continue;
        }
        std::string names;
        for (const std::string& reference : image.references)
            names += (names.empty() ? "" : ", ") + reference;
        fmt::print("{} {}\n", state, names.empty() ? image.id : names);
    }
    co_return 0;
}

}  // namespace devenv::cli
