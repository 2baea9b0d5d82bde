#include "base/descriptor.hpp"
#include "devenv/error.hpp"
#include "engine/read_file.hpp"
#include "workflow/bundles.hpp"
#include "workflow/file_digest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <set>
#include <system_error>

namespace devenv::detail::workflow {

namespace fs = std::filesystem;

namespace {

struct HashKind
{
    std::string_view ending{};
    base::DigestAlgorithm algorithm{};
    std::size_t digits = 0;
};

constexpr HashKind md5{".md5", base::DigestAlgorithm::md5, 32};
constexpr HashKind sha256{".sha256", base::DigestAlgorithm::sha256, 64};

const HashKind* kind_of(const fs::path& path)
{
    const std::string ending = path.extension().string();
    if (ending == md5.ending)
        return &md5;
    return ending == sha256.ending ? &sha256 : nullptr;
}

/// "<digits>  <name>" of md5sum and sha256sum; a `*` before the name means binary and changes nothing.
struct HashLine
{
    std::string digest{};
    std::string name{};
};

std::vector<HashLine> read_hash_file(const fs::path& path, const HashKind& kind)
{
    std::vector<HashLine> lines;
    std::string_view left;
    const std::string text = engine::read_file(path).value_or("");
    left = text;
    int number = 0;
    while (!left.empty()) {
        ++number;
        const std::size_t end = left.find('\n');
        std::string_view line = left.substr(0, end);
        left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        const std::string_view digits = line.substr(0, kind.digits);
        const bool is_good = line.size() > kind.digits + 2 && line[kind.digits] == ' ' &&
                             std::ranges::all_of(digits, [](char c) {
                                 return std::isxdigit(static_cast<unsigned char>(c)) != 0;
                             });
        if (!is_good)
            throw Error(
                ErrorKind::local,
                fmt::format(
                    "{}:{}: this is no line of a {} file", path.string(), number, kind.ending.substr(1)
                ),
                "it was cut or is something else; run the target again"
            );
        HashLine read{.digest = std::string(digits), .name = std::string(line.substr(kind.digits + 2))};
        std::ranges::transform(read.digest, read.digest.begin(), [](char c) {
            return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        });
        lines.push_back(std::move(read));
    }
    return lines;
}

void verify(const fs::path& root, const fs::path& hash_file, const HashKind& kind, ArtefactReport& report)
{
    bool is_whole = true;
    for (const HashLine& line : read_hash_file(root / hash_file, kind)) {
        const fs::path file = hash_file.parent_path() / line.name;
        // The hash may be of what a link leads to, as sha256sum has it; but what a container made isn't
        // followed out of the project, and a pipe would never end.
        std::error_code ec;
        const fs::path real = fs::canonical(root / file, ec);
        const std::string inside = real.lexically_relative(fs::canonical(root, ec)).string();
        if (real.empty() || inside.starts_with("..") || !fs::is_regular_file(fs::symlink_status(real, ec))) {
            report.notes.push_back(
                fmt::format("{} names {}, which is no file here", hash_file.string(), line.name)
            );
            is_whole = false;
            continue;
        }
        const std::string seen = digest_of_file(real, kind.algorithm);
        if (seen != line.digest)
            throw Error(
                ErrorKind::local,
                fmt::format(
                    "{} has the hash {}, but {} says {}", file.string(), seen, hash_file.string(), line.digest
                ),
                "it was damaged or replaced after it was hashed; make both anew"
            );
    }
    if (is_whole)
        report.verified.push_back(hash_file);
}

// Written aside and renamed: a hash file is there as a whole or not at all.
void write_hash_file(
    const fs::path& root, const fs::path& file, const HashKind& kind, const std::string& digest
)
{
    const fs::path target = root / (file.string() + std::string(kind.ending));
    const fs::path aside = target.string() + ".partial";
    std::error_code ec;
    // A link that a container left under this name could lead to any file of the caller.
    fs::remove(aside, ec);
    const base::Descriptor out(
        ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644)
    );
    const std::string line = digest + "  " + file.filename().string() + "\n";
    if (!out || ::write(out.number(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw Error(
            ErrorKind::local,
            fmt::format("{} can't be written: {}", aside.string(), std::generic_category().message(errno)),
            "is the disk full?"
        );
    fs::rename(aside, target, ec);
    if (ec)
        throw Error(ErrorKind::local, fmt::format("{} can't be written: {}", target.string(), ec.message()));
}

}  // namespace

void check_hashes(
    const fs::path& root, const std::vector<ProjectConfig::Hash>& wanted, ArtefactReport& report
)
{
    std::set<fs::path> hash_files;
    std::error_code ec;
    for (const Artefact& artefact : report.files) {
        if (kind_of(artefact.path) != nullptr)
            hash_files.insert(artefact.path);
        for (const HashKind* kind : {&md5, &sha256}) {
            const fs::path beside = artefact.path.string() + std::string(kind->ending);
            if (fs::is_regular_file(root / beside, ec))
                hash_files.insert(beside);
        }
    }
    // A hash of the last run beside a file of this one is stale where we are the ones who write it.
    for (const Artefact& artefact : report.files) {
        const bool is_log = artefact.path.extension() == ".log";
        if (kind_of(artefact.path) != nullptr || is_log)
            continue;
        for (const ProjectConfig::Hash hash : wanted) {
            const HashKind& kind = hash == ProjectConfig::Hash::md5 ? md5 : sha256;
            const fs::path name = artefact.path.string() + std::string(kind.ending);
            const bool was_made_now = std::ranges::any_of(report.files, [&name](const Artefact& other) {
                return other.path == name;
            });
            if (was_made_now)
                continue;
            write_hash_file(
                root,
                artefact.path,
                kind,
                hash == ProjectConfig::Hash::sha256 ? artefact.sha256
                                                    : digest_of_file(root / artefact.path, kind.algorithm)
            );
            report.written.push_back(name);
            hash_files.erase(name);
        }
    }
    for (const fs::path& hash_file : hash_files)
        verify(root, hash_file, *kind_of(hash_file), report);
}

}  // namespace devenv::detail::workflow
