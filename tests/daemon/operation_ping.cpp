// In a file of its own: engine/send.hpp shows how operations are compiled, which a program that sends them
// doesn't see.
#include "engine/operations/system.hpp"
#include "engine/send.hpp"
#include "operation_calls.hpp"

namespace devenv::test {

Pong ping_by_get(Calls& calls)
{
    using detail::engine::PingByGet;
    return calls.note<PingByGet>([&] {
        return run(calls.docker(), detail::engine::send_by<PingByGet>(calls.docker().core(), PingByGet{}));
    });
}

}  // namespace devenv::test
