# Targets format-check, format and tidy: what our own files must pass. Both are of LLVM 14, as in Debian 12: other
# versions format and judge otherwise.
find_program(DEVENV_CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(DEVENV_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
find_program(DEVENV_RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)
mark_as_advanced(DEVENV_CLANG_FORMAT DEVENV_CLANG_TIDY DEVENV_RUN_CLANG_TIDY)

# devenv_lint_target(TARGET COMMENT PROGRAM PACKAGE COMMAND…): a target that fails with the package's name if the
# program isn't there.
function(devenv_lint_target name comment program package)
    if(program)
        add_custom_target(${name} COMMAND ${ARGN}
            WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} COMMENT ${comment} USES_TERMINAL VERBATIM)
    else()
        add_custom_target(${name}
            COMMAND ${CMAKE_COMMAND} -E echo "${name} needs ${package}: apt-get install ${package}"
            COMMAND ${CMAKE_COMMAND} -E false VERBATIM)
    endif()
endfunction()

# The files are found when the target runs, so that a new one is never forgotten.
set(ours "find cli libdevenv tests -name '*.[ch]pp' -print0")
devenv_lint_target(format-check "clang-format: is every file formatted?" "${DEVENV_CLANG_FORMAT}" clang-format-14
    sh -c "${ours} | xargs -0 ${DEVENV_CLANG_FORMAT} --dry-run --Werror")
devenv_lint_target(format "clang-format: formats every file" "${DEVENV_CLANG_FORMAT}" clang-format-14
    sh -c "${ours} | xargs -0 ${DEVENV_CLANG_FORMAT} -i")
# With a compilation database of a build without precompiled headers (preset tidy): clang can't read those of g++.
devenv_lint_target(tidy "clang-tidy: every source of the build" "${DEVENV_RUN_CLANG_TIDY}" clang-tidy-14
    ${DEVENV_RUN_CLANG_TIDY} -quiet -clang-tidy-binary ${DEVENV_CLANG_TIDY} -p ${PROJECT_BINARY_DIR}
    "/(cli|libdevenv|tests)/.*\\.cpp$")
