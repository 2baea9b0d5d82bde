#include "output.hpp"

#include "report_json.hpp"
#include <devenv/console.hpp>
#include <devenv/json.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

namespace devenv::cli {

namespace asio = boost::asio;

namespace {

class OutputBesideStatus final : public OutputSink
{
public:
    OutputBesideStatus(std::shared_ptr<OutputSink> next, Report& report)
        : next_(std::move(next)), report_(report)
    {}

    asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        report_.make_way();
        const State state = co_await next_->write(frames);
        report_.output_passed(frames);
        co_return state;
    }

private:
    std::shared_ptr<OutputSink> next_;
    Report& report_;
};

// How many bytes at the end begin a UTF-8 character that goes on behind them.
std::size_t cut_character(std::string_view text)
{
    constexpr std::size_t longest = 4;
    for (std::size_t count = 1; count < longest && count <= text.size(); ++count) {
        const auto byte = static_cast<unsigned char>(text[text.size() - count]);
        if ((byte & 0xC0U) == 0x80U)
            continue;
        const std::size_t length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
        return length > count ? count : 0;
    }
    return 0;
}

class OutputAsEvents final : public OutputSink
{
public:
    explicit OutputAsEvents(std::shared_ptr<OutputSink> next) : next_(std::move(next)) {}

    // The output ended inside of a character.
    ~OutputAsEvents() override
    {
        constexpr std::array<std::string_view, 2> channels{"out", "err"};
        for (std::size_t i = 0; i < rests_.size(); ++i) {
            if (!rests_.at(i).empty())
                JsonLine("run_output").text("channel", channels.at(i)).text("text", rests_.at(i));
        }
    }

    OutputAsEvents(const OutputAsEvents&) = delete;
    OutputAsEvents& operator=(const OutputAsEvents&) = delete;

    asio::awaitable<State> write(std::span<const Frame> frames) override
    {
        text_.clear();
        for (const Frame& frame : frames) {
            std::string& rest = rests_.at(frame.channel == Channel::err ? 1 : 0);
            rest += frame.bytes;
            const std::size_t cut = cut_character(rest);
            const std::string_view whole = std::string_view(rest).substr(0, rest.size() - cut);
            if (!whole.empty())
                text_ += fmt::format(
                    "{{\"event\":\"run_output\",\"channel\":\"{}\",\"text\":{}}}\n",
                    frame.channel == Channel::err ? "err" : "out",
                    json_quote(whole)
                );
            rest.erase(0, whole.size());
        }
        if (text_.empty())
            co_return State::open;
        const Frame line{.channel = Channel::out, .bytes = text_};
        const State state = co_await next_->write(std::span(&line, 1));
        co_return state;
    }

private:
    std::shared_ptr<OutputSink> next_;
    std::array<std::string, 2> rests_{};  // of stdout and stderr
    std::string text_{};
};

}  // namespace

std::shared_ptr<OutputSink> output_of(Session& session)
{
    auto output = descriptor_output(session.executor(), STDOUT_FILENO, STDERR_FILENO);
    if (session.arguments().json)
        return output_as_events(std::move(output));
    return std::make_shared<OutputBesideStatus>(std::move(output), session.report());
}

std::shared_ptr<OutputSink> output_as_events(std::shared_ptr<OutputSink> next)
{
    return std::make_shared<OutputAsEvents>(std::move(next));
}

}  // namespace devenv::cli
