#include "config.h"

#include "base/pattern.h"
