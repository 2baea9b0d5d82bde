// The field lists of the models, declared for all that use them.
#pragma once

#include "base/json_fields.hpp"
#include "devenv/models/container.hpp"
#include "devenv/models/image.hpp"
#include "devenv/models/system.hpp"
#include "devenv/models/volume.hpp"
#include "devenv/operations/volumes.hpp"

namespace devenv::detail::json {

template <>
const Fields& fields_of<BindOptions>();
template <>
const Fields& fields_of<VolumeOptions>();
template <>
const Fields& fields_of<TmpfsOptions>();
template <>
const Fields& fields_of<Mount>();
template <>
const Fields& fields_of<PortBinding>();
template <>
const Fields& fields_of<RestartPolicy>();
template <>
const Fields& fields_of<HostConfig>();
template <>
const Fields& fields_of<ContainerConfig>();
template <>
const Fields& fields_of<ContainerCreated>();
template <>
const Fields& fields_of<ContainerState>();
template <>
const Fields& fields_of<MountPoint>();
template <>
const Fields& fields_of<ContainerInspect>();
template <>
const Fields& fields_of<ContainerSummary>();
template <>
const Fields& fields_of<WaitError>();
template <>
const Fields& fields_of<ContainerEnd>();
template <>
const Fields& fields_of<ExecConfig>();
template <>
const Fields& fields_of<ExecCreated>();
template <>
const Fields& fields_of<ExecInspect>();
template <>
const Fields& fields_of<PathStat>();
template <>
const Fields& fields_of<ImageInspect>();
template <>
const Fields& fields_of<ImageSummary>();
template <>
const Fields& fields_of<ImageRemoved>();
template <>
const Fields& fields_of<Volume>();
template <>
const Fields& fields_of<VolumeList>();
template <>
const Fields& fields_of<VolumeCreate>();
template <>
const Fields& fields_of<SystemVersion>();
template <>
const Fields& fields_of<SystemInfo>();

}  // namespace devenv::detail::json
