// Each operation of the registry called on each daemon, and a table of what came of it: operations.md.
#include "operation_calls.hpp"
#include "support/command.hpp"
#include "support/private_daemon.hpp"
#include "support/project_folder.hpp"
#include "support/real_daemon.hpp"
#include "support/real_registry.hpp"
#include <devenv/operations/raw.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace devenv::test {

namespace {

template <class Op>
void send_quietly(blocking::Client& client, const Op& op)
{
    try {
        client.send(op);
    } catch (const Error&) {
        // There is none.
    }
}

bool has_network(blocking::Client& client, const std::string& network)
{
    try {
        client.send(InspectNetwork{.network = network});
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// Of a swarm that was left, which goes on for a moment: until then the daemon refuses.
void remove_network(blocking::Client& client, const std::string& network)
{
    const auto due = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (has_network(client, network) && std::chrono::steady_clock::now() < due) {
        send_quietly(client, RemoveNetwork{.network = network});
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

/// What a test that failed has left, of this run or of one before.
void leave_nothing(const std::string& host)
{
    blocking::Client client({.host = host});
    send_quietly(client, LeaveSwarm{.force = true});
    remove_all(host);
    remove_network(client, "docker_gwbridge");
    send_quietly(client, RemoveNetwork{.network = "devenv-operations"});
    for (const Plugin& plugin : client.send(ListPlugins{}))
        send_quietly(client, RemovePlugin{.plugin = plugin.id, .force = true});
    for (const ImageSummary& image : client.send(ListImages{})) {
        for (const std::string& tag : image.repo_tags) {
            if (tag.find("devenv-operations") != std::string::npos)
                send_quietly(client, RemoveImage{.image = tag, .force = true});
        }
    }
}

/// Held while a daemon is in a swarm: all daemons here share the ports and the names of network interfaces.
class SwarmTurn
{
public:
    SwarmTurn() : file_(::open("/tmp/devenv-test-swarm.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666))
    {
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0)
            throw std::runtime_error("can't lock /tmp/devenv-test-swarm.lock");
    }
    ~SwarmTurn()
    {
        // A daemon that was restarted leaves the bridge of its swarm to the machine.
        if (!had_bridge_ && std::filesystem::exists(bridge))
            Command({.words = {"ip", "link", "delete", "docker_gwbridge"}}).wait();
        ::close(file_);
    }
    SwarmTurn(const SwarmTurn&) = delete;
    SwarmTurn& operator=(const SwarmTurn&) = delete;

private:
    static constexpr const char* bridge = "/sys/class/net/docker_gwbridge";

    int file_;
    bool had_bridge_ = std::filesystem::exists(bridge);
};

class OperationsTest : public ::testing::TestWithParam<const char*>
{
protected:
    void SetUp() override
    {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
        if (::geteuid() != 0 && std::getenv("DEVENV_ALLOW_SKIP") != nullptr)
            GTEST_SKIP() << "starting a private daemon needs root";
        daemon_ = std::make_unique<PrivateDaemon>(GetParam());
        leave_nothing(daemon_->host());
        calls_ = std::make_unique<Calls>(GetParam(), daemon_->host());
    }

    void TearDown() override
    {
        if (!calls_)
            return;
        write_table(DEVENV_TABLE_FOLDER, GetParam(), calls_->answers());
        leave_nothing(daemon_->host());
    }

    void swarm()
    {
        const SwarmTurn turn;
        group("swarm", [&] {
            call_swarm(*calls_, [&] {
                daemon_->stop();
                daemon_->start();
            });
        });
        leave_nothing(daemon_->host());
    }

    /// One group; what it throws doesn't keep the others from being called.
    void group(const char* name, const std::function<void()>& job)
    {
        SCOPED_TRACE(name);
        try {
            job();
        } catch (const Error& e) {
            ADD_FAILURE() << name << ": " << e.what();
        }
    }

    std::unique_ptr<PrivateDaemon> daemon_{};
    std::unique_ptr<Calls> calls_{};
};

TEST_P(OperationsTest, each_is_called)
{
    const ProjectFolder folder;
    const RealRegistry registry(folder.path() / "registry");
    group("system", [&] { call_system(*calls_); });
    group("containers", [&] { call_containers(*calls_); });
    group("execs", [&] { call_execs(*calls_); });
    group("images", [&] { call_images(*calls_); });
    group("registry", [&] { call_registry(*calls_, registry.host()); });
    group("networks", [&] { call_networks(*calls_); });
    group("volumes", [&] { call_volumes(*calls_); });
    group("plugins", [&] { call_plugins(*calls_, registry.host()); });
    swarm();
    std::vector<std::string_view> missing;
    for (const OperationInfo& operation : operations()) {
        if (!calls_->answers().contains(operation.name))
            missing.push_back(operation.name);
    }
    EXPECT_THAT(missing, ::testing::IsEmpty()) << "operations without a test";
}

INSTANTIATE_TEST_SUITE_P(
    Daemons,
    OperationsTest,
    ::testing::Values("20.10", "26", "28"),
    [](const auto& daemon) {
        std::string name = std::string("v") + daemon.param;
        std::erase(name, '.');
        return name;
    }
);

}  // namespace

}  // namespace devenv::test
