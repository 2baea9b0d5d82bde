#include "engine/streams.hpp"

#include "base/json_document.hpp"
#include "devenv/error.hpp"
#include "engine/models.hpp"
#include "protocol/frames.hpp"
#include "protocol/json_lines.hpp"
#include "protocol/web_socket.hpp"

#include <fmt/format.h>

#include <array>
#include <random>
#include <utility>

namespace devenv::inline v1 {

namespace engine = detail::engine;
namespace protocol = detail::protocol;
namespace json = detail::json;
namespace asio = boost::asio;

// --- output ---

struct LogStream::Impl
{
    engine::Reply reply{};
    engine::Framing framing{};
    std::string label{};
    protocol::FrameDemultiplexer demultiplexer{};
    protocol::WebSocketReader web_socket{};
    std::vector<std::string_view> pieces{};
    std::vector<Frame> frames{};
    std::size_t next = 0;  // of frames, for who takes them one by one

    asio::awaitable<void> fill();
    void check(protocol::FrameFault fault) const;
    void check(protocol::WebSocketFault fault) const;
    void take(std::string_view piece);
};

void LogStream::Impl::check(protocol::WebSocketFault fault) const
{
    if (fault == protocol::WebSocketFault::none)
        return;
    const bool is_cut = fault == protocol::WebSocketFault::cut;
    throw Error(Error::Details{
        .kind = is_cut ? ErrorKind::interrupted : ErrorKind::protocol,
        .operation = label,
        .message = is_cut ? "the output broke off in the middle of a frame" : "the output is no WebSocket's",
        .hint = is_cut ? "is the daemon still running?" : "",
    });
}

void LogStream::Impl::take(std::string_view piece)
{
    switch (framing) {
        case engine::Framing::multiplexed:
            check(demultiplexer.put(piece, frames));
            return;
        case engine::Framing::web_socket:
            check(web_socket.put(piece, frames));
            return;
        case engine::Framing::raw:
            frames.push_back({.channel = Channel::out, .bytes = piece});
    }
}

void LogStream::Impl::check(protocol::FrameFault fault) const
{
    Error::Details details{.operation = label};
    switch (fault) {
        case protocol::FrameFault::none:
            return;
        case protocol::FrameFault::cut:
            details.kind = ErrorKind::interrupted;
            details.message = "the output broke off in the middle of a frame";
            details.hint = "is the daemon still running?";
            break;
        case protocol::FrameFault::daemon_failed:
            details.kind = ErrorKind::server;
            details.message = demultiplexer.daemon_error();
            break;
        case protocol::FrameFault::bad_channel:
            details.kind = ErrorKind::protocol;
            details.message = "the output isn't a multiplexed stream; does the container have a TTY?";
            break;
    }
    throw Error(std::move(details));
}

// One read of the connection, taken apart; no frames = the end.
asio::awaitable<void> LogStream::Impl::fill()
{
    frames.clear();
    next = 0;
    while (frames.empty() && !web_socket.is_closed()) {
        const bool more = co_await reply.body->read(pieces);
        if (!more) {
            if (framing == engine::Framing::multiplexed)
                check(demultiplexer.put_eof());
            if (framing == engine::Framing::web_socket)
                check(web_socket.put_eof());
            co_return;
        }
        for (const std::string_view piece : pieces)
            take(piece);
    }
}

LogStream::LogStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LogStream::LogStream(LogStream&&) noexcept = default;
LogStream& LogStream::operator=(LogStream&&) noexcept = default;
LogStream::~LogStream() = default;

asio::awaitable<std::optional<Frame>> LogStream::next()
{
    if (impl_->next == impl_->frames.size())
        co_await impl_->fill();
    if (impl_->frames.empty())
        co_return std::nullopt;
    co_return impl_->frames[impl_->next++];
}

asio::awaitable<std::span<const Frame>> LogStream::next_batch()
{
    if (impl_->next == impl_->frames.size())
        co_await impl_->fill();
    const std::span<const Frame> batch = std::span(impl_->frames).subspan(impl_->next);
    impl_->next = impl_->frames.size();
    co_return batch;
}

void LogStream::close() noexcept
{
    impl_->reply.body->close();
}

asio::awaitable<void> AttachStream::write(std::string_view bytes)
{
    if (impl_->framing != engine::Framing::web_socket) {
        co_await impl_->reply.body->write(bytes);
        co_return;
    }
    std::random_device random;
    std::array<unsigned char, 4> key{};
    for (unsigned char& byte : key)
        byte = static_cast<unsigned char>(random());
    std::string frame;
    protocol::append_web_socket_frame(frame, bytes, key);
    co_await impl_->reply.body->write(frame);
}

void AttachStream::close_input() noexcept
{
    impl_->reply.body->shutdown_send();
}

// --- bytes ---

struct ByteReader::Impl
{
    engine::Reply reply{};
    std::vector<std::string_view> pieces{};
    std::size_t next = 0;
};

ByteReader::ByteReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteReader::ByteReader(ByteReader&&) noexcept = default;
ByteReader& ByteReader::operator=(ByteReader&&) noexcept = default;
ByteReader::~ByteReader() = default;

asio::awaitable<std::string_view> ByteReader::next()
{
    if (impl_->next == impl_->pieces.size()) {
        impl_->next = 0;
        co_await impl_->reply.body->read(impl_->pieces);
    }
    if (impl_->pieces.empty())
        co_return std::string_view{};
    co_return impl_->pieces[impl_->next++];
}

// --- lines ---

struct LineStream::Impl
{
    engine::Reply reply{};
    std::string label{};
    engine::InBandError in_band{};
    protocol::JsonLines lines{};
    json::Document document{};
    std::vector<std::string_view> pieces{};
    std::size_t next_piece = 0;

    asio::awaitable<std::optional<std::string_view>> next_object();
    ProgressLine read(std::string_view text);
    void check(protocol::LineFault fault) const;
};

void LineStream::Impl::check(protocol::LineFault fault) const
{
    Error::Details details{.kind = ErrorKind::protocol, .operation = label};
    switch (fault) {
        case protocol::LineFault::none:
            return;
        case protocol::LineFault::cut:
            details.kind = ErrorKind::interrupted;
            details.message = "the answer broke off in the middle of a line";
            details.hint = "is the daemon still running?";
            break;
        case protocol::LineFault::not_json:
            details.message = "the answer isn't JSON lines";
            break;
        case protocol::LineFault::too_long:
            details.message = "a line of the answer is longer than 16 MiB";
            break;
    }
    throw Error(std::move(details));
}

asio::awaitable<std::optional<std::string_view>> LineStream::Impl::next_object()
{
    while (true) {
        const std::optional<std::string_view> object = lines.next();
        check(lines.fault());
        if (object)
            co_return object;
        if (next_piece == pieces.size()) {
            next_piece = 0;
            const bool more = co_await reply.body->read(pieces);
            if (!more) {
                check(lines.put_eof());
                co_return std::nullopt;
            }
        }
        lines.put(pieces[next_piece++]);
    }
}

ProgressLine LineStream::Impl::read(std::string_view text)
{
    // The text is the line reader's own buffer, made to be parsed in place.
    if (const std::string wrong = document.parse(const_cast<char*>(text.data()), text.size()); !wrong.empty())
        throw Error(Error::Details{.kind = ErrorKind::protocol, .operation = label, .message = wrong});
    const rapidjson::Value& root = document.root();
    ProgressLine line;
    for (const auto& member : root.GetObject()) {
        const std::string_view name(member.name.GetString(), member.name.GetStringLength());
        const rapidjson::Value& value = member.value;
        const std::string_view said = value.IsString()
                                          ? std::string_view(value.GetString(), value.GetStringLength())
                                          : std::string_view{};
        if (name == "stream") {
            line.stream = said;
        } else if (name == "status") {
            line.status = said;
        } else if (name == "id") {
            line.id = said;
        } else if (name == "error" && line.error.empty()) {
            line.error = said;
        } else if (name == "progressDetail") {
            const rapidjson::Value* current = json::find_member(value, "current");
            const rapidjson::Value* total = json::find_member(value, "total");
            line.current = current != nullptr && current->IsInt64() ? current->GetInt64() : 0;
            line.total = total != nullptr && total->IsInt64() ? total->GetInt64() : 0;
        } else if (name == "aux") {
            line.aux_id = json::text_member(value, "ID");
            line.aux_digest = json::text_member(value, "Digest");
        } else if (name == "errorDetail") {
            if (const std::string_view message = json::text_member(value, "message"); !message.empty())
                line.error = message;
            const rapidjson::Value* code = json::find_member(value, "code");
            line.error_code = code != nullptr && code->IsInt() ? code->GetInt() : 0;
        }
    }
    return line;
}

LineStream::LineStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LineStream::LineStream(LineStream&&) noexcept = default;
LineStream& LineStream::operator=(LineStream&&) noexcept = default;
LineStream::~LineStream() = default;

asio::awaitable<std::optional<ProgressLine>> LineStream::next()
{
    const std::optional<std::string_view> object = co_await impl_->next_object();
    if (!object)
        co_return std::nullopt;
    const ProgressLine line = impl_->read(*object);
    if (!line.error.empty() && impl_->in_band == engine::InBandError::is_thrown)
        throw Error(Error::Details{
            .kind = ErrorKind::server, .operation = impl_->label, .message = std::string(line.error)});
    co_return line;
}

void LineStream::close() noexcept
{
    impl_->reply.body->close();
}

// --- objects ---

template <class T>
asio::awaitable<std::optional<T>> ObjectStream<T>::next()
{
    const std::optional<std::string_view> text = co_await impl_->next_object();
    if (!text)
        co_return std::nullopt;
    std::string document(*text);
    std::optional<T> object(std::in_place);
    if (const std::string wrong = json::read_text(document, *object); !wrong.empty())
        throw Error(Error::Details{
            .kind = ErrorKind::protocol,
            .operation = impl_->label,
            .message = fmt::format("the daemon's answer can't be understood: {}", wrong),
        });
    co_return object;
}

template class ObjectStream<Event>;
template class ObjectStream<ContainerStats>;

}  // namespace devenv::inline v1

namespace devenv::detail::engine {

template <>
const Operation& operation_of<InspectContainer>();
template <>
const Operation& operation_of<Logs>();
template <>
const Operation& operation_of<AttachContainer>();
template <>
const Operation& operation_of<InspectService>();
template <>
const Operation& operation_of<ServiceLogs>();
template <>
const Operation& operation_of<InspectTask>();
template <>
const Operation& operation_of<TaskLogs>();

namespace {

constexpr int typed_media = 42;  // from this API on the media type tells framed from raw

template <class Look>
asio::awaitable<typename Look::Response> ask(std::shared_ptr<Core> core, Look look)
{
    const Operation& operation = operation_of<Look>();
    CallOptions options;
    Reply reply = co_await core->call(operation, &look, std::move(options));
    typename Look::Response seen;
    const std::string label(operation.name);
    co_await read_value(reply, operation, label, &seen);
    co_return seen;
}

InspectContainer look_at(const std::string& id, const ContainerInspect*)
{
    return {.container = id};
}

InspectService look_at(const std::string& id, const Service*)
{
    return {.service = id};
}

InspectTask look_at(const std::string& id, const Task*)
{
    return {.task = id};
}

bool has_tty(const ContainerInspect& seen)
{
    return seen.config.tty;
}

bool has_tty(const Service& seen)
{
    const auto& container = seen.spec.task_template.container;
    return container && container->tty;
}

bool has_tty(const Task& seen)
{
    return seen.spec.container && seen.spec.container->tty;
}

/// Of what an operation reads the output, and the model that tells about its terminal.
const std::string& subject_of(const Logs& op)
{
    return op.container;
}

const std::string& subject_of(const AttachContainer& op)
{
    return op.container;
}

const std::string& subject_of(const ServiceLogs& op)
{
    return op.service;
}

const std::string& subject_of(const TaskLogs& op)
{
    return op.task;
}

template <class Op>
struct Told
{
    using Model = ContainerInspect;
};

template <>
struct Told<ServiceLogs>
{
    using Model = Service;
};

template <>
struct Told<TaskLogs>
{
    using Model = Task;
};

template <class Op>
asio::awaitable<Framing> ask_framing(std::shared_ptr<Core> core, const Op& op)
{
    using Model = typename Told<Op>::Model;
    auto look = look_at(subject_of(op), static_cast<const Model*>(nullptr));
    const Model seen = co_await ask(core, look);
    co_return has_tty(seen) ? Framing::raw : Framing::multiplexed;
}

// The daemon says it of logs always, of an attach only if it upgraded the connection.
std::optional<Framing> told_framing(const Reply& reply, int api, Answer answer)
{
    if (api < typed_media || (answer == Answer::hijack && reply.head.status != 101))
        return std::nullopt;
    const std::string_view type = reply.head.field("Content-Type");
    if (type == "application/vnd.docker.multiplexed-stream")
        return Framing::multiplexed;
    if (type == "application/vnd.docker.raw-stream")
        return Framing::raw;
    return std::nullopt;
}

std::optional<Framing> known_framing(const std::optional<bool>& tty)
{
    if (!tty)
        return std::nullopt;
    return *tty ? Framing::raw : Framing::multiplexed;
}

template <class Op>
asio::awaitable<std::unique_ptr<LogStream::Impl>> open_output(std::shared_ptr<Core> core, Op op)
{
    const Operation& operation = operation_of<Op>();
    const int api = co_await core->api_minor();
    std::optional<Framing> framing = known_framing(op.tty);
    // Asked before: an answer must not be left waiting while another question is put.
    const bool may_be_told = api >= typed_media;
    if (!framing && !may_be_told)
        framing = co_await ask_framing(core, op);
    CallOptions options;
    Reply reply = co_await core->call(operation, &op, std::move(options));
    if (!framing)
        framing = told_framing(reply, api, operation.answer);
    if (!framing)
        framing = co_await ask_framing(core, op);
    auto impl = std::make_unique<LogStream::Impl>();
    impl->reply = std::move(reply);
    impl->framing = *framing;
    impl->label = fmt::format("{} {}", operation.name, subject_of(op));
    co_return impl;
}

}  // namespace

asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, Logs op)
{
    auto impl = co_await open_output(core, std::move(op));
    co_return LogStream(std::move(impl));
}

asio::awaitable<RawLogs> open_raw_logs(std::shared_ptr<Core> core, Logs op)
{
    auto impl = co_await open_output(core, std::move(op));
    RawLogs logs{.reply = std::move(impl->reply), .framing = impl->framing};
    co_return logs;
}

asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, ServiceLogs op)
{
    auto impl = co_await open_output(core, std::move(op));
    co_return LogStream(std::move(impl));
}

asio::awaitable<LogStream> open_logs(std::shared_ptr<Core> core, TaskLogs op)
{
    auto impl = co_await open_output(core, std::move(op));
    co_return LogStream(std::move(impl));
}

asio::awaitable<AttachStream> open_attach(std::shared_ptr<Core> core, AttachContainer op)
{
    auto impl = co_await open_output(core, std::move(op));
    co_return AttachStream(std::move(impl));
}

AttachStream make_attach_stream(Reply reply, Framing framing, std::string label)
{
    auto impl = std::make_unique<LogStream::Impl>();
    impl->reply = std::move(reply);
    impl->framing = framing;
    impl->label = std::move(label);
    return AttachStream(std::move(impl));
}

ByteReader make_byte_reader(Reply reply)
{
    auto impl = std::make_unique<ByteReader::Impl>();
    impl->reply = std::move(reply);
    return ByteReader(std::move(impl));
}

LineStream make_line_stream(Reply reply, std::string label, InBandError in_band)
{
    auto impl = std::make_unique<LineStream::Impl>();
    impl->reply = std::move(reply);
    impl->label = std::move(label);
    impl->in_band = in_band;
    return LineStream(std::move(impl));
}

}  // namespace devenv::detail::engine
