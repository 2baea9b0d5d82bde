#include "devenv/byte_source.hpp"

#include <algorithm>
#include <utility>

namespace devenv::inline v1 {

namespace {

class TextSource final : public ByteSource
{
public:
    explicit TextSource(std::string bytes) : bytes_(std::move(bytes)) {}

    boost::asio::awaitable<std::size_t> read(std::span<char> into) override
    {
        const std::size_t size = bytes_.copy(into.data(), into.size(), sent_);
        sent_ += size;
        co_return size;
    }

private:
    std::string bytes_;
    std::size_t sent_ = 0;
};

}  // namespace

ByteSource::~ByteSource() = default;

std::shared_ptr<ByteSource> byte_source(std::string bytes)
{
    return std::make_shared<TextSource>(std::move(bytes));
}

}  // namespace devenv::inline v1
