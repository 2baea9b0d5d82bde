# cmake --install and CPack: libdevenv for find_package(devenv) and pkg-config, devenv-cli.
# Components: library (a shared libdevenv), development (headers, static libdevenv, CMake and pkg-config files), cli.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/devenv)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/package/devenvConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)  # 0.x: each minor version may change the API

# devenv_install(TARGET LIBRARY DEVELOPMENT [EXCLUDE_FROM_ALL]): the library as components LIBRARY and DEVELOPMENT.
function(devenv_install target library development)
    get_target_property(kind ${target} TYPE)
    set(devenv_is_shared OFF)
    set(devenv_targets_file devenvStaticTargets.cmake)
    if(kind STREQUAL SHARED_LIBRARY)
        set(devenv_is_shared ON)
        set(devenv_targets_file devenvSharedTargets.cmake)
    endif()
    set(files ${CMAKE_CURRENT_BINARY_DIR}/package/${target})
    configure_package_config_file(cmake/devenvConfig.cmake.in ${files}/devenvConfig.cmake
        INSTALL_DESTINATION ${package_dir})
    # What a static library needs in turn is the business of `pkg-config --static`.
    set(devenv_private_libraries "")
    if(NOT devenv_is_shared)
        set(devenv_private_libraries "-larchive -lssl -lcrypto -pthread")
    endif()
    # The way up from the file, so that an installation can be moved.
    file(RELATIVE_PATH devenv_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
    configure_file(cmake/devenv.pc.in ${files}/devenv.pc @ONLY)

    install(TARGETS ${target} EXPORT ${target}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${development} ${ARGN}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${library} NAMELINK_COMPONENT ${development} ${ARGN})
    install(EXPORT ${target} NAMESPACE devenv:: FILE ${devenv_targets_file}
        DESTINATION ${package_dir} COMPONENT ${development} ${ARGN})
    install(FILES ${files}/devenvConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/package/devenvConfigVersion.cmake
        DESTINATION ${package_dir} COMPONENT ${development} ${ARGN})
    install(FILES ${files}/devenv.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${development} ${ARGN})
    install(DIRECTORY libdevenv/include/devenv DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        COMPONENT ${development} ${ARGN})
endfunction()

devenv_install(devenv library development)
if(TARGET devenv_twin)
    devenv_install(devenv_twin twin_library twin_development EXCLUDE_FROM_ALL)
endif()
if(TARGET devenv_testing)
    set_target_properties(devenv_testing PROPERTIES EXPORT_NAME testing)
    install(TARGETS devenv_testing EXPORT devenv_testing
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    install(EXPORT devenv_testing NAMESPACE devenv:: FILE devenvTestingTargets.cmake
        DESTINATION ${package_dir} COMPONENT development)
endif()
if(TARGET devenv-cli)
    install(TARGETS devenv-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT cli)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME devenv)
set(CPACK_PACKAGE_CONTACT "devenv")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_COMPONENTS_ALL development cli)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_CLI_PACKAGE_NAME devenv-cli)
set(CPACK_DEBIAN_CLI_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdevenv-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libboost1.81-dev")
if(BUILD_SHARED_LIBS)
    list(APPEND CPACK_COMPONENTS_ALL library)
    set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libdevenv0)
    set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
    set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
    string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libdevenv0 (= ${PROJECT_VERSION})")
    # dpkg-shlibdeps finds our own library, which no package of the system owns yet, by its place in the build.
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_CURRENT_BINARY_DIR}/libdevenv)
else()
    string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libarchive-dev, libssl-dev")
endif()
include(CPack)
