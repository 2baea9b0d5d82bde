// What this process writes to one of its standard streams.
#pragma once

#include <string>

namespace devenv::cli {

/// As long as it lives, the descriptor leads into a file without a name.
class Captured
{
public:
    explicit Captured(int descriptor);
    ~Captured();

    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    /// All that has been written since the last call.
    std::string take();

private:
    int descriptor_;
    int before_;
    int file_;
};

}  // namespace devenv::cli
