# DEVENV_SANITIZE holds for every target of the project, so that no object is built without it.
if(DEVENV_SANITIZE)
    add_compile_options(-fsanitize=${DEVENV_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
    if(DEVENV_SANITIZE MATCHES "thread")
        # Asio's memory fences are nothing that ThreadSanitizer follows; g++ says so at every use.
        add_compile_options(-Wno-tsan)
    endif()
    add_link_options(-fsanitize=${DEVENV_SANITIZE})
endif()
