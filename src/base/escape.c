#include "config.h"

#include "base/escape.h"
