// As much of a Dockerfile as a client needs: where its instructions stand, and what its stages are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace devenv::detail::protocol {

struct Instruction
{
    int line = 0;             ///< of its first line, from 1
    std::string name{};       ///< upper case, "RUN"
    std::string arguments{};  ///< continuation lines joined as the builder does
};

/// The instructions in order, heredoc bodies and comments left out. It accepts everything: what is wrong with
/// a Dockerfile is for the builder to say.
std::vector<Instruction> read_instructions(std::string_view dockerfile);

/// What a FROM takes: the image, and the stage's name in lower case (empty = none).
struct Stage
{
    int line = 0;
    std::string base{};
    std::string name{};
};

std::vector<Stage> read_stages(const std::vector<Instruction>& instructions);

}  // namespace devenv::detail::protocol
