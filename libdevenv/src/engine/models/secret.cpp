#include "engine/models.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<SecretSpec>()
{
    static const Fields list = fields<SecretSpec>(
        &SecretSpec::extra,
        {
            {"Name", &SecretSpec::name},
            {"Labels", &SecretSpec::labels},
            {"Data", &SecretSpec::data},
            {"Driver", &SecretSpec::driver},
            {"Templating", &SecretSpec::templating, since(37)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<Secret>()
{
    static const Fields list = fields<Secret>(
        &Secret::extra,
        {
            {"ID", &Secret::id},
            {"Version", &Secret::version},
            {"CreatedAt", &Secret::created_at},
            {"UpdatedAt", &Secret::updated_at},
            {"Spec", &Secret::spec},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmConfigSpec>()
{
    static const Fields list = fields<SwarmConfigSpec>(
        &SwarmConfigSpec::extra,
        {
            {"Name", &SwarmConfigSpec::name},
            {"Labels", &SwarmConfigSpec::labels},
            {"Data", &SwarmConfigSpec::data},
            {"Templating", &SwarmConfigSpec::templating, since(37)},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmConfig>()
{
    static const Fields list = fields<SwarmConfig>(
        &SwarmConfig::extra,
        {
            {"ID", &SwarmConfig::id},
            {"Version", &SwarmConfig::version},
            {"CreatedAt", &SwarmConfig::created_at},
            {"UpdatedAt", &SwarmConfig::updated_at},
            {"Spec", &SwarmConfig::spec},
        }
    );
    return list;
}

template <>
const Fields& fields_of<SwarmObjectCreated>()
{
    // The specification says "Id", but this is what daemons write.
    static const Fields list = fields<SwarmObjectCreated>(
        &SwarmObjectCreated::extra,
        {
            {"ID", &SwarmObjectCreated::id},
        }
    );
    return list;
}

template <>
const Fields& fields_of<ObjectCreated>()
{
    static const Fields list = fields<ObjectCreated>(
        &ObjectCreated::extra,
        {
            {"Id", &ObjectCreated::id},
        }
    );
    return list;
}

}  // namespace devenv::detail::json
