# ccache is used if it is there, never needed.
find_program(DEVENV_CCACHE ccache)
mark_as_advanced(DEVENV_CCACHE)
if(DEVENV_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${DEVENV_CCACHE})
endif()
