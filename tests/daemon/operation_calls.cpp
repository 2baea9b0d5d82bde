#include "operation_calls.hpp"

#include "protocol/tar_writer.hpp"
#include <devenv/operations/raw.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>

namespace devenv::test {

namespace {

constexpr std::array<const char*, 3> versions{"20.10", "26", "28"};

// The tests of several versions end at about the same time.
class FolderLock
{
public:
    explicit FolderLock(const std::filesystem::path& folder)
        : file_(::open((folder / "operations.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644))
    {
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0)
            throw std::runtime_error("can't lock " + folder.string());
    }
    ~FolderLock() { ::close(file_); }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_;
};

std::filesystem::path answers_file(const std::filesystem::path& folder, const std::string& version)
{
    return folder / ("operations." + version + ".txt");
}

Answers read_answers(const std::filesystem::path& folder, const std::string& version)
{
    Answers answers;
    std::ifstream file(answers_file(folder, version));
    for (std::string name, answer; std::getline(file, name, '\t') && std::getline(file, answer);)
        answers[name] = answer;
    return answers;
}

std::string one_line(std::string text)
{
    for (char& c : text) {
        if (c == '\n' || c == '\t')
            c = ' ';
        if (c == '|')
            c = '/';
    }
    return text;
}

std::string cell(const Answers& answers, std::string_view operation)
{
    const auto found = answers.find(operation);
    return found == answers.end() ? "not called" : found->second;
}

}  // namespace

void write_table(const std::filesystem::path& folder, const std::string& version, const Answers& answers)
{
    const FolderLock lock(folder);
    {
        std::ofstream file(answers_file(folder, version));
        for (const auto& [operation, answer] : answers)
            file << operation << '\t' << one_line(answer) << '\n';
    }
    std::ofstream table(folder / "operations.md");
    table << "| operation | request | since | 20.10 | 26 | 28 |\n|---|---|---|---|---|---|\n";
    std::vector<Answers> columns;
    for (const char* one : versions)
        columns.push_back(read_answers(folder, one));
    for (const OperationInfo& operation : operations()) {
        table << fmt::format(
            "| {} | {} {} | 1.{} |", operation.name, operation.method, operation.path, operation.since
        );
        for (const Answers& column : columns)
            table << ' ' << cell(column, operation.name) << " |";
        table << '\n';
    }
    if (!table.flush())
        throw std::runtime_error("can't write " + (folder / "operations.md").string());
}

std::string Calls::bytes(ByteReader reader)
{
    std::string all;
    for (std::string_view piece; !(piece = run(docker_, reader.next())).empty();)
        all += piece;
    return all;
}

std::string Calls::output(LogStream stream)
{
    std::string all;
    while (const auto frame = run(docker_, stream.next()))
        all += frame->bytes;
    return all;
}

std::string Calls::first(LogStream& stream)
{
    const auto frame = run(docker_, stream.next());
    return frame ? std::string(frame->bytes) : std::string();
}

std::string Calls::text_of(LineStream stream)
{
    std::string all;
    while (const auto line = run(docker_, stream.next())) {
        all += line->stream;
        all += line->status;
        all += line->error;
        all += '\n';
    }
    return all;
}

std::string tar_of(const std::map<std::string, std::string>& files)
{
    std::string tar;
    for (const auto& [name, content] : files) {
        detail::protocol::append_tar_header({.path = name, .size = content.size()}, tar);
        tar += content;
        tar.append(detail::protocol::tar_padding(content.size()), '\0');
    }
    return tar.append(detail::protocol::tar_end, '\0');
}

}  // namespace devenv::test
