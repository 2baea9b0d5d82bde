// How an operation becomes a call in both faces. Only operations/*.cpp include this: the functions are
// compiled there, once.
#pragma once

#include "devenv/blocking.hpp"
#include "devenv/client.hpp"
#include "engine/blocking_client.hpp"
#include "engine/core.hpp"
#include "engine/registry.hpp"
#include "engine/streams.hpp"

#include <memory>
#include <utility>

namespace devenv::detail::engine {

/// Sends an operation that is owned by the coroutine.
template <class Op>
asio::awaitable<typename Op::Response> send_by(std::shared_ptr<Core> core, Op op)
{
    const Operation& operation = operation_of<Op>();
    CallOptions options;
    Reply reply = co_await core->call(operation, &op, std::move(options));
    typename Op::Response response{};
    std::string label(operation.name);
    co_await read_value(reply, operation, label, &response);
    co_return response;
}

}  // namespace devenv::detail::engine

namespace devenv::inline v1 {

template <class Op>
boost::asio::awaitable<typename Op::Response> Client::send(const Op& op)
{
    return detail::engine::send_by<Op>(core_, op);
}

template <class Op>
typename Op::Response blocking::Client::send(const Op& op)
{
    return detail::engine::wait_for(*impl_, detail::engine::send_by<Op>(impl_->client.core(), op));
}

}  // namespace devenv::inline v1

/// Compiles `send` for an operation that answers with a value.
#define DEVENV_SEND(Op)                                                                            \
    template boost::asio::awaitable<devenv::Op::Response> devenv::Client::send(const devenv::Op&); \
    template devenv::Op::Response devenv::blocking::Client::send(const devenv::Op&);

/// The same for one that answers with a stream, which belongs to the coroutine face.
#define DEVENV_SEND_STREAM(Op) \
    template boost::asio::awaitable<devenv::Op::Response> devenv::Client::send(const devenv::Op&);

/// For one that is sent by functions of its own: with a body beside it.
#define DEVENV_SEND_APART(Op)

#define DEVENV_REGISTER(Op) into.push_back(&operation_of<Op>());

/// Compiles the operations of a group, which is a macro over three others: for those that answer with a
/// value, with a stream, and for those sent by functions of their own; and puts them on the list of all.
#define DEVENV_OPERATIONS(group, List)                              \
    List(                                                           \
        DEVENV_SEND, DEVENV_SEND_STREAM, DEVENV_SEND_APART          \
    ) void devenv::detail::engine::add_##group(OperationList& into) \
    {                                                               \
        List(DEVENV_REGISTER, DEVENV_REGISTER, DEVENV_REGISTER)     \
    }
