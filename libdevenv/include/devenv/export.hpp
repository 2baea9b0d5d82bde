#pragma once

/// Marks what a shared libdevenv shows; everything else is hidden.
#define DEVENV_API [[gnu::visibility("default")]]
