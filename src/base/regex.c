#include "config.h"

#include "base/regex.h"
