# cmake --install: libdevenv for find_package(devenv) and pkg-config, devenv-cli.
include(CMakePackageConfigHelpers)

install(TARGETS devenv EXPORT devenv
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY libdevenv/include/devenv DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
