#pragma once

#include <devenv/models/filters.hpp>
#include <devenv/models/system.hpp>
#include <devenv/models/usage.hpp>

#include <string>

namespace devenv::inline v1 {

template <class T>
class ObjectStream;

/// Tells what happens, without an end unless `until` is given.
/// The daemon keeps the last 256 events and no more; a wrong key of a filter is not an error and matches
/// all.
/// Source: GET /events, API 1.24.
struct Events
{
    using Response = ObjectStream<Event>;
    std::string since{};  ///< Unix seconds with optional fraction, inclusive
    std::string until{};
    Filters filters{};
};

}  // namespace devenv::inline v1
