#include "devenv/operations/events.hpp"

#include "engine/models.hpp"
#include "engine/send.hpp"

namespace devenv::detail::engine {

template <>
const Operation& operation_of<Events>()
{
    static const Operation operation = declare<Events>("Events", Method::get, "/events")
                                           .repeat(Repeat::safe)
                                           .silent()
                                           .query("since", &Events::since)
                                           .query("until", &Events::until)
                                           .query("filters", &Events::filters)
                                           .streams();
    return operation;
}

template <>
asio::awaitable<ObjectStream<Event>> send_by(std::shared_ptr<Core> core, Events op)
{
    CallOptions options;
    Reply reply = co_await core->call(operation_of<Events>(), &op, std::move(options));
    co_return ObjectStream<Event>(make_line_stream(std::move(reply), "Events", InBandError::is_handed_on));
}

}  // namespace devenv::detail::engine

#define DEVENV_EVENTS(VALUE, STREAM, UPLOAD) STREAM(Events)
DEVENV_OPERATIONS(events, DEVENV_EVENTS)
