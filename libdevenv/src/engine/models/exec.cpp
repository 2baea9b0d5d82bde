#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<ExecConfig>()
{
    static const Fields list = fields<ExecConfig>(
        &ExecConfig::extra,
        {
            {"AttachStdin", &ExecConfig::attach_stdin},
            {"AttachStdout", &ExecConfig::attach_stdout},
            {"AttachStderr", &ExecConfig::attach_stderr},
            {"DetachKeys", &ExecConfig::detach_keys},
            {"Tty", &ExecConfig::tty},
            {"Env", &ExecConfig::env},
            {"Cmd", &ExecConfig::command},
            {"Privileged", &ExecConfig::privileged},
            {"User", &ExecConfig::user},
            {"WorkingDir", &ExecConfig::working_dir},
            {"ConsoleSize", &ExecConfig::console_size, since(42)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ExecCreated>()
{
    static const Fields list = fields<ExecCreated>(&ExecCreated::extra, {{"Id", &ExecCreated::id}});
    return list;
}

template <>
const Fields& fields_of<ExecInspect>()
{
    static const Fields list = fields<ExecInspect>(
        &ExecInspect::extra,
        {
            {"ID", &ExecInspect::id},
            {"Running", &ExecInspect::running},
            {"ExitCode", &ExecInspect::exit_code},
            {"Pid", &ExecInspect::pid},
            {"ContainerID", &ExecInspect::container_id},
            {"CanRemove", &ExecInspect::can_remove},
            {"DetachKeys", &ExecInspect::detach_keys},
            {"OpenStdin", &ExecInspect::open_stdin},
            {"OpenStderr", &ExecInspect::open_stderr},
            {"OpenStdout", &ExecInspect::open_stdout},
            {"ProcessConfig", &ExecInspect::process_config},
        }
    );
    return list;
}

template <>
const Fields& fields_of<PathStat>()
{
    static const Fields list = fields<PathStat>(
        &PathStat::extra,
        {
            {"name", &PathStat::name},
            {"size", &PathStat::size},
            {"mode", &PathStat::mode},
            {"mtime", &PathStat::modified},
            {"linkTarget", &PathStat::link_target},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
