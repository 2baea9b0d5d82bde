# devenv_warnings(TARGET): our own code compiles without a warning; third-party headers are SYSTEM.
function(devenv_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
        -Wnon-virtual-dtor -Wformat=2 -Werror)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT DEVENV_SANITIZE)
        # With optimisation or a sanitizer g++ 12 sees null dereferences inside the standard library.
        target_compile_options(${target} PRIVATE -Wnull-dereference)
    endif()
endfunction()
