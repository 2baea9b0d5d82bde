// Every operation called for real, and what each daemon answered.
#pragma once

#include "engine/operation.hpp"
#include <devenv/devenv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace devenv::test {

/// What one daemon answered, by operation: "yes", or its error.
using Answers = std::map<std::string, std::string, std::less<>>;

/// Writes the answers of one daemon to `folder`, and there operations.md of all daemons' answers.
void write_table(const std::filesystem::path& folder, const std::string& version, const Answers& answers);

/// Calls the operations of one daemon and notes the answers. Streams outlive the call that began them.
class Calls
{
public:
    Calls(std::string version, std::string host)
        : version_(std::move(version)), host_(std::move(host)), docker_({.host = host_})
    {}

    const std::string& version() const { return version_; }
    bool is(std::string_view version) const { return version_ == version; }
    Client& docker() { return docker_; }
    const Answers& answers() const { return answers_; }

    /// For a daemon that was started anew.
    void reconnect() { docker_ = Client({.host = host_}); }

    /// What `job` gives. Whatever it throws is the daemon's answer to Op, and thrown on.
    template <class Op, class Job>
    auto note(Job job)
    {
        try {
            auto answer = job();
            answers_[name_of<Op>()] = "yes";
            return answer;
        } catch (const Error& e) {
            answers_.emplace(name_of<Op>(), std::string(to_string(e.kind())) + ": " + e.message());
            throw;
        }
    }

    /// Sends an operation that the daemon must serve.
    template <class Op>
    typename Op::Response serve(const Op& op)
    {
        return note<Op>([&] { return run(docker_, docker_.send(op)); });
    }

    template <class Op>
    typename Op::Response serve(const Op& op, std::string body)
    {
        return note<Op>([&] { return run(docker_, docker_.send(op, byte_source(std::move(body)))); });
    }

    /// Sends one that answers with lines and reads them to the end. Returns what they say, a line each.
    template <class Op>
    std::string lines(const Op& op)
    {
        return note<Op>([&] { return text_of(run(docker_, docker_.send(op))); });
    }

    template <class Op>
    std::string lines(const Op& op, std::string body)
    {
        return note<Op>([&] { return text_of(run(docker_, docker_.send(op, byte_source(std::move(body))))); }
        );
    }

    /// Sends one that the daemon can't serve here, and expects how it says so.
    template <class Op>
    void refuse(const Op& op, ErrorKind kind, const std::string& words)
    {
        expect_error<Op>(kind, words, [&] {
            if constexpr (std::is_same_v<typename Op::Response, LineStream>)
                lines(op);
            else
                serve(op);
        });
    }

    template <class Op>
    void expect_error(ErrorKind kind, const std::string& words, const std::function<void()>& job)
    {
        try {
            job();
            ADD_FAILURE() << name_of<Op>() << " is served now by " << version_;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind(), kind) << e.what();
            EXPECT_THAT(std::string(e.what()), ::testing::HasSubstr(words));
        }
    }

    std::string bytes(ByteReader reader);
    std::string output(LogStream stream);
    /// The first output, which is waited for.
    std::string first(LogStream& stream);

private:
    template <class Op>
    static std::string name_of()
    {
        return std::string(detail::engine::operation_of<Op>().name);
    }

    std::string text_of(LineStream stream);

    std::string version_{};
    std::string host_{};
    Client docker_;
    Answers answers_{};
};

/// A tar of files, by name.
std::string tar_of(const std::map<std::string, std::string>& files);

/// What the library sends where HEAD isn't known.
Pong ping_by_get(Calls& calls);

// The groups, each a scenario of its own.
void call_system(Calls& calls);
void call_containers(Calls& calls);
void call_execs(Calls& calls);
void call_images(Calls& calls);
void call_registry(Calls& calls, const std::string& registry);
void call_networks(Calls& calls);
void call_volumes(Calls& calls);
void call_plugins(Calls& calls, const std::string& registry);
/// `restart` stops the daemon and starts it again.
void call_swarm(Calls& calls, const std::function<void()>& restart);

}  // namespace devenv::test
